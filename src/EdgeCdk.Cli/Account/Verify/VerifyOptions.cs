using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What <c>edge verify</c> takes.</summary>
internal sealed class VerifyOptions(CommandContext context)
{
    public EdgeArguments Edge { get; } = new();

    public DurationOption Since { get; } = new("--since", "How far back logs are searched for errors; 0s for not at all", "15m");

    public Option<bool> Drift { get; } = new DriftOption();

    public Option<string?> Compare { get; } = new CheckedOption<string?>(
        "--compare", OptionRules.File(context, "name a file that `npx edge verify <edge> --json` wrote"))
    {
        Description = "What --json wrote earlier: also says what is different now",
    };

    public Option<bool> Registration { get; } = new("--registration")
    {
        Description = "Write the message that registers the edge. Default: while controlPlane.eventSources is disabled",
    };

    public Option<bool> Watch { get; } = new("--watch")
    {
        Description = "Check again and again until the edge is healthy, or until waiting cannot help",
    };

    public DurationOption Interval { get; } = new("--interval", "With --watch: time between two rounds", "15s");

    public DurationOption Timeout { get; } = new("--timeout", "With --watch: when to give up", "1h");

    public void AddTo(Command command)
    {
        Edge.AddTo(command, takesStack: true);
        foreach (var option in (Option[])[Since, Drift, Compare, Registration, Watch, Interval, Timeout])
            command.Add(option);
    }
}
