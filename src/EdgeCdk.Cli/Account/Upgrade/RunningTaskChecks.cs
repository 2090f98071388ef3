using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Upgrade;

/// <summary>The tasks that run now and are not of a service: jobs, and Connectors Rollout.</summary>
internal static class RunningTaskChecks
{
    public static IEnumerable<Finding> Find(VerifyTarget target)
    {
        var families =
            from cluster in target.Stack.OfType("AWS::ECS::Cluster")
            from task in EcsTasks.Of(target.Aws, cluster.PhysicalId, "RUNNING")
            where !task.Text("group").StartsWith("service:", StringComparison.Ordinal)
            select FamilyOf(task.Text("taskDefinitionArn"), $"{target.Edge.Name}-");
        var running = families.GroupBy(family => family, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Family: group.Key, Count: group.Count())).ToList();
        yield return Finding.Ok("jobs", running.Count == 0
            ? "no task runs"
            : $"{ProblemReport.Counted(running.Sum(tasks => tasks.Count), "task")} running: "
                + $"{string.Join(", ", running.Select(tasks => $"{tasks.Count} {tasks.Family}"))}; an upgrade does not stop them, and they "
                + "end on the release with which they were started");
    }

    // arn:…:task-definition/<edge>-<job>:<revision>
    private static string FamilyOf(string arn, string prefix)
    {
        var family = arn.Split('/')[^1].Split(':')[0];
        return family.StartsWith(prefix, StringComparison.Ordinal) ? family[prefix.Length..] : family;
    }
}
