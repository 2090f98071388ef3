using EdgeCdk.Config.Reference;

namespace EdgeCdk.Config.Portable;

/// <summary>Parameters for rules of the account, and for how the edge is deployed.</summary>
internal static class AccountParameters
{
    private const string Group = "Account";

    public static IReadOnlyList<PortableParameter> All =>
    [
        PortableParameter.Of(
                "PermissionsBoundaryArn", Group, "Permissions boundary of every role", "iam.permissionsBoundaryArn",
                edge => edge.Config.Iam.PermissionsBoundaryArn)
            .Optional("none"),
        PortableParameter.OfList(
                "CustomerRoleAccounts", Group, "Further accounts with data sources", "customerRoleAccounts",
                edge => edge.Config.CustomerRoleAccounts)
            .Several(PortableParameters.MostAccounts)
            .Optional("none"),
        PortableParameter.Of(
                "LogRetentionDays", Group, "Days that logs are kept", "logRetentionDays",
                edge => PortableParameter.Text(edge.Config.LogRetentionDays))
            .Or("30", "Stored events cost by the GiB and month."),
        PortableParameter.Of(
                "AccessLogBucket", Group, "Bucket for access logs of buckets", "accessLogBucket", edge => edge.Config.AccessLogBucket)
            .Optional("none"),
        Switch("FileSystemBackup", "Daily backup of the file system", "fileSystem.backup", edge => edge.Config.FileSystem.Backup),
        Switch(
            "OwnFunctionsInVpc", "Own functions in the VPC", "functions.ownFunctionsInVpc",
            edge => edge.Config.Functions.OwnFunctionsInVpc),
        PortableParameter.Of(
                "CodeSigningConfigArn", Group, "Code signing configuration of the vendor's functions", "functions.codeSigningConfigArn",
                edge => edge.Config.Functions.CodeSigningConfigArn)
            .Optional("none"),
        PortableParameter.Of(
                "ReservedConcurrentExecutions", Group, "Reserved concurrency of each function", "functions.reservedConcurrentExecutions",
                edge => edge.Config.Functions.ReservedConcurrentExecutions is { } reserved ? PortableParameter.Text(reserved) : null)
            .Or("0", "0: none.") with
        {
            Minimum = 0,
            Constraint = "must be at most 1000, or 0 for none; not less than the release's maximum concurrency of a function",
        },
        new()
        {
            Name = DeploymentMethod.Parameter,
            Group = Group,
            Label = "Made from (leave as it is)",
            Description = DeploymentMethod.Description,
            Default = DeploymentMethod.Portable,
            AllowedValues = [DeploymentMethod.Portable],
            Constraint = DeploymentMethod.Constraint(DeploymentMethod.Portable),
            IsFixed = true,
        },
    ];

    private static PortableParameter Switch(string name, string label, string key, Func<EdgeDefinition, bool> isOn)
    {
        var parameter = PortableParameter.Of(name, Group, label, key, edge => ConfigKey.Written(isOn(edge)));
        return parameter.Or("false", "It can be switched at any time.") with
        {
            AllowedValues = ["true", "false"],
            Constraint = "must be true or false",
        };
    }
}
