using System.CommandLine;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Trial.Running;

namespace EdgeCdk.Cli.Trial;

/// <summary>One run of a trial: its first, one that continues, or one that cleans up.</summary>
/// <param name="context">The repository, the account and the user.</param>
/// <param name="given">The command line.</param>
/// <param name="options">Its options.</param>
/// <param name="edge">Runs a command line of <c>edge</c>.</param>
internal sealed class TrialSession(
    CommandContext context, ParseResult given, TrialOptions options, Func<IReadOnlyList<string>, CommandContext, int> edge)
{
    private const string StateFile = "state.json";

    private readonly string _directory = context.PathOf(given.GetValue(options.Directory)!);
    private readonly string _account = given.GetValue(options.Account)!;
    private readonly string _region = given.GetValue(options.Region)!;

    private string? Onboarding => given.GetValue(options.Onboarding) is { } file ? context.PathOf(file) : null;

    /// <summary>Runs it.</summary>
    /// <param name="steps">The chosen steps.</param>
    /// <returns>The exit code: 1 when a step failed or something is left.</returns>
    public int Run(IReadOnlyList<TrialStep> steps)
    {
        if (!Confirms("", ask: false))
            throw new CommandException("nobody is there to answer; --yes begins the trial and removes everything at its end");
        Caller.MustBe(context.Aws, _account, _region);
        var run = new TrialRun(context, State(), _directory, edge);
        TrialGuard.Check(run);
        var report = new TrialReport(context, run, given.GetValue(options.MaskAccounts));
        if (given.GetValue(options.CleanUp))
            return CleanUp(run, report);
        if (run.Noted(TrialRun.Removed) is { } day)
        {
            throw new CommandException($"this trial ended on {day} and everything was removed; its report is in "
                + $"{context.Shown(_directory)}. Begin another one with --directory");
        }

        if (Onboarding is { } file && new OwnNetwork(_account, _region).Check(file) is { Count: > 0 } problems)
            return context.Refuse(problems, "nothing was made");
        steps = run.State.Onboarding is null ? steps : TrialSteps.InOwnNetwork(steps);
        if (!Begin(steps))
            return 1;
        run.Save();
        using var interrupted = Unfinished.Until(() => context.Error.WriteLine($"\nedge: interrupted; {Next()}"));
        var succeeded = new TrialProgress(context, run, steps, options.Budget.Of(given))
            .Run();
        var isClean = run.Noted(TrialRun.Removed) is not null;
        if (!isClean && !given.GetValue(options.Keep) && Confirms("Remove everything that the trial has made?"))
            isClean = new TrialCleanUp(context, run).Run();
        report.Write();
        return report.Answer(isClean ? null : Next(), isSuccess: succeeded);
    }

    private int CleanUp(TrialRun run, TrialReport report)
    {
        if (!Confirms($"Remove everything that the trial {run.Name} has made in account {_account}, {_region}?"))
            return 1;
        using var interrupted = Unfinished.Until(() => context.Error.WriteLine($"\nedge: interrupted; {Next()}"));
        var isClean = new TrialCleanUp(context, run).Run();
        report.Write();
        return report.Answer(isClean ? null : Next(), isSuccess: isClean);
    }

    private bool Begin(IReadOnlyList<TrialStep> steps)
    {
        if (!context.AnswersInJson)
            TrialList.Write(context, steps);
        return Confirms(
            $"Begin in account {_account}, {_region}? Everything carries the tag {TrialRun.Tag}={given.GetValue(options.Edge)}.");
    }

    private bool Confirms(string question, bool ask = true) =>
        given.GetValue(options.Yes) || (ask ? context.Confirms(question) : !context.AnswersInJson && context.Prompts is not null);

    private string Next() =>
        $"the same command continues; npx edge trial --account {_account} --region {_region} --edge {given.GetValue(options.Edge)} "
            + $"--directory {context.Shown(_directory)} --clean-up removes everything";

    private TrialState State()
    {
        var name = given.GetValue(options.Edge)!;
        var onboarding = Onboarding;
        if (TrialState.Read(Path.Combine(_directory, StateFile)) is not { } state)
        {
            return new TrialState
            {
                Edge = name,
                Account = _account,
                Region = _region,
                AnsweredBy = given.GetValue(options.AnsweredBy)
                    ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") ?? TrialReport.Aws,
                Started = context.Clock.GetUtcNow(),
                Onboarding = onboarding,
            };
        }

        return (state.Edge, state.Account, state.Region) == (name, _account, _region)
            && (onboarding is null || onboarding == state.Onboarding)
                ? state
                : throw new CommandException(
                    $"{context.Shown(_directory)} has a trial of the edge {state.Edge} in {state.Region} of account {state.Account}"
                        + $"{(state.Onboarding is { } own ? $" with --onboarding {own}" : "")}; continue that one, or name another "
                        + "--directory");
    }
}
