using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Trial.Claims;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Trial.Running;

/// <summary>What the steps of a trial work with.</summary>
/// <param name="context">The repository, the account and the user.</param>
/// <param name="state">What the trial has done so far.</param>
/// <param name="directory">The directory of the trial.</param>
/// <param name="edge">Runs a command line of <c>edge</c>.</param>
internal sealed class TrialRun(
    CommandContext context, TrialState state, string directory, Func<IReadOnlyList<string>, CommandContext, int> edge)
{
    /// <summary>Key of the tag that everything of a trial has: the name of its edge.</summary>
    public const string Tag = "edge-trial";

    /// <summary>Key of the tag with the part of the trial.</summary>
    public const string PartTag = "edge-trial-part";

    /// <summary>Name of the note of what a clean-up keeps.</summary>
    public const string Kept = "kept";

    /// <summary>Name of the note of the day on which everything was removed.</summary>
    public const string Removed = "removed";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(10);

    public TrialState State => state;

    /// <summary>The account in the region of the trial.</summary>
    public RegionalAws Aws { get; } = new(context.Aws, state.Region);

    /// <summary>Name of the edge.</summary>
    public string Name => state.Edge;

    public EdgeNames Names { get; } = new(state.Edge);

    /// <summary>The day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(context.Clock.GetUtcNow().UtcDateTime);

    /// <summary>The time, in milliseconds since 1970, as CloudWatch Logs takes it.</summary>
    public string Now => context.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The path of a file of the trial.</summary>
    public string PathOf(string file) => Path.Combine(directory, file);

    /// <summary>The edge file.</summary>
    public string EdgeFile => PathOf(Path.Combine("edges", $"{Name}.yaml"));

    /// <summary>Writes a file of the trial.</summary>
    public void Write(string file, string text) => context.WriteFile(PathOf(file), text);

    /// <summary>Deletes a file of an earlier try.</summary>
    public void Delete(string path)
    {
        if (File.Exists(path))
            context.Write(path, () => File.Delete(path));
    }

    /// <summary>Writes the state, so that an interruption loses nothing.</summary>
    public void Save() => context.Write(PathOf("state.json"), () =>
    {
        Directory.CreateDirectory(directory);
        state.Write(PathOf("state.json"));
    });

    /// <summary>Keeps something for later steps and runs.</summary>
    public void Note(string name, string value)
    {
        state.Notes[name] = value;
        Save();
    }

    /// <summary>What was kept; null when nothing was.</summary>
    public string? Noted(string name) => state.Notes.GetValueOrDefault(name);

    /// <summary>Answers a claim.</summary>
    public void Answer(string claim, bool isTrue, string evidence) =>
        Answer(claim, isTrue ? Verdict.Yes : Verdict.No, evidence);

    /// <summary>Answers a claim with an evidence that does not decide.</summary>
    public void NotDecided(string claim, string why)
    {
        // What an earlier run has found out stays.
        if (state.Answers.GetValueOrDefault(claim) is null or { Verdict: Verdict.NotTried })
            Answer(claim, Verdict.NotTried, why);
    }

    private void Answer(string claim, Verdict verdict, string evidence)
    {
        if (ClaimRegister.All.All(one => one.Id != claim))
            throw new InvalidOperationException($"there is no claim {claim}");
        state.Answers[claim] = new ClaimAnswer(
            claim, verdict, evidence, verdict is Verdict.NotTried ? null : context.Clock.GetUtcNow());
    }

    /// <summary>Runs a command of <c>edge</c> on the files of the trial.</summary>
    /// <param name="arguments">Command and arguments.</param>
    public EdgeResult Edge(params IReadOnlyList<string> arguments) =>
        EdgeAlone([.. arguments, "--edges", PathOf("edges"), "--releases", PathOf("releases")]);

    /// <summary>Runs a command of <c>edge</c> that reads no edge file.</summary>
    public EdgeResult EdgeAlone(params IReadOnlyList<string> arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = edge(
            [.. arguments, "--json"],
            context with { Out = output, Error = error, Prompts = null, ShowsProgress = false, Width = null, AnswersInJson = false });
        return new EdgeResult(exitCode, JsonText.Parsed($"{output}") as JsonObject ?? [], $"{error}");
    }

    /// <summary>Runs a command of <c>edge</c> that must succeed.</summary>
    /// <exception cref="CommandException">It does not.</exception>
    public EdgeResult EdgeSucceeds(params IReadOnlyList<string> arguments)
    {
        var result = Edge(arguments);
        return result.Succeeded ? result : throw new CommandException($"`npx edge {string.Join(' ', arguments)}`: {result.Words()}");
    }

    /// <summary>Runs the CDK CLI.</summary>
    public (int ExitCode, string Output, string Error) Cdk(params IReadOnlyList<string> arguments) =>
        context.Cdk(context.Repository, arguments);

    /// <summary>Waits until something is there, and looks every ten seconds.</summary>
    /// <param name="minutes">How long, at most.</param>
    /// <param name="find">Null: not yet.</param>
    /// <returns>What was found; null when the time is over.</returns>
    public T? Await<T>(int minutes, Func<T?> find)
        where T : class
    {
        for (var look = 0; look < TimeSpan.FromMinutes(minutes) / BetweenLooks; look++)
        {
            if (find() is { } found)
                return found;
            context.Pause(BetweenLooks);
        }

        return find();
    }
}
