namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>What becomes of a resource of Terraform.</summary>
internal enum Decision
{
    /// <summary>It goes into the stack as it is, with its id and what it holds.</summary>
    Import,

    /// <summary>The stack makes another one. What is to be kept of the old one is moved; then Terraform destroys it.</summary>
    Anew,

    /// <summary>Nothing of it is kept: Terraform destroys it.</summary>
    Leave,

    /// <summary>Terraform must not destroy it: it is removed from its state before.</summary>
    Keep,
}
