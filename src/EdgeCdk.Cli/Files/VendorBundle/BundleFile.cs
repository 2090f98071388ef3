namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>A file of the vendor's bundle.</summary>
/// <param name="Path">Its path in the bundle, with slashes.</param>
/// <param name="Open">Opens its content.</param>
internal sealed record BundleFile(string Path, Func<Stream> Open)
{
    /// <summary>Its name without directories.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The directories that it is in.</summary>
    public IReadOnlyList<string> Folders => Path.Split('/')[..^1];
}
