using System.CommandLine;
using System.Diagnostics;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>Checks a deployed edge, and writes what the vendor needs to register it.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandContext context)
    {
        var edges = new EdgeArguments();
        var since = Durations.Option("--since", "How far back logs are searched for errors; 0s for not at all", "15m");
        var drift = new Option<bool>("--drift") { Description = "Let CloudFormation look for changes by hand, which takes minutes. Default: what it found the last time" };
        var watch = new Option<bool>("--watch") { Description = "Look again and again until all is well" };
        var registration = new Option<bool>("--registration")
        {
            Description = "Write the message that registers the edge. Default: while "
            + "controlPlane.eventSources is disabled"
        };
        var interval = Durations.Option("--interval", "With --watch: time between two looks", "15s");
        var timeout = Durations.Option("--timeout", "With --watch: when to give up", "1h");
        var command = new Command("verify", "Checks a deployed edge, and writes the message that registers it with the vendor");
        edges.AddTo(command, worksWithoutFile: false);
        foreach (var option in (Option[])[since, drift, registration, watch, interval, timeout])
            command.Add(option);
        command.SetAction(given =>
        {
            var edge = edges.Find(given, context);
            var time = Stopwatch.StartNew();
            Verification round;
            while (true)
            {
                round = Verification.Of(context, edge, given.GetValue(since), given.GetValue(drift));
                if (round.IsOk || !round.CanChange || !given.GetValue(watch) || time.Elapsed
                    + given.GetValue(interval) > given.GetValue(timeout))
                {
                    break;
                }

                context.Error.WriteLine($"edge: not yet well: {string.Join(", ", round.InTheWay)}; next look in "
                    + $"{given.GetValue(interval).TotalSeconds:0} s");
                Thread.Sleep(given.GetValue(interval));
            }

            var isToRegister = given.GetValue(registration) || !round.IsRegistered;
            if (given.GetValue(EdgeCommand.Json))
                context.WriteJson(VerifyReport.Json(round, isToRegister));
            else
                VerifyReport.Write(context, round, isToRegister);
            return round.IsOk ? 0 : 1;
        });
        return command;
    }
}
