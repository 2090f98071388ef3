using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;
using EdgeCdk.Tests.Support;
using AwsException = EdgeCdk.Cli.Aws.AwsException;

namespace EdgeCdk.Account.Tests;

/// <summary>What the other tests stand on: the AWS CLI as the command calls it, before the emulated AWS.</summary>
public sealed class EmulatedAwsTests(EmulatedAccount account)
{
    [Fact]
    public void An_answer_is_what_aws_has_in_the_region()
    {
        account.Api.Call("sqs", "create_queue", "QueueName", "asked-for");

        var queue = Ask(Places.Region, "sqs", "get-queue-url", "--queue-name", "asked-for");
        Assert.EndsWith("/asked-for", (string?)queue["QueueUrl"], StringComparison.Ordinal);
        var refused = Assert.Throws<AwsException>(() => Ask("eu-west-1", "sqs", "get-queue-url", "--queue-name", "asked-for"));
        Assert.Contains("NonExistentQueue", refused.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_without_an_answer_has_an_empty_one() => Assert.Empty(Ask("eu-west-3", "sqs", "list-queues"));

    [Fact]
    public void A_call_that_the_cli_does_not_know_is_not_taken_for_a_refusal() =>
        Assert.StartsWith("the AWS CLI failed: ", Assert.Throws<CommandException>(() => Ask(Places.Region, "sqs", "guess")).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task Calls_may_be_made_side_by_side()
    {
        var token = TestContext.Current.CancellationToken;
        string[] regions = ["eu-central-1", "eu-west-1", "eu-west-2", "eu-north-1"];

        string ZoneOf(string region) => (string)Ask(region, "ec2", "describe-availability-zones")["AvailabilityZones"]![0]!["RegionName"]!;
        var zones = await Task.WhenAll(regions.Select(region => Task.Run(() => ZoneOf(region), token)));

        Assert.Equal(regions, zones);
    }

    private JsonObject Ask(string region, params string[] arguments) => account.Aws.Ask(region, arguments);
}
