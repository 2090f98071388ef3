using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Checks;

/// <summary>Makes checks at the same time.</summary>
internal static class CheckRun
{
    /// <summary>What all checks found, in their order, each finding once.</summary>
    /// <param name="context">Where the progress is shown.</param>
    /// <param name="progress">What is being done.</param>
    /// <param name="checks">The checks; they do not depend on each other.</param>
    public static IReadOnlyList<Finding> Of(CommandContext context, string progress, IEnumerable<Check> checks) =>
    [
        .. ConcurrentWork.Run(context, progress, [.. checks.Select(check => (Func<IReadOnlyList<Finding>>)check.Run)])
            .SelectMany(findings => findings).Distinct(),
    ];
}
