using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>A round of checks as lines and as JSON.</summary>
internal static class VerifyReport
{
    /// <summary>Answers with all findings, whether the edge is healthy, and the registration when it is asked for.</summary>
    public static void Answer(CommandContext context, Verification round, bool isToRegister) =>
        context.Answer(Json(round, isToRegister), () => Write(context, round, isToRegister));

    /// <summary>The answer for programs.</summary>
    public static object Json(Verification round, bool isToRegister) => new
    {
        Edge = round.Edge.Name,
        Ok = round.IsHealthy,
        Findings = round.Findings.Select(CheckReport.Json),
        Registration = round.IsHealthy && isToRegister ? Registration.Of(round) : null,
    };

    private static void Write(CommandContext context, Verification round, bool isToRegister)
    {
        CheckReport.Write(context, round.Findings);
        if (!round.IsHealthy)
            context.WriteLine($"The edge is not healthy: {string.Join(", ", round.NotHealthy)}.");
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
