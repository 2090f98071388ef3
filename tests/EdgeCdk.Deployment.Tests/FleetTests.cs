using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>The script of <c>edge fleet script</c>, with the commands that it calls, on an emulated AWS.</summary>
public sealed class FleetTests
{
    private const int Edges = 20;
    private const string Undeployable = "e06", Red = "e09";

    private static readonly bool IsAskedFor = System.Environment.GetEnvironmentVariable("EDGE_FLEET") == "all";

    [Fact]
    public void A_fleet_of_20_edges_stops_at_an_edge_of_the_second_wave_and_goes_on_there()
    {
        Assert.SkipUnless(IsAskedFor, "EDGE_FLEET=all plays it: 20 edges take ten minutes");
        using var preparation = new Preparation([.. Enumerable.Range(1, Edges).Select(Name)]);
        Prepare(preparation);

        // One cannot be deployed: those beside it end, and are checked by the next run. e12 is of the customer of e05, and waits.
        preparation.Emulator.Fail($"Edge-{Undeployable}", "create", "DqResultsReaderFunctionCurrent");
        var failed = Run(preparation);
        Assert.Equal((1, 11), (failed.ExitCode, Stacks(preparation).Count));
        Assert.Contains($"not deployed: {Undeployable}. ", failed.Error, StringComparison.Ordinal);

        // Another is switched off by hand before it is checked.
        preparation.Emulator.FailNothing();
        preparation.Unprotect($"Edge-{Undeployable}");
        preparation.Directory.Write("switch-off", Red);
        var red = Run(preparation);
        Assert.Equal((1, 12), (red.ExitCode, Stacks(preparation).Count));
        Assert.StartsWith("wave 1 is done\nwave 2\n", red.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            $"not healthy: {Red}. The next wave was not begun. Correct the cause, then run this script again: it goes on with this wave.\n",
            red.Error,
            StringComparison.Ordinal);

        // It is switched on again.
        preparation.Directory.Write("switch-on", Red);
        var last = Run(preparation);
        Assert.True(last.ExitCode == 0, last.Error);
        Assert.Contains("wave 3\n", last.Output, StringComparison.Ordinal);
        Assert.Equal(Edges, Stacks(preparation).Count);
        Assert.All(Stacks(preparation), status => Assert.Equal("CREATE_COMPLETE", status));
        Assert.Equal("wave 1 is done\nwave 2 is done\nwave 3 is done\n", Run(preparation).Output);
    }

    private static string Name(int number) => $"e{number:00}";

    private static void Prepare(Preparation preparation)
    {
        foreach (var number in Enumerable.Range(1, Edges))
        {
            var secret = preparation.Aws.Call("secretsmanager", "create_secret", new()
            {
                ["Name"] = $"registry/{Name(number)}",
                ["SecretString"] = """{ "username": "u", "password": "p" }""",
            });
            var wave = number <= 4 ? 1 : number <= 12 ? 2 : 3;
            var file = preparation.Customer.EdgeFile(Name(number), "16.6.5", number == 1 ? "create" : "existing", $$"""
                artifacts: { bucket: {{Customer.Releases}}, prefix: edge/16.6.5/ }
                registry: { secretArn: {{secret["ARN"]}} }
                deployment: { wave: {{wave}}, customer: customer-{{number % 7}} }
                """);
            preparation.Directory.Write($"edges/{Name(number)}.yaml", file);
        }

        preparation.Directory.Write("cdk.json", $$"""{ "app": "node {{Repository.Path("src", "EdgeCdk.App", "run.mjs")}}" }""");
        var npx = preparation.Directory.Write("bin/npx", $$"""
            #!/usr/bin/env bash
            set -euo pipefail
            switch() {
              local mapping
              mapping=$(aws cloudformation list-stack-resources --stack-name "Edge-$1" --output json \
                --query "StackResourceSummaries[?ResourceType=='AWS::Lambda::EventSourceMapping'].PhysicalResourceId | [0]" | tr -d "\"")
              aws lambda update-event-source-mapping --uuid "$mapping" "$2" > /dev/null
            }
            if [ "$1 $2" = "edge verify" ]; then
              if [ -e switch-off ] && [ "$3" = "$(cat switch-off)" ]; then rm switch-off; switch "$3" --no-enabled; fi
              if [ -e switch-on ] && [ "$3" = "$(cat switch-on)" ]; then rm switch-on; switch "$3" --enabled; fi
            fi
            case $1 in
              edge) exec node "{{Repository.Path("src", "EdgeCdk.Cli", "run.mjs")}}" "${@:2}" ;;
              cdk) exec "{{Repository.Path("node_modules", ".bin", "cdk")}}" --no-notices "${@:2}" ;;
            esac
            """.ReplaceLineEndings("\n"));
        // The AWS CLI takes the endpoint of some services from its own table, whatever the environment says.
        var aws = preparation.Directory.Write("bin/aws", """
            #!/bin/sh
            PATH=${PATH#*:}
            exec aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"
            """.ReplaceLineEndings("\n"));
        ChildProcess.Run("chmod", ["+x", npx, aws]);
        var script = Execute(preparation, "npx", "edge", "fleet", "script");
        Assert.Equal("deploy-edges.sh was written: 20 edges in 3 waves; next: read it, then run ./deploy-edges.sh\n", script.Output);
    }

    private static CommandResult Run(Preparation preparation) => Execute(preparation, "bash", "deploy-edges.sh");

    private static CommandResult Execute(Preparation preparation, params string[] command) => ChildProcess.Run(
        "env",
        [$"PATH={Path.Combine(preparation.Directory.Path, "bin")}:{System.Environment.GetEnvironmentVariable("PATH")}", .. command],
        preparation.Directory.Path,
        new Dictionary<string, string?>(preparation.Emulator.Environment) { ["SOAK_MINUTES"] = "0", ["PARALLEL"] = "2" });

    private static List<string> Stacks(Preparation preparation) =>
    [
        .. preparation.Aws.Call("cloudformation", "describe_stacks", [])["Stacks"]!.AsArray()
            .Where(stack => stack!["StackName"]!.GetValue<string>().StartsWith("Edge-", StringComparison.Ordinal))
            .Select(stack => stack!["StackStatus"]!.GetValue<string>()),
    ];
}
