using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Files.Terraform;
using static EdgeCdk.Cli.Files.Takeover.PropertyValue;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>
/// What a resource of Terraform is now, as properties of CloudFormation. An import does not change a resource, and an update changes only
/// what differs between two templates: a value that were not here would never be corrected.
/// </summary>
/// <param name="state">The state: settings may be resources of their own.</param>
internal sealed class ActualProperties(TerraformState state)
{
    /// <summary>The properties of a resource that is imported as a type.</summary>
    public JsonObject Of(string type, StateResource resource)
    {
        var properties = type switch
        {
            "AWS::KMS::Key" => Key(resource),
            "AWS::KMS::Alias" => Object(
                ("AliasName", resource.Text("name")), ("TargetKeyId", First(resource, "target_key_id", "target_key_arn"))),
            "AWS::EFS::FileSystem" => new ActualFileSystem(state).Of(resource),
            "AWS::EFS::MountTarget" => ActualFileSystem.MountTarget(resource),
            "AWS::EFS::AccessPoint" => ActualFileSystem.AccessPoint(resource),
            "AWS::EC2::VPCEndpoint" => new ActualEndpoint(state).Of(resource),
            "AWS::IAM::Role" => new ActualRole(state).Of(resource),
            _ => LogGroup(resource),
        };
        if (TagProperty(type) is { } name && Tags(resource) is { Count: > 0 } tags)
            properties[name] = tags;
        return properties;
    }

    private JsonObject Key(StateResource key)
    {
        var policy = state.OfType("aws_kms_key_policy").FirstOrDefault(item => StateReference.Names(item, "key_id", key))?.Text("policy");
        var rotates = key.Values.Flag("enable_key_rotation");
        return Object(
            ("Description", key.Text("description")),
            ("Enabled", key.Text("is_enabled") == "false" ? false : null),
            ("EnableKeyRotation", rotates),
            ("KeyPolicy", Document(policy ?? key.Text("policy"))),
            ("RotationPeriodInDays", rotates ? Number(key, "rotation_period_in_days") : null));
    }

    private static JsonObject LogGroup(StateResource group) => Object(
        ("KmsKeyId", Optional(group, "kms_key_id")),
        ("LogGroupName", group.Text("name")),
        ("RetentionInDays", Number(group, "retention_in_days") is { } days && $"{days}" != "0" ? days : null));

    private static string? TagProperty(string type) => type switch
    {
        "AWS::EFS::FileSystem" => "FileSystemTags",
        "AWS::EFS::AccessPoint" => "AccessPointTags",
        "AWS::EFS::MountTarget" or "AWS::KMS::Alias" => null,
        _ => "Tags",
    };

    private static JsonArray Tags(StateResource resource) =>
    [
        .. resource.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)
            .Select(tag => (JsonNode)new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value }),
    ];
}
