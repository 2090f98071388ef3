using EdgeCdk.Account.Tests.Deployed;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;
using AwsException = EdgeCdk.Cli.Aws.AwsException;

namespace EdgeCdk.Account.Tests.Support;

/// <summary>What the vendor's support gets.</summary>
[Collection(nameof(DeployedEdge))]
public sealed class SupportTests(DeployedEdge edge, CollectedEdge collected) : IClassFixture<CollectedEdge>
{
    [Fact]
    public void Secrets_that_were_logged_are_not_in_the_archive_and_it_is_told_where_they_were()
    {
        string[] told =
        [
            "logs/dqc.log: 1 line with AWS access key",
            "logs/dqc.log: 1 line with e-mail address",
            "logs/plane-manager.log: 1 line with authorization",
            "logs/plane-manager.log: 1 line with credentials in a URL",
            "logs/plane-manager.log: 1 line with named secret",
        ];

        var everything = collected.First.Everything + collected.Result.Output;
        Assert.All(CollectedEdge.Planted, secret => Assert.DoesNotContain(secret, everything, StringComparison.Ordinal));
        Assert.Contains("all is well\n", collected.First.Read("logs/plane-manager.log"), StringComparison.Ordinal);
        var logs = collected.First.Read("REDACTED.txt").Split('\n').Where(line => line.StartsWith("logs/", StringComparison.Ordinal));
        Assert.Equal(told, logs);
        Assert.All(told, line => Assert.Contains($"{line}\n", collected.Result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_support_asks_for_is_in_the_archive()
    {
        Assert.Equal(
            [
                "REDACTED.txt", "edge.yaml", "events.json", "failed-events.json",
                .. ((string[])
                [
                    "anomaly-detection-auxiliary", "anomaly-detection", "cleanup", "cloudwatch-exporter", "config-init",
                    "connectors-rollout", "create-table", "deployment-support", "dq-results-reader", "dqc",
                    "metadata-browsing", "metadata-import", "otel-collector", "plane-manager", "snowflake-pushdown",
                ]).Select(component => $"logs/{component}.log"),
                "release.yaml", "resources.json", "services.json", "stack.json", "stopped-tasks.json", "verify.json", "versions.json",
            ],
            collected.First.Names);
        Assert.Equal("CREATE_COMPLETE", (string?)collected.First.Json("stack.json")["StackStatus"]);
        Assert.Contains(
            collected.First.Json("stopped-tasks.json").AsArray(),
            task => ((string)task!["taskDefinitionArn"]!).Contains("after-connectors-rollout", StringComparison.Ordinal));
        Assert.Equal("after", (string?)collected.First.Json("verify.json")["edge"]);
    }

    [Fact]
    public void Of_parameters_only_the_names_are_told()
    {
        Assert.Equal(
            ["DeploymentMethod", "RegistryPassword", "RegistryUsername"],
            collected.First.Json("stack.json")["Parameters"]!.AsArray().Select(name => (string)name!).Order());
        Assert.DoesNotContain(DeployedEdge.Password, collected.First.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_is_asked_for()
    {
        Assert.NotEmpty(collected.Asked);
        Assert.DoesNotContain(collected.Asked, operation => operation.StartsWith("secretsmanager ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_state_makes_the_same_archive_of_the_time_of_the_newest_event()
    {
        var newest = collected.First.Json("events.json").AsArray().Max(happened => AwsTime.Parse(happened!["Timestamp"]!).UtcDateTime);

        Assert.Equal(collected.First.Bytes, collected.Second.Bytes);
        // A zip counts in steps of two seconds.
        Assert.InRange((newest - collected.First.Times.Single()).TotalSeconds, 0, 2);
    }

    [Fact]
    public void Accounts_of_the_customer_are_hidden_when_that_is_asked_and_those_of_the_vendor_are_not()
    {
        using var archive = Collect(edge.Aws, out _, "--hide-accounts");

        Assert.DoesNotContain(Places.Account, archive.Everything, StringComparison.Ordinal);
        Assert.Contains(Places.VendorAccount, archive.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public void What_aws_refuses_is_left_out_and_said()
    {
        var aws = new OtherAnswers(edge.Aws, (operation, _) =>
        {
            if (operation == "cloudformation describe-stack-events")
                throw new AwsException("AccessDenied", "not authorized");
        });

        using var archive = Collect(aws, out var result, "--at", "2026-11-22T10:00Z");

        Assert.DoesNotContain("events.json", archive.Names);
        Assert.Contains("resources.json", archive.Names);
        Assert.Contains(
            "not collected: events.json: AWS refused the call (AccessDenied): not authorized\n",
            result.Output,
            StringComparison.Ordinal);
        Assert.Equal([new DateTime(2026, 11, 22, 10, 0, 0)], archive.Times);
    }

    [Fact]
    public void A_file_with_faults_is_collected_too_when_the_region_is_told()
    {
        var file = Path.Combine(edge.Site.Repository, "edges", $"{DeployedEdge.Name}.yaml");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("publicSubnetIds", "publicSubnets", StringComparison.Ordinal));
        try
        {
            var refused = edge.Run("support", DeployedEdge.Name);
            Assert.Equal((1, ""), (refused.ExitCode, refused.Error));
            Assert.Contains("vpc.publicSubnets", refused.Output, StringComparison.Ordinal);

            using var archive = Collect(edge.Aws, out _, "--region", Places.Region);

            Assert.Contains("publicSubnets:", archive.Read("edge.yaml"), StringComparison.Ordinal);
            Assert.DoesNotContain("verify.json", archive.Names);
        }
        finally
        {
            File.WriteAllText(file, text);
        }
    }

    [Fact]
    public void An_archive_that_cannot_be_written_is_told_with_the_reason()
    {
        var result = edge.Run("support", DeployedEdge.Name, "-o", "/proc/a.zip");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            "edge: --output: /proc/a.zip cannot be written (nothing can be created in /proc)\n"
                + "edge: see `npx edge support --help`\n", result.Error);
    }

    private SupportArchive Collect(IAws aws, out CommandResult result, params string[] more)
    {
        result = edge.RunAgainst(aws, ["support", DeployedEdge.Name, .. more]);
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.EndsWith("Look through it before you send it.\n", result.Output, StringComparison.Ordinal);
        return new SupportArchive(Path.Combine(edge.Site.Repository, "edge-support-after.zip"));
    }
}
