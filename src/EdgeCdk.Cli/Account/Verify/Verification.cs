using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>One round of all checks.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Stack">Its stack; null when there is none.</param>
/// <param name="Findings">What was found, check by check.</param>
internal sealed record Verification(EdgePlace Edge, DeployedStack? Stack, IReadOnlyList<Finding> Findings)
{
    private static readonly IReadOnlyList<(string About, Func<VerifyTarget, IEnumerable<Finding>> Find)> Checks =
    [
        ("stack", StackChecks.Status),
        ("clean-up", CleanUpChecks.Deleted),
        ("release", StackChecks.Release),
        ("drift", DriftChecks.Find),
        ("roles", RoleChecks.AsDeployed),
        ("services", ServiceChecks.Steady),
        ("images", ImageChecks.Digests),
        ("functions", AliasChecks.Find),
        ("versions", VersionChecks.Deleted),
        ("event sources", EventSourceChecks.Find),
        ("file system", StorageChecks.MountTargets),
        ("dead letters", QueueChecks.DeadLetters),
        ("event rules", RuleChecks.Delivered),
        ("connectors", StackChecks.Connectors),
        ("alarms", AlarmChecks.Silent),
    ];

    /// <summary>Whether every check was made, and none failed.</summary>
    public bool IsHealthy => !NotHealthy.Any();

    /// <summary>What the checks were about that failed or could not be made.</summary>
    public IEnumerable<string> NotHealthy =>
        Findings.Where(IsBad).Select(finding => finding.About).Distinct();

    /// <summary>
    /// Whether another round may find something else: a deployment is in progress, or what failed may end without an action. A stack that
    /// needs an action does not change by itself.
    /// </summary>
    public bool WaitingCanHelp => Stack?.State.Phase switch
    {
        StackPhase.InProgress => true,
        StackPhase.Failed or StackPhase.Empty => false,
        _ => Findings.Any(finding => IsBad(finding) && finding.WaitingCanHelp),
    };

    /// <summary>Whether the vendor has registered the edge: before that, AWS connects no function to the vendor's queues.</summary>
    public bool IsRegistered => Edge.Definition?.Config.ControlPlane.EventSources is EventSources.Enabled;

    /// <summary>Makes all checks.</summary>
    /// <param name="context">The account, and where the progress is shown.</param>
    /// <param name="edge">The edge; its file must have no faults.</param>
    /// <param name="back">How far back logs are searched.</param>
    /// <param name="detectsDrift">Whether CloudFormation looks for drift now.</param>
    public static Verification Of(CommandContext context, EdgePlace edge, TimeSpan back, bool detectsDrift)
    {
        // Each round asks anew, but nothing twice.
        var aws = new CachingAws(context.Aws);
        try
        {
            return DeployedStack.Find(aws, edge) is { } stack
                ? Of(context, new VerifyTarget(new RegionalAws(aws, edge.Region), edge, stack, back)
                {
                    DetectsDrift = detectsDrift,
                    Live = new RegionalAws(context.Aws, edge.Region),
                })
                : NotDeployed(edge);
        }
        catch (StackElsewhereException exception)
        {
            return Failed(edge, exception.Message, "correct account.region in the edge file");
        }
        catch (Exception exception)
        {
            return new(edge, null, [Check.NotChecked("stack", exception)]);
        }
    }

    private static Verification Of(CommandContext context, VerifyTarget target)
    {
        if (!target.Stack.State.HoldsResources)
            return new(target.Edge, target.Stack, new Check("stack", () => StackChecks.Status(target)).Run());
        // One after the other, the log groups would take longer than all other checks.
        var findings = CheckRun.Of(
            context, $"checking {target.Stack.Name}",
            [.. Checks.Select(check => new Check(check.About, () => check.Find(target))), .. LogChecks.Of(target)]);
        if (!findings.Any(finding => finding.About == LogChecks.About))
            findings = [.. findings, LogChecks.Silent(target)];
        return new(target.Edge, target.Stack, findings);
    }

    private static Verification NotDeployed(EdgePlace edge) =>
        Failed(edge, $"there is no stack {edge.StackName} in {edge.Region}", $"`{Deployer.Of(edge, null).Deploy}`");

    private static Verification Failed(EdgePlace edge, string what, string remedy) =>
        new(edge, null, [new Finding(Outcome.Failed, "stack") { What = what, Remedy = remedy }]);

    private static bool IsBad(Finding finding) => finding.Outcome is Outcome.Failed or Outcome.Unknown;
}
