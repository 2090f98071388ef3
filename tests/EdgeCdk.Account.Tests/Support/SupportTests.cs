using System.Text.Json.Nodes;
using EdgeCdk.Account.Tests.Deployed;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;
using AwsException = EdgeCdk.Cli.Aws.AwsException;

namespace EdgeCdk.Account.Tests.Support;

/// <summary>What the vendor's support gets.</summary>
[Collection(nameof(DeployedEdge))]
public sealed class SupportTests(DeployedEdge edge)
{
    private static readonly string[] Planted = ["hunter2x", "AKIAIOSFODNN7EXAMPLE", "Ym9iOmh1bnRlcjI", "s3cr3t-of-bob", "bob@example.com"];

    [Fact]
    public void Secrets_that_were_logged_are_not_in_the_archive_and_it_is_told_where_they_were()
    {
        edge.Log("plane-manager", "connected with password=hunter2x", """{"authorization":"Basic Ym9iOmh1bnRlcjI="}""", "jdbc:postgresql://bob:s3cr3t-of-bob@db/x", "all is well");
        edge.Log("dqc", "key AKIAIOSFODNN7EXAMPLE of bob@example.com");
        try
        {
            using var archive = Collect(edge.Aws, out var result);

            Assert.All(Planted, secret => Assert.DoesNotContain(secret, archive.Everything + result.Output, StringComparison.Ordinal));
            Assert.Contains("all is well\n", archive.Read("logs/plane-manager.log"), StringComparison.Ordinal);
            string[] told =
            [
                "logs/dqc.log: 1 line with AWS access key",
                "logs/dqc.log: 1 line with e-mail address",
                "logs/plane-manager.log: 1 line with authorization",
                "logs/plane-manager.log: 1 line with credentials in a URL",
                "logs/plane-manager.log: 1 line with named secret",
            ];
            Assert.Equal(told, archive.Read("REDACTED.txt").Split('\n').Where(line => line.StartsWith("logs/", StringComparison.Ordinal)));
            Assert.All(told, line => Assert.Contains($"{line}\n", result.Output, StringComparison.Ordinal));
        }
        finally
        {
            edge.ForgetLog("plane-manager");
            edge.ForgetLog("dqc");
        }
    }

    [Fact]
    public void All_that_support_asks_for_is_in_the_archive()
    {
        using var archive = Collect(edge.Aws, out _);

        Assert.Equal(
            [
                "REDACTED.txt", "edge.yaml", "events.json",
                .. ((string[])["anomaly-detection-auxiliary", "anomaly-detection", "cleanup", "connectors-rollout", "create-table", "deployment-support", "dq-results-reader", "dqc", "metadata-browsing", "metadata-import", "plane-manager", "snowflake-pushdown"]).Select(component => $"logs/{component}.log"),
                "release.yaml", "resources.json", "services.json", "stack.json", "stopped-tasks.json", "verify.json", "versions.json",
            ],
            archive.Names);
        Assert.Equal("CREATE_COMPLETE", (string?)JsonNode.Parse(archive.Read("stack.json"))!["StackStatus"]);
        Assert.Contains("after-connectors-rollout", (string?)JsonNode.Parse(archive.Read("stopped-tasks.json"))![0]!["taskDefinitionArn"], StringComparison.Ordinal);
        Assert.Equal("after", (string?)JsonNode.Parse(archive.Read("verify.json"))!["edge"]);
    }

    [Fact]
    public void Of_parameters_only_the_names_are_told()
    {
        using var archive = Collect(edge.Aws, out _);

        Assert.Equal(["RegistryPassword", "RegistryUsername"], JsonNode.Parse(archive.Read("stack.json"))!["Parameters"]!.AsArray().Select(name => (string)name!).Order());
        Assert.DoesNotContain(DeployedEdge.Password, archive.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_is_asked_for()
    {
        var aws = new OtherAnswers(edge.Aws, (_, _) => { });

        using var archive = Collect(aws, out _);

        Assert.NotEmpty(aws.Asked);
        Assert.DoesNotContain(aws.Asked, operation => operation.StartsWith("secretsmanager ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_state_makes_the_same_archive_of_the_time_of_the_newest_event()
    {
        using var first = Collect(edge.Aws, out _);
        using var second = Collect(edge.Aws, out _);

        Assert.Equal(first.Bytes, second.Bytes);
        var newest = JsonNode.Parse(first.Read("events.json"))!.AsArray().Max(happened => DateTimeOffset.Parse((string)happened!["Timestamp"]!, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime);
        // A zip counts in steps of two seconds.
        Assert.InRange((newest - first.Times.Single()).TotalSeconds, 0, 2);
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
        Assert.Contains("not collected: events.json: not authorized\n", result.Output, StringComparison.Ordinal);
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
            Assert.Equal("edge: edges/after.yaml has faults; `edge validate` tells them, or say --region\n", edge.Run("support", DeployedEdge.Name).Error);

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
        var result = edge.Run("support", DeployedEdge.Name, "-o", "nowhere/a.zip");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("a.zip cannot be written: Could not find a part of the path", result.Error, StringComparison.Ordinal);
    }

    private SupportArchive Collect(IAws aws, out CommandResult result, params string[] more)
    {
        result = edge.RunAgainst(aws, ["support", DeployedEdge.Name, .. more]);
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.EndsWith("Look through it before you send it.\n", result.Output, StringComparison.Ordinal);
        return new SupportArchive(Path.Combine(edge.Site.Repository, "edge-support-after.zip"));
    }
}
