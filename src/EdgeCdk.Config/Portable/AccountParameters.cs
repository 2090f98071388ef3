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
}
