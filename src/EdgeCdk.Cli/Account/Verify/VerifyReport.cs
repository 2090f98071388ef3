using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>A round of checks as lines and as JSON.</summary>
internal static class VerifyReport
{
    /// <summary>Answers with all findings, whether the edge is healthy, and the registration when it is asked for.</summary>
    /// <param name="context">Where to answer.</param>
    /// <param name="round">The round of checks.</param>
    /// <param name="isToRegister">Whether the registration is asked for.</param>
    /// <param name="comparison">What is different from an earlier round. Default: null, nothing is compared.</param>
    public static void Answer(CommandContext context, Verification round, bool isToRegister, Comparison? comparison = null) =>
        context.Answer(Json(round, isToRegister, comparison), () => Write(context, round, isToRegister, comparison));

    /// <summary>The answer for programs.</summary>
    public static object Json(Verification round, bool isToRegister, Comparison? comparison = null) => new
    {
        Edge = round.Edge.Name,
        Ok = round.IsHealthy,
        Findings = round.Findings.Select(CheckReport.Json),
        Comparison = comparison,
        Registration = round.IsHealthy && isToRegister ? Registration.Of(round) : null,
    };

    private static void Write(CommandContext context, Verification round, bool isToRegister, Comparison? comparison)
    {
        CheckReport.Write(context, round.Findings);
        foreach (var line in comparison?.Lines() ?? [])
            context.WriteLine("", line);
        var end = round.WaitingCanHelp ? "" : " Waiting does not help.";
        if (!round.IsHealthy)
            context.WriteLine($"The edge is not healthy: {string.Join(", ", round.NotHealthy)}.{end}");
        else if (!isToRegister)
            context.WriteLine("The edge is healthy.");
        else
            WriteRegistration(context, round);
    }

    private static void WriteRegistration(CommandContext context, Verification round)
    {
        context.WriteLine("The edge is healthy. Send this to the vendor:");
        context.WriteLine("");
        foreach (var line in Registration.Of(round).Lines())
            context.WriteLine("", $"  {line}");
    }
}
