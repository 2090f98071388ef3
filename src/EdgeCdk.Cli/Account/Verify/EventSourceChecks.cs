using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>The functions read the control plane's queues, if the edge file says so.</summary>
internal static class EventSourceChecks
{
    private const string About = "event sources";

    public static IEnumerable<Finding> Find(VerifyTarget target)
    {
        var mappings = target.Stack.OfType("AWS::Lambda::EventSourceMapping");
        var isEnabled = target.Config.ControlPlane.EventSources == EventSources.Enabled;
        if (isEnabled == mappings.Count > 0)
        {
            return isEnabled
                ? mappings.Select(mapping => Of(target, mapping))
                : [Finding.Ok(About, "not connected yet, as controlPlane.eventSources says")];
        }

        return [Failed(
            isEnabled
                ? "controlPlane.eventSources is enabled, but the queues are not connected"
                : "controlPlane.eventSources is disabled, but the queues are connected",
            "deploy again")];
    }

    private static Finding Of(VerifyTarget target, DeployedResource mapping)
    {
        var part = mapping.Path.Split('/')[0];
        if (target.Aws.Find("lambda", "get-event-source-mapping", "--uuid", mapping.PhysicalId) is not { } found)
        {
            return Failed(
                $"the event source mapping of {part} was deleted",
                "set controlPlane.eventSources to disabled and deploy, then to enabled and deploy");
        }

        var (state, result, queue) = (
            found.Text("State"), found.Text("LastProcessingResult"), found.Text("EventSourceArn").Split(':')[^1]);
        if (state != "Enabled")
        {
            return Failed(
                state.Length == 0
                    ? $"whether {part} reads {queue} is not known: AWS does not show the state of the event source mapping"
                    : $"{part} does not read {queue}: the event source mapping is {state}",
                Remedy(target, state, mapping.PhysicalId)) with
            {
                WaitingCanHelp = IsInTransit(state),
            };
        }

        return result.StartsWith("PROBLEM", StringComparison.Ordinal)
            ? Failed(
                $"{part} reads {queue} with a problem: {result}",
                "the vendor's queue or its key denies the function: inform the vendor") with
            {
                // Lambda asks the queue again and again.
                WaitingCanHelp = true,
            }
            : Finding.Ok(About, $"{part} reads {queue}");
    }

    private static string Remedy(VerifyTarget target, string state, string id) => state switch
    {
        _ when IsInTransit(state) => "wait until it is Enabled; --watch waits and checks again",
        "Disabled" or "Disabling" => target.Command($"lambda update-event-source-mapping --uuid {id} --enabled"),
        "Deleting" => "set controlPlane.eventSources to disabled and deploy, then to enabled and deploy",
        _ => $"see {target.Command($"lambda get-event-source-mapping --uuid {id}")}",
    };

    private static bool IsInTransit(string state) => state is "Creating" or "Enabling" or "Updating";

    private static Finding Failed(string what, string remedy) => new(Outcome.Failed, About)
    {
        What = what,
        Remedy = remedy,
    };
}
