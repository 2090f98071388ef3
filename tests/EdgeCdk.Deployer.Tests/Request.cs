using System.Text.Json.Nodes;

namespace EdgeCdk.Deployer.Tests;

/// <summary>One question to IAM.</summary>
/// <param name="Policies">Name of the policies to ask.</param>
/// <param name="Action">The action.</param>
/// <param name="Resource">An ARN, or <c>*</c> for an action without.</param>
/// <param name="Account">Account of who asks and of the resource.</param>
/// <param name="Context">Condition keys that AWS sends along.</param>
/// <param name="ResourcePolicy">Policy of a key or a role, which IAM asks as well. Default: none.</param>
public sealed record Request(string Policies, string Action, string Resource, string Account, IReadOnlyDictionary<string, string> Context, JsonNode? ResourcePolicy = null)
{
    /// <summary>The tag that every resource of an edge has.</summary>
    public const string Tag = "ataccama:edge:name";

    public override string ToString() => $"{Action} on {Resource} with {string.Join(", ", Context.Select(pair => $"{pair.Key}={pair.Value}"))}";
}
