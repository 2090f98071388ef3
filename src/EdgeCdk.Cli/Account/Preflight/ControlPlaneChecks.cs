using System.Globalization;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The vendor's queues, as far as the vendor allows others to see them.</summary>
internal static class ControlPlaneChecks
{
    public static IEnumerable<Check> Of(PreflightTarget target) => target.Definition.Release.Functions.Select(function =>
    {
        var traits = FunctionTraitsAttribute.Of(function.Key);
        var arn = traits.QueueArnIn(target.Config.ControlPlane)!;
        var timeout = target.Config.Override(function.Key).TimeoutSeconds ?? function.Value.TimeoutSeconds;
        return Queue(target, traits.QueueArnKey, arn, Names.Value(function.Key), timeout);
    });

    private static Check Queue(PreflightTarget target, string key, string arn, string function, int timeout) => new(key, () =>
    {
        // arn:<partition>:sqs:<region>:<account>:<name>
        var parts = arn.Split(':');
        try
        {
            return TooShort(key, parts[5], Visibility(target, parts), function, timeout);
        }
        catch (AwsException exception) when (exception.IsDenied || exception.IsNotFound)
        {
            return [NotVisible(target, key, parts[5])];
        }
    });

    private static string Visibility(PreflightTarget target, string[] arn) => target.Aws.Ask(
        "sqs", "get-queue-attributes", "--queue-url", $"https://sqs.{arn[3]}.{Partitions.DnsSuffix(target.Partition)}/{arn[4]}/{arn[5]}",
        "--attribute-names", "VisibilityTimeout")["Attributes"].Text("VisibilityTimeout");

    private static IEnumerable<Finding> TooShort(string key, string queue, string visibility, string function, int timeout)
    {
        if (int.TryParse(visibility, CultureInfo.InvariantCulture, out var seconds) && seconds < timeout)
        {
            yield return new Finding(Outcome.Failed, key)
            {
                What = $"the visibility timeout of {queue} is {seconds} seconds, but the timeout of the function is {timeout}",
                Later = $"the event source mapping fails with \"Queue visibility timeout: {seconds} seconds is less than Function timeout: "
                    + $"{timeout} seconds\"",
                Remedy = $"functions.{function}.timeoutSeconds: {seconds}, or ask the vendor for more",
            };
        }
    }

    private static Finding NotVisible(PreflightTarget target, string key, string queue) =>
        target.Config.ControlPlane.EventSources is EventSources.Enabled
            ? new Finding(Outcome.Unknown, key)
            {
                What = $"whether {queue} allows the edge to read could not be checked: only the edge's own roles can see it",
                Later = "while the vendor has not registered the edge, the event source mapping fails with \"The provided execution role "
                    + "does not have permissions to call ReceiveMessage on SQS\"",
                Remedy = "controlPlane.eventSources: disabled until the vendor confirms that the edge is registered",
            }
            : new Finding(Outcome.Unknown, key)
            {
                What = $"{queue} cannot be checked before the vendor has registered the edge",
                Later = "nothing: while controlPlane.eventSources is disabled, no function reads it",
                Remedy = "send the vendor the outputs of the stack after the first deployment",
            };
}
