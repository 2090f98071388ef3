using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>The functions read the queues of the control plane as the edge file says.</summary>
public sealed class EventSourceChecksTests
{
    private const string Wait = "wait until it is Enabled; --watch waits and checks again";
    private const string Again = "set controlPlane.eventSources to disabled and deploy, then to enabled and deploy";

    [Theory]
    [InlineData("Enabled", "No records processed", "Ok", " reads requests", "", false)]
    [InlineData("Enabled", "PROBLEM: access denied", "Failed", " reads requests with a problem: PROBLEM: access denied", "vendor", true)]
    [InlineData("Creating", "OK", "Failed", "the event source mapping is Creating", Wait, true)]
    [InlineData("Enabling", "OK", "Failed", "the event source mapping is Enabling", Wait, true)]
    [InlineData("Updating", "OK", "Failed", "the event source mapping is Updating", Wait, true)]
    [InlineData("Disabled", "OK", "Failed", " does not read requests: the event source mapping is Disabled", " --enabled ", false)]
    [InlineData("Disabling", "OK", "Failed", "the event source mapping is Disabling", " --enabled ", false)]
    [InlineData("Deleting", "OK", "Failed", "the event source mapping is Deleting", Again, false)]
    [InlineData("Newer", "OK", "Failed", "the event source mapping is Newer", "see `aws lambda get-event-source-mapping --uuid ", false)]
    [InlineData("", "", "Failed", " reads requests is not known: AWS does not show the state of the event source mapping", "see", false)]
    public void A_function_reads_its_queue_or_somebody_must_act_or_AWS_still_works_on_it(
        string state, string result, string outcome, string words, string remedy, bool waits) => DeployedEdges.All(
        EventSourceChecks.Find(DeployedEdges.Of(("lambda get-event-source-mapping", $$"""
            {"State":"{{state}}","LastProcessingResult":"{{result}}","EventSourceArn":"arn:aws:sqs:eu-central-1:999988887777:requests"}
            """))),
        outcome, words, remedy, waits);

    [Fact]
    public void An_event_source_mapping_that_was_deleted_is_missed() => DeployedEdges.All(
        EventSourceChecks.Find(DeployedEdges.Of(null, null, new()
        {
            ["lambda get-event-source-mapping"] = new("ResourceNotFoundException", "for a test", "Operation"),
        })),
        "Failed", "was deleted", Again, false);

    [Theory]
    [InlineData("enabled", false, "Failed", "controlPlane.eventSources is enabled, but the queues are not connected")]
    [InlineData("disabled", true, "Failed", "controlPlane.eventSources is disabled, but the queues are connected")]
    [InlineData("disabled", false, "Ok", "not connected yet, as controlPlane.eventSources says")]
    public void Queues_are_connected_when_the_file_says_so(string written, bool areConnected, string outcome, string words) =>
        DeployedEdges.All(
            EventSourceChecks.Find(DeployedEdges.Of(
                text => text.With("eventSources: enabled", $"eventSources: {written}"), null, null,
                areConnected ? [] : DeployedEdges.Stack("{}"))),
            outcome, words, outcome == "Ok" ? "" : "deploy again", false);
}
