using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Trial.Running;

/// <summary>A stack of the trial. One of the same name that does not carry the tag of the trial is never touched.</summary>
/// <param name="run">The trial.</param>
/// <param name="name">Name of the stack.</param>
internal sealed class TrialStack(TrialRun run, string name)
{
    private const int LongestMinutes = 60;

    /// <summary>The stack; null when there is none.</summary>
    /// <exception cref="CommandException">It is not of the trial.</exception>
    public JsonObject? Find() => AccountStacks.Describe(run.Aws.Account, run.Aws.Region, name) is { } stack ? Ours(stack) : null;

    /// <summary>The stack, when no operation is in progress; null when there is none.</summary>
    public JsonObject? Settled()
    {
        JsonObject? stack = null;
        bool IsSettled() => (stack = Find()) is null || StackState.Of(stack).Phase is not StackPhase.InProgress;
        return run.Await(LongestMinutes, () => IsSettled() ? "" : null) is null
            ? throw new CommandException($"the stack {name} is still in {stack.Text("StackStatus")}; repeat later") : stack;
    }

    /// <summary>The stack, complete.</summary>
    /// <param name="isRolledBackEnough">Whether one whose last update was rolled back is good enough. Default: no.</param>
    /// <exception cref="CommandException">It is not.</exception>
    public JsonObject Complete(bool isRolledBackEnough = false)
    {
        var stack = Settled();
        return stack is not null
            && (StackState.Of(stack).Phase, isRolledBackEnough) is (StackPhase.Complete, _) or (StackPhase.RolledBack, true)
            ? stack
            : throw new CommandException($"the stack {name} is not complete: {Trouble()}");
    }

    /// <summary>Creates it, unless it is there.</summary>
    /// <param name="part">The part of the trial, for the tag.</param>
    /// <param name="templateFile">Full path of the template.</param>
    /// <param name="parameters">Its parameters.</param>
    public JsonObject Create(string part, string templateFile, params IReadOnlyList<(string Key, string Value)> parameters)
    {
        var stack = Settled();
        if (stack is not null && StackState.Of(stack).Phase is not StackPhase.Complete)
        {
            Delete();
            stack = null;
        }

        if (stack is null)
        {
            run.Aws.Ask(
            [
                "cloudformation", "create-stack", "--stack-name", name, "--template-body", $"file://{templateFile}",
                "--capabilities", "CAPABILITY_IAM", .. Tags(part), .. Given(parameters),
            ]);
        }

        return Complete();
    }

    /// <summary>Deletes it, if it is there; tries twice.</summary>
    /// <exception cref="CommandException">It cannot be deleted.</exception>
    public void Delete()
    {
        for (var attempt = 0; attempt < 2 && Settled() is { } stack; attempt++)
        {
            if (stack.Flag("EnableTerminationProtection"))
                Ask("update-termination-protection", "--no-enable-termination-protection");
            Ask("delete-stack");
        }

        if (Settled() is not null)
            throw new CommandException($"the stack {name} cannot be deleted: {Trouble()}");
    }

    /// <summary>A value of its outputs.</summary>
    public string Output(string output) => Complete().Entry("Output", output)
        ?? throw new CommandException($"the stack {name} has no output {output}");

    /// <summary>The time that its last operation took, by its events; null when it has none.</summary>
    public TimeSpan? Duration() => Find() is { } stack && StackOperations.Of(run.Aws, stack) is [{ Count: > 0 } events, ..]
        ? AwsTime.Parse(events[0]["Timestamp"]!) - AwsTime.Parse(events[^1]["Timestamp"]!)
        : null;

    /// <summary>The events of the resources in its last operation, the newest first.</summary>
    public IReadOnlyList<JsonNode> Events() => Find() is { } stack ? [.. StackOperations.EventsOfLast(run.Aws, stack)] : [];

    /// <summary>Calls CloudFormation about it.</summary>
    public JsonObject Ask(string operation, params IReadOnlyList<string> arguments) =>
        run.Aws.Ask(["cloudformation", operation, "--stack-name", name, .. arguments]);

    /// <summary>Parameters as the AWS CLI takes them.</summary>
    public static IEnumerable<string> Given(IReadOnlyList<(string Key, string Value)> parameters) => parameters.Count == 0 ? [] :
        ["--parameters", .. parameters.Select(one => $"ParameterKey={one.Key},ParameterValue={one.Value}")];

    /// <summary>The tags of a part of the trial, as the AWS CLI takes them.</summary>
    public IEnumerable<string> Tags(string part) =>
        ["--tags", $"Key={TrialRun.Tag},Value={run.Name}", $"Key={TrialRun.PartTag},Value={part}"];

    /// <summary>Its state in words, with the first failure.</summary>
    public string Trouble() => Find() is not { } stack ? "it does not exist"
        : $"{stack.Text("StackStatus")}: {StackState.Of(stack).Meaning}; {FirstFailure.Of(run.Aws, stack) ?? "no event shows a failure"}";

    // A stack of which only a change set was created has no tags yet.
    private JsonObject Ours(JsonObject stack) => stack.Tag(TrialRun.Tag) == run.Name
        || (stack.Text("StackStatus") == "REVIEW_IN_PROGRESS" && name == run.Names.Stack && run.State.Steps.ContainsKey("deploy"))
        ? stack
        : throw new CommandException(
            $"the stack {name} in {run.Aws.Region} is not of this trial: it has no tag {TrialRun.Tag}={run.Name}. The trial touches no "
                + "existing edge; choose another name with --edge");
}
