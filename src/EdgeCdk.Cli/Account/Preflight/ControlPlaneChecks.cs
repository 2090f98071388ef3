using System.Globalization;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The vendor's queues, as far as the vendor lets anybody look.</summary>
internal static class ControlPlaneChecks
{
    public static IEnumerable<Check> Of(PreflightTarget target)
    {
        var (config, release) = (target.Config, target.Definition.Release.Functions);
        yield return Queue(target, "controlPlane.requestQueueArn", config.ControlPlane.RequestQueueArn, "metadataBrowsing", config.Functions.MetadataBrowsing, release.MetadataBrowsing);
        yield return Queue(target, "controlPlane.resultReaderQueueArn", config.ControlPlane.ResultReaderQueueArn, "dqResultsReader", config.Functions.DqResultsReader, release.DqResultsReader);
    }

    private static Check Queue(PreflightTarget target, string key, string arn, string function, FunctionOverride own, FunctionRelease release) => new(key, () =>
    {
        var parts = arn.Split(':');
        var suffix = target.Partition == "aws-cn" ? ".cn" : "";
        string? visibility;
        try
        {
            visibility = target.Ask("sqs", "get-queue-attributes", "--queue-url", $"https://sqs.{parts[3]}.amazonaws.com{suffix}/{parts[4]}/{parts[5]}", "--attribute-names", "VisibilityTimeout")["Attributes"].Text("VisibilityTimeout");
        }
        catch (AwsException exception) when (exception.IsDenied || exception.IsNotFound)
        {
            return [NotShown(target, key, parts[5])];
        }

        var timeout = own.TimeoutSeconds ?? release.TimeoutSeconds;
        return int.TryParse(visibility, CultureInfo.InvariantCulture, out var seconds) && seconds < timeout
            ?
            [
                Finding.Error(
                    key, $"{parts[5]} hides a message for {seconds} seconds, but the function may take {timeout}",
                    $"the mapping fails with \"Queue visibility timeout: {seconds} seconds is less than Function timeout: {timeout} seconds\"", $"functions.{function}.timeoutSeconds: {seconds}, or ask the vendor for more"),
            ]
            : [];
    });

    private static Finding NotShown(PreflightTarget target, string key, string queue) => target.Config.ControlPlane.EventSources is EventSources.Enabled
        ? Finding.Unknown(
            key, $"whether {queue} lets the edge read could not be checked: the vendor shows it to the edge's own roles only",
            "while the vendor has not registered the edge, the mapping fails with \"The provided execution role does not have permissions to call ReceiveMessage on SQS\"", "controlPlane.eventSources: disabled until the vendor says that the edge is registered")
        : Finding.Unknown(key, $"{queue} cannot be checked before the vendor has registered the edge", "nothing: while controlPlane.eventSources is disabled, no function reads it", "send the vendor the outputs of the stack after the first deployment");
}
