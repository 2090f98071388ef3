using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>The dead-letter queues.</summary>
internal static class QueueChecks
{
    private const string About = "dead letters";

    private static readonly string[] Counts = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"];

    /// <summary>They are empty.</summary>
    public static IEnumerable<Finding> DeadLetters(VerifyTarget target)
    {
        var queues = DeadLetterQueues(target.Stack);
        var full = queues.Select(queue => (Queue: queue, Messages: Messages(target, queue.PhysicalId)))
            .Where(item => item.Messages > 0).ToList();
        return full.Count == 0
            ? [Finding.Ok(About, $"none in {queues.Count} queues")]
            : full.Select(item => Full(target, item.Queue, item.Messages));
    }

    private static Finding Full(VerifyTarget target, DeployedResource queue, int messages)
    {
        var url = $"--queue-url {queue.PhysicalId}";
        return new(Outcome.Failed, About)
        {
            What = $"{ProblemReport.Counted(messages, "message")} in {queue.Path}",
            Remedy = $"see why: {target.Command($"sqs receive-message --attribute-names All --message-attribute-names All {url}")}; then "
                + target.Command($"sqs purge-queue {url}"),
        };
    }

    // The queues of the stack that other resources name as theirs for dead letters.
    private static IReadOnlyList<DeployedResource> DeadLetterQueues(DeployedStack stack)
    {
        var named =
            from resource in stack.Resources
            from piece in JsonPaths.Walk(resource.Template.Properties)
            where piece.Path.EndsWith("deadLetterTargetArn", StringComparison.Ordinal)
                || piece.Path.Contains("DeadLetterConfig.", StringComparison.Ordinal)
            select stack.Target(piece.Node);
        return
        [
            .. named.OfType<DeployedResource>().Where(resource => resource.Type == "AWS::SQS::Queue").Distinct()
                .OrderBy(queue => queue.Path, StringComparer.Ordinal),
        ];
    }

    private static int Messages(VerifyTarget target, string url)
    {
        var attributes = target.Aws.Ask(["sqs", "get-queue-attributes", "--queue-url", url, "--attribute-names", .. Counts])["Attributes"];
        return (int)Counts.Sum(name => attributes.Number(name));
    }
}
