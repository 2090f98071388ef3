namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>A way from Terraform to a stack.</summary>
internal enum Way
{
    /// <summary>The edge keeps its name and its data: import, destruction of the rest, update.</summary>
    InPlace,

    /// <summary>A second edge under another name; the old one is destroyed when nothing uses it.</summary>
    Beside,
}
