using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Settings of Amazon ECS in the account: services and tasks can have tags only with the long format of ARNs.</summary>
internal static class EcsSettingChecks
{
    private static readonly string[] Required = ["serviceLongArnFormat", "taskLongArnFormat"];

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var settings = target.Aws.List("settings", "ecs", "list-account-settings", "--effective-settings");
        return
            from setting in settings
            where Required.Contains(setting.Text("name")) && setting.Text("value") == "disabled"
            select new Finding(Outcome.Failed, "ECS")
            {
                What = $"{setting.Text("name")} is disabled for this caller",
                Later = "services fail with \"The new ARN and resource ID format must be enabled to add tags to the service\", if it is "
                    + "disabled for the role that deploys, too",
                Remedy = $"aws ecs put-account-setting-default --region {target.Region} --name {setting.Text("name")} --value enabled",
            };
    }
}
