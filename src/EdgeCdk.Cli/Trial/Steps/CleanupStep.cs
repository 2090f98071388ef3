using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>The function Cleanup, when there are more versions than it keeps.</summary>
internal static class CleanupStep
{
    // Name of the note of what the function was described as.
    private const string Description = "description";

    private const int Kept = 3;
    private const int Further = 4;

    public static TrialStep Step { get; } = new(
        "cleanup", "further versions of one function, which Cleanup deletes", 2, TrialStep.Nothing)
    {
        Needs = ["deploy"],
        Do = Do,
    };

    private static void Do(TrialRun run)
    {
        var edge = new TrialEdge(run);
        var deployed = edge.Deployed();
        var function = TrialEdge.IdOf(deployed, "DqResultsReader/Function/Function");
        var description = run.Noted(Description)
            ?? run.Aws.Ask("lambda", "get-function-configuration", "--function-name", function).Text("Description");
        // Before it is another one: a run that was interrupted has left its own.
        run.Note(Description, description);
        for (var number = 1; number <= Further; number++)
        {
            Describe(run, function, $"edge-trial {number}");
            run.Aws.Ask("lambda", "publish-version", "--function-name", function);
        }

        // As CloudFormation has it.
        Describe(run, function, description);
        run.State.Notes.Remove(Description);
        var before = edge.Versions(function);
        var alias = (int)run.Aws.Ask("lambda", "get-alias", "--function-name", function, "--name", "current").Number("FunctionVersion");
        var answer = Invoke(run, TrialEdge.IdOf(deployed, "Cleanup/Function/Function"));
        var after = edge.Versions(function);
        var evidence = $"versions {string.Join(", ", before)}, alias on {alias}; afterwards {string.Join(", ", after)}; the function "
            + $"returned {answer}";
        run.Answer("cleanup-deletes-versions", after.Count < before.Count, evidence);
        run.Answer("cleanup-keeps-alias", after.Contains(alias) && before.TakeLast(Kept).All(after.Contains), evidence);
    }

    private static void Describe(TrialRun run, string function, string description)
    {
        run.Aws.Ask("lambda", "update-function-configuration", "--function-name", function, "--description", description);
        if (run.Await(3, () => run.Aws.Ask("lambda", "get-function-configuration", "--function-name", function).Text("LastUpdateStatus")
            is "InProgress" ? null : "") is null)
        {
            throw new CommandException($"the update of {function} did not end within three minutes");
        }
    }

    private static string Invoke(TrialRun run, string function)
    {
        using var scratch = new ScratchDirectory();
        var file = Path.Combine(scratch.Path, "answer.json");
        run.Aws.Ask("lambda", "invoke", "--function-name", function, file);
        return File.ReadAllText(file);
    }
}
