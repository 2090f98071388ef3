using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Trial;

/// <summary>Tries in a real account whatever only a real account can show, with stand-ins for what the vendor gives.</summary>
internal static class TrialCommand
{
    /// <param name="context">The repository, the account and the user.</param>
    /// <param name="edge">Runs a command line of <c>edge</c>.</param>
    public static Command Create(CommandContext context, Func<IReadOnlyList<string>, CommandContext, int> edge)
    {
        var options = new TrialOptions(context);
        var command = new Command(
            "trial", "Tries the whole way of an edge in a sandbox account, with stand-ins for what the vendor gives, and reports what it "
                + "shows");
        options.AddTo(command);
        command.SetAction(given =>
        {
            var steps = TrialSteps.Chosen(
                TrialOptions.Names(given.GetValue(options.Only)), TrialOptions.Names(given.GetValue(options.Skip)));
            return given.GetValue(options.List)
                ? TrialList.Answer(context, given.GetValue(options.Onboarding) is null ? steps : TrialSteps.InOwnNetwork(steps))
                : new TrialSession(context, given, options, edge).Run(steps);
        });
        return command;
    }
}
