using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;
using EdgeCdk.Config.Drafts;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>The running edge, as the product and as AWS's services see it.</summary>
internal static class VerifyStep
{
    private const int Patience = 3;

    private static readonly string[] Tagged =
        ["AWS::ECS::Service", "AWS::EFS::FileSystem", "AWS::KMS::Key", "AWS::Lambda::Function", "AWS::S3::Bucket", "AWS::SQS::Queue"];

    public static TrialStep Step { get; } = new(
        "verify", "nothing: `edge verify --drift`, and questions to each service", 6, TrialStep.Nothing)
    {
        Needs = ["deploy"],
        Do = Do,
    };

    private static void Do(TrialRun run)
    {
        var verified = run.Edge("verify", run.Name, "--drift");
        var wrong = verified.Findings("failed", "unknown");
        var drift = wrong.Where(finding => finding.StartsWith("drift: ", StringComparison.Ordinal)).ToList();
        run.Answer("no-drift-after-deploy", drift.Count == 0, Words.List(drift, "no drift"));
        run.Answer(
            "verify-healthy", wrong.Count == drift.Count && (verified.Succeeded || wrong.Count > 0),
            Words.List(wrong, "the edge is healthy"));
        var deployed = new TrialEdge(run).Deployed();
        FlowLogs(run);
        Insights(run);
        Functions(run, deployed);
        Tags(run, deployed);
        if (!verified.Succeeded)
            throw new CommandException($"`npx edge verify {run.Name}`: {verified.Words()}");
    }

    private static void FlowLogs(TrialRun run)
    {
        if (run.State.Onboarding is not null)
        {
            run.NotDecided("network-flow-logs", "the network is the user's own");
            return;
        }

        var vpc = FileEdit.Values(File.ReadAllText(run.PathOf(NetworkStep.Onboarding)))["vpc.vpcId"][0];
        var log = run.Aws.List("FlowLogs", "ec2", "describe-flow-logs", "--filter", $"Name=resource-id,Values={vpc}")[0];
        var streams = Streams(run, log.Text("LogGroupName"));
        run.Answer(
            "network-flow-logs", streams > 0,
            $"delivery {log.Text("DeliverLogsStatus")} {log.Text("DeliverLogsErrorMessage")}".TrimEnd() + $", {streams} log streams");
    }

    private static void Insights(TrialRun run)
    {
        var streams = run.Names.PerformanceLogGroups.Select(group => (Group: group, Count: Streams(run, group))).ToList();
        run.Answer(
            "insights-encrypted", streams.All(one => one.Count > 0),
            string.Join(", ", streams.Select(one => $"{one.Group}: {one.Count} log streams")));
    }

    // CloudWatch shows new ones after some time.
    private static int Streams(TrialRun run, string group)
    {
        var found = run.Await(Patience, () =>
            run.Aws.List("logStreams", "logs", "describe-log-streams", "--log-group-name", group) is { Count: > 0 } streams
                ? streams : null);
        return found?.Count ?? 0;
    }

    private static void Functions(TrialRun run, DeployedStack deployed)
    {
        var functions = ((string[])["MetadataBrowsing", "DqResultsReader"])
            .Select(name => TrialEdge.IdOf(deployed, $"{name}/Function/Function")).ToList();
        var states = functions.Select(function =>
        {
            var shown = run.Aws.Ask("lambda", "get-function-configuration", "--function-name", function);
            return (function, State: shown.Text("State"), Reason: shown.Text("StateReason"));
        }).ToList();
        run.Answer(
            "function-network-allowed", states.All(one => one.State == "Active"),
            string.Join(", ", states.Select(one => $"{one.function} is {one.State} {one.Reason}".TrimEnd())));
        if (run.Noted(ControlPlaneStep.NoJdk) is { } why)
        {
            run.NotDecided("concurrency-provisioned", why);
            return;
        }

        var provisioned = run.Aws.Ask(
            "lambda", "get-provisioned-concurrency-config", "--function-name", functions[0], "--qualifier", "current");
        run.Answer(
            "concurrency-provisioned", provisioned.Text("Status") == "READY",
            $"{provisioned.Text("Status")} {provisioned.Text("StatusReason")}".TrimEnd());
    }

    private static void Tags(TrialRun run, DeployedStack deployed)
    {
        var arns = run.Aws.List(
                "ResourceTagMappingList", "resourcegroupstaggingapi", "get-resources", "--tag-filters",
                $"Key={TrialRun.Tag},Values={run.Name}")
            .Select(item => item.Text("ResourceARN")).ToList();
        var without = deployed.Resources.Where(resource => Tagged.Contains(resource.Type))
            .Where(resource => !arns.Any(arn => arn.EndsWith(resource.PhysicalId.Split('/')[^1], StringComparison.Ordinal)))
            .Select(resource => $"{resource.Path} has no tag").ToList();
        run.Answer("tags-arrive", without.Count == 0, Words.List(without, $"{arns.Count} resources have the tag"));
    }
}
