using System.Globalization;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>Where what cannot be delivered ends.</summary>
internal static class QueueChecks
{
    private static readonly string[] Counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"];

    /// <summary>Nothing lies in a dead-letter queue.</summary>
    public static IEnumerable<Finding> DeadLetters(VerifyTarget edge)
    {
        var queues = Of(edge.Stack);
        var full = queues.Select(queue => (Queue: queue, Messages: Messages(edge, queue.PhysicalId))).Where(item => item.Messages > 0).ToList();
        if (full.Count == 0)
            return [Finding.Ok("dead letters", $"none in {queues.Count} queues")];
        return full.Select(item => Finding.Failed(
            "dead letters",
            $"{ProblemReport.Counted(item.Messages, "message")} in {item.Queue.Path}",
            $"see why: {edge.Command($"sqs receive-message --attribute-names All --message-attribute-names All --queue-url {item.Queue.PhysicalId}")}; then {edge.Command($"sqs purge-queue --queue-url {item.Queue.PhysicalId}")}"));
    }

    /// <summary>The queues of a stack that others name as theirs for dead letters.</summary>
    public static IReadOnlyList<DeployedResource> Of(DeployedStack stack)
    {
        var named = from resource in stack.Resources
                    from piece in JsonPaths.Walk(resource.Template.Properties)
                    where piece.Path.EndsWith("deadLetterTargetArn", StringComparison.Ordinal) || piece.Path.Contains("DeadLetterConfig.", StringComparison.Ordinal)
                    select stack.Target(piece.Node);
        return [.. named.OfType<DeployedResource>().Where(resource => resource.Type == "AWS::SQS::Queue").Distinct().OrderBy(queue => queue.Path, StringComparer.Ordinal)];
    }

    private static int Messages(VerifyTarget edge, string url)
    {
        var attributes = edge.Ask(["sqs", "get-queue-attributes", "--queue-url", url, "--attribute-names", .. Counts])["Attributes"];
        return Counts.Sum(name => int.Parse((string?)attributes?[name] ?? "0", CultureInfo.InvariantCulture));
    }
}
