using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Account.Preflight.Existing;

/// <summary>A role of the account.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Trust">Its trust policy.</param>
/// <param name="BoundaryArn">ARN of its permissions boundary. Null: it has none.</param>
/// <param name="Policies">Documents of its policies, asked for when they are needed.</param>
internal sealed record AccountRole(string Arn, JsonNode? Trust, string? BoundaryArn, Func<IReadOnlyList<JsonNode?>> Policies);
