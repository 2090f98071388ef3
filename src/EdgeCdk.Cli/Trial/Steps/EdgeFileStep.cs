using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Trial.Running;
using EdgeCdk.Cli.Trial.StandIns;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>The edge file, made as the tutorial makes it.</summary>
internal static class EdgeFileStep
{
    public static TrialStep Step { get; } = new(
        "edge-file", "nothing in the account: writes the edge file with `edge init`, `edge discover` and `edge validate`", 1,
        TrialStep.Nothing)
    {
        Needs = ["network", "control-plane"],
        Do = Do,
    };

    private static void Do(TrialRun run)
    {
        run.Delete(run.EdgeFile);
        run.Write("from.yaml", File.ReadAllText(run.PathOf(NetworkStep.Onboarding)) + Rest(run));
        run.EdgeSucceeds(["init", "--from", run.PathOf("from.yaml"), "--non-interactive", .. Network(run)]);
        Answer(run, "network-onboarding", "`edge init` wrote an edge file without faults");
        var changes = run.EdgeSucceeds("discover", run.Name, "--yes").Json.Items("keys").Select(key => key.Text("key"));
        run.EdgeSucceeds("validate", run.Name);
        Answer(
            run, "network-discovered", Words.List(changes.Select(key => $"looked at {key}"), "`edge discover` found everything as it is"));
    }

    private static void Answer(TrialRun run, string claim, string evidence)
    {
        if (run.State.Onboarding is null)
            run.Answer(claim, true, evidence);
        else
            run.NotDecided(claim, "the network is the user's own");
    }

    // Of a network of the user, the onboarding file has them.
    private static string[] Network(TrialRun run)
    {
        if (run.State.Onboarding is not null)
            return [];
        var stack = NetworkStep.Stack(run);
        return
        [
            "--set", $"vpc.cidrBlocks={stack.Output("CidrBlocks")}", "--set",
            $"vpc.privateRouteTableIds={stack.Output("PrivateRouteTableIds")}",
        ];
    }

    private static string Rest(TrialRun run)
    {
        var controlPlane = ControlPlaneStep.Stack(run);
        var provisioned = run.Noted(ControlPlaneStep.NoJdk) is null ? 1 : 0;
        return $$"""

            edge: { name: {{run.Name}}, release: {{StandInRelease.First.Version}} }
            controlPlane:
              edgeAccessRoleArn: {{controlPlane.Output("EdgeAccessRoleArn")}}
              requestQueueArn: {{controlPlane.Output("RequestQueueArn")}}
              resultReaderQueueArn: {{controlPlane.Output("ResultReaderQueueArn")}}
              eventSources: enabled
            artifacts:
              bucket: {{controlPlane.Output("PackageBucket")}}
              prefix: {{ControlPlaneStep.Prefix(StandInRelease.First.Version)}}
            registry: { prefix: {{StandInRelease.Registry}}, credentials: none }
            planeManager: { replicas: 1 }
            functions: { metadataBrowsing: { provisionedConcurrency: {{provisioned}} } }
            observability: { enabled: false }
            terminationProtection: false
            logRetentionDays: 1
            tags: { {{TrialRun.Tag}}: {{run.Name}}, {{TrialRun.PartTag}}: edge }

            """;
    }
}
