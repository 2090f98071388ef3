using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>Checks a deployed edge, and writes what the vendor needs to register it.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new VerifyOptions(context);
        var command = new Command("verify", "Checks a deployed edge, and writes the message that registers it with the vendor");
        options.AddTo(command);
        command.SetAction(given => Verify(context, given, options));
        return command;
    }

    private static int Verify(CommandContext context, ParseResult given, VerifyOptions options)
    {
        var before = given.GetValue(options.Compare) is { } file ? EarlierRound.Read(context, file, options.Edge.Name(given)!) : null;
        var edge = options.Edge.Place(given, context);
        var watch = new Watch(context, options.Interval.Of(given), options.Timeout.Of(given));
        var round = watch.Run(
            () => Verification.Of(context, edge, options.Since.Of(given), given.GetValue(options.Drift)),
            repeats: given.GetValue(options.Watch));
        VerifyReport.Answer(context, round, given.GetValue(options.Registration) || !round.IsRegistered, before?.Compare(round.Findings));
        return round.IsHealthy ? 0 : 1;
    }
}
