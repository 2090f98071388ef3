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
        var faults = queues.Select(queue => Fault(target, queue)).OfType<Finding>().ToList();
        return faults.Count == 0 ? [Finding.Ok(About, $"none in {queues.Count} queues")] : faults;
    }

    private static Finding? Fault(VerifyTarget target, DeployedResource queue)
    {
        var url = $"--queue-url {queue.PhysicalId}";
        if (target.Aws.Find(["sqs", "get-queue-attributes", "--queue-url", queue.PhysicalId, "--attribute-names", .. Counts])
            is not { } found)
        {
            return DriftChecks.Deleted(target, About, queue.Path);
        }

        var messages = (int)Counts.Sum(name => found["Attributes"].Number(name));
        return messages == 0 ? null : new(Outcome.Failed, About)
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
}
