using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>Messages of the control plane, through both functions.</summary>
internal static class FunctionsStep
{
    public static TrialStep Step { get; } = new(
        "functions", "three messages on the queues of the stand-in control plane, one of which fails three times", 7,
        "some invocations, less than a cent")
    {
        Needs = ["deploy"],
        Do = Do,
    };

    private static void Do(TrialRun run)
    {
        if (run.Noted(ControlPlaneStep.NoJdk) is { } why)
            throw new CommandException($"{why}; install a JDK, then begin another trial");
        var edge = new TrialEdge(run);
        var controlPlane = ControlPlaneStep.Stack(run);
        var (requests, results) = (controlPlane.Output("RequestQueueUrl"), controlPlane.Output("ResultReaderQueueUrl"));
        var first = Handled(run, edge, requests, "metadata-browsing");
        var second = Handled(run, edge, results, "dq-results-reader");
        run.Answer("request-handled", first.IsHandled, first.Evidence);
        run.Answer("result-request-handled", second.IsHandled, second.Evidence);
        run.Answer("bytecode-17-on-21", first.IsHandled || second.IsHandled, first.IsHandled ? first.Evidence : second.Evidence);
        Send(run, requests, "fail");
        var deadLetters = controlPlane.Output("DeadLetterQueueUrl");
        var aside = run.Await(10, () => edge.Messages(deadLetters) is > 0 and var count ? $"{count}" : null);
        run.Answer("failed-batch-item", aside is not null, $"{aside ?? "0"} messages in the dead-letter queue of the control plane");
        if (!first.IsHandled || !second.IsHandled)
            throw new CommandException($"a message was not handled: {first.Evidence}; {second.Evidence}");
    }

    private static (bool IsHandled, string Evidence) Handled(TrialRun run, TrialEdge edge, string queue, string component)
    {
        var since = run.Now;
        var id = Send(run, queue, "hello");
        var line = run.Await(
            6, () => edge.Log(component, since).FirstOrDefault(one => one.Contains($"handled {id} ", StringComparison.Ordinal)));
        var left = run.Await(2, () => edge.Messages(queue) == 0 ? "" : null) is null ? "; the message is still in its queue" : "";
        return (line is not null && left.Length == 0, $"log of {component}: {line ?? "no line of the message"}{left}");
    }

    private static string Send(TrialRun run, string queue, string body) =>
        run.Aws.Ask("sqs", "send-message", "--queue-url", queue, "--message-body", body).Text("MessageId");
}
