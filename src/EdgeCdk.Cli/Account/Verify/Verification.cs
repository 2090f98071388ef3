using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>One round of all checks.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Stack">Its stack; null when there is none.</param>
/// <param name="Findings">What was found, check by check.</param>
/// <param name="CanChange">Whether another look may find something else: a stack that waits for somebody does not change by itself.</param>
internal sealed record Verification(EdgePlace Edge, DeployedStack? Stack, IReadOnlyList<Finding> Findings, bool CanChange)
{
    private static readonly IReadOnlyList<(string Name, Func<VerifyTarget, IEnumerable<Finding>> Look)> Checks =
    [
        ("stack", StackChecks.Status),
        ("release", StackChecks.Release),
        ("drift", StackChecks.Drift),
        ("services", ServiceChecks.Steady),
        ("images", ImageChecks.Digests),
        ("functions", FunctionChecks.Aliases),
        ("event sources", FunctionChecks.Mappings),
        ("file system", StorageChecks.MountTargets),
        ("dead letters", QueueChecks.DeadLetters),
        ("event rules", RuleChecks.Delivered),
        ("connectors", StackChecks.Connectors),
        ("alarms", AlarmChecks.Silent),
    ];

    /// <summary>Whether all is well, as far as it could be checked, and all could.</summary>
    public bool IsOk => Findings.All(finding => !finding.IsInTheWay);

    /// <summary>Names of the checks that did not end well.</summary>
    public IEnumerable<string> InTheWay => Findings.Where(finding => finding.IsInTheWay).Select(finding => finding.Check).Distinct();

    /// <summary>Whether the vendor has registered the edge: before that, AWS connects no function to the vendor's queues.</summary>
    public bool IsRegistered => Edge.Definition?.Config.ControlPlane.EventSources is EventSources.Enabled;

    /// <summary>Does all checks, side by side.</summary>
    /// <param name="context">Whom to ask.</param>
    /// <param name="edge">The edge; its file must be sound.</param>
    /// <param name="back">How far back logs are searched.</param>
    /// <param name="detectsDrift">Whether drift is looked for anew.</param>
    public static Verification Of(CommandContext context, EdgePlace edge, TimeSpan back, bool detectsDrift)
    {
        DeployedStack? stack;
        try
        {
            stack = DeployedStack.Find(context.Aws, edge);
        }
        catch (StackElsewhereException exception)
        {
            return new(edge, null, [Finding.Failed("stack", exception.Message, "correct account.region in the edge file")],
                CanChange: false);
        }
        catch (Exception exception) when (exception is AwsException or CommandException)
        {
            return new(edge, null, [Finding.Unknown("stack", exception)], CanChange: true);
        }

        if (stack is null)
        {
            return new(edge, null,
                [Finding.Failed("stack", $"there is no stack {edge.StackName} in {edge.Region}", $"`{Deployer.Of(edge, null).Deploy}`")],
                CanChange: false);
        }

        var inspection = new VerifyTarget(context.Aws, edge, stack, back) { DetectsDrift = detectsDrift };
        if (!stack.State.HoldsResources)
            return new(edge, stack, Look("stack", () => StackChecks.Status(inspection)), CanChange: false);
        // One at a time, each log group takes longer than all other checks.
        var logs = LogChecks.Groups(inspection);
        IReadOnlyList<Func<IReadOnlyList<Finding>>> work =
        [
            .. Checks.Select(check => (Func<IReadOnlyList<Finding>>)(() => Look(check.Name, () => check.Look(inspection)))),
            .. logs.Select(group => (Func<IReadOnlyList<Finding>>)(() => Look(LogChecks.Name, () => LogChecks.Recent(inspection, group)))),
        ];
        var findings = ConcurrentWork.Run(context, $"looking at {stack.Name}", work).SelectMany(found => found).Distinct().ToList();
        if (!findings.Exists(finding => finding.Check == LogChecks.Name))
            findings.Add(LogChecks.Silent(inspection, logs.Count));
        return new(edge, stack, findings, CanChange: stack.State.Phase is not StackPhase.Failed);
    }

    private static IReadOnlyList<Finding> Look(string name, Func<IEnumerable<Finding>> look)
    {
        try
        {
            return [.. look()];
        }
        catch (Exception exception) when (exception is AwsException or CommandException)
        {
            return [Finding.Unknown(name, exception)];
        }
    }
}
