using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Upgrade;

/// <summary>What an upgrade meets in the account, for whoever decides about it. Nothing of it stops the upgrade.</summary>
internal static class UpgradeChecks
{
    private static readonly IReadOnlyList<(string About, Func<VerifyTarget, IEnumerable<Finding>> Find)> Checks =
    [
        ("jobs", RunningTaskChecks.Find),
        ("services", target => InterruptionChecks.Services(target).Select(NotInTheWay)),
        ("functions", InterruptionChecks.Functions),
        ("drift", target => DriftChecks.Find(target).Select(NotInTheWay)),
        ("roles", target => RoleChecks.AsDeployed(target).Select(NotInTheWay)),
        ("time", DurationChecks.Find),
    ];

    /// <summary>What was found; nothing for an edge that is not deployed.</summary>
    /// <param name="context">Where the progress is shown.</param>
    /// <param name="aws">The account, with what it has answered already.</param>
    /// <param name="place">The edge.</param>
    /// <param name="detectsDrift">Whether CloudFormation looks for drift now.</param>
    public static IReadOnlyList<Finding> Of(CommandContext context, IAws aws, EdgePlace place, bool detectsDrift)
    {
        try
        {
            return DeployedStack.Find(aws, place) is { State.HoldsResources: true } stack
                ? CheckRun.Of(context, $"checking {stack.Name}", ChecksOf(new(new(aws, place.Region), place, stack, TimeSpan.Zero)
                {
                    DetectsDrift = detectsDrift,
                    Live = new(context.Aws, place.Region),
                }))
                : [];
        }
        catch (Exception exception)
        {
            return [Check.NotChecked("stack", exception)];
        }
    }

    private static IEnumerable<Check> ChecksOf(VerifyTarget target) =>
        Checks.Select(check => new Check(check.About, () => check.Find(target)));

    private static Finding NotInTheWay(Finding finding) =>
        finding.Outcome is Outcome.Failed ? finding with { Outcome = Outcome.Warning } : finding;
}
