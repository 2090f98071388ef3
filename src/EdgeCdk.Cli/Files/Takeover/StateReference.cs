using EdgeCdk.Cli.Files.Terraform;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>How one resource of Terraform names another.</summary>
internal static class StateReference
{
    /// <summary>Whether an attribute of one resource names another: by id, name or ARN.</summary>
    public static bool Names(StateResource resource, string attribute, StateResource owner) =>
        resource.Text(attribute) is { Length: > 0 } named
        && ((string[])["id", "arn", "name", "key_id", "url", "function_name", "bucket", "cluster_name"])
            .Any(identity => owner.Text(identity) == named);
}
