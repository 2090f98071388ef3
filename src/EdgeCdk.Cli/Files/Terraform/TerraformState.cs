namespace EdgeCdk.Cli.Files.Terraform;

/// <summary>What Terraform knows of an account.</summary>
/// <param name="Resources">What it manages, in the order of the addresses. Data sources are not among them.</param>
internal sealed record TerraformState(IReadOnlyList<StateResource> Resources)
{
    /// <summary>Version of Terraform that wrote it. Default: empty, it does not say.</summary>
    public string Version { get; init; } = "";

    /// <summary>The resources of some types.</summary>
    public IEnumerable<StateResource> OfType(params IReadOnlyList<string> types) =>
        Resources.Where(resource => types.Contains(resource.Type));
}
