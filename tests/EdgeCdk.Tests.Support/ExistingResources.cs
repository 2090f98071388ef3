namespace EdgeCdk.Tests.Support;

/// <summary>Roles, security groups and keys that others created for an edge, as its file names them.</summary>
public static class ExistingResources
{
    /// <summary>Path of the roles.</summary>
    public const string RolePath = "/teams/edge/";

    /// <summary>The account of the demo edge.</summary>
    public const string GeneralKeyArn = "arn:aws:kms:eu-central-1:123456789011:key/aaaaaaaa-12ab-34cd-56ef-1234567890ab";

    /// <summary>The key of data-quality results.</summary>
    public const string DataQualityKeyArn = "arn:aws:kms:eu-central-1:123456789011:key/bbbbbbbb-12ab-34cd-56ef-1234567890ab";

    /// <summary>Ids of the security groups by key.</summary>
    public static IReadOnlyDictionary<string, string> Groups { get; } = new[]
    {
        "planeManager", "jobs", "connectorsRollout", "metadataBrowsing", "dqResultsReader", "cleanup", "deploymentSupport", "fileSystem",
        "endpoints", "telemetryLoadBalancer", "telemetryCollector",
    }.Index().ToDictionary(one => one.Item, one => $"sg-000000000000000{one.Index + 10}");

    /// <summary>The text of a file of the demo edge's account that has none of the keys, with those of the parts that exist.</summary>
    /// <param name="edgeFile">The text.</param>
    /// <param name="roles">Whether roles exist.</param>
    /// <param name="groups">Whether security groups exist.</param>
    /// <param name="keys">Whether keys exist.</param>
    public static string In(string edgeFile, bool roles = true, bool groups = true, bool keys = true)
    {
        var ids = string.Join(", ", Groups.Select(group => $"{group.Key}: {group.Value}"));
        return edgeFile.With("  publicSubnetIds:", $"{(groups ? $"  securityGroups: {{ {ids} }}\n" : "")}  publicSubnetIds:")
            + (roles ? $"iam: {{ roles: existing, rolePath: {RolePath} }}\n" : "")
            + (keys ? $"kms: {{ generalKeyArn: \"{GeneralKeyArn}\", dataQualityKeyArn: \"{DataQualityKeyArn}\" }}\n" : "");
    }
}
