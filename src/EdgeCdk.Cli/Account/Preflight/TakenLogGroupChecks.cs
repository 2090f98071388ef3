using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Log groups with names that the deployment uses, outside the edge's own stack.</summary>
internal static class TakenLogGroupChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var names = Existing(target);
        if (names.Count == 0)
            return [];
        var left = new Finding(Outcome.Failed, "log groups")
        {
            What = $"{names.Count} of the names that the edge needs exist already, such as {names[0]}",
            Later = "log groups fail with \"already exists\"",
            Remedy = "they hold the logs of an earlier deployment: export them first if they are needed (aws logs create-export-task), or "
                + "choose another edge.name; then delete them: "
                + string.Join("; ", names.Select(name => $"aws logs delete-log-group --region {target.Region} --log-group-name {name}")),
        };
        return TakenNameChecks.Taken(target, names, TerraformTraces.Seen(
            target, left,
            () => (target.Aws.Ask("logs", "list-tags-log-group", "--log-group-name", names[0])["tags"] as JsonObject ?? [])
                .Select(tag => (tag.Key, $"{tag.Value}"))));
    }

    // A component may come back with a release, and its log group was retained when it went. What another release left under another
    // name conflicts with nothing.
    private static List<string> Existing(PreflightTarget target)
    {
        var created = target.Names.LogGroups(target.Definition.Release);
        var names = ((string[])[target.Names.LogGroupPrefix, .. target.Names.PerformanceLogGroups])
            .SelectMany(prefix => target.Aws.List("logGroups", "logs", "describe-log-groups", "--log-group-name-prefix", prefix))
            .Select(group => group.Text("logGroupName")).Distinct()
            .Where(created.Contains).ToList();
        return !target.HasResources || names.Count == 0 ? names : [.. names.Except(target.ResourcesOfStack("AWS::Logs::LogGroup"))];
    }
}
