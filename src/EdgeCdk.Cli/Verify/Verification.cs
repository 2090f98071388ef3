using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Deployed;

namespace EdgeCdk.Cli.Verify;

/// <summary>One round of all checks.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Stack">Its stack; null when there is none.</param>
/// <param name="Findings">What was found, check by check.</param>
internal sealed record Verification(EdgePlace Edge, DeployedStack? Stack, IReadOnlyList<Finding> Findings)
{
    private static readonly IReadOnlyList<(string Name, Func<Inspection, IEnumerable<Finding>> Look)> Checks =
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
        ("connectors", StackChecks.Connectors),
        ("alarms", AlarmChecks.Silent),
    ];

    /// <summary>Whether nothing stands in the way of the registration.</summary>
    public bool IsOk => Findings.All(finding => !finding.IsInTheWay);

    /// <summary>Does all checks, side by side.</summary>
    /// <param name="terminal">Whom to ask.</param>
    /// <param name="edge">The edge; its file must be sound.</param>
    /// <param name="back">How far back logs are searched.</param>
    /// <param name="detectsDrift">Whether drift is looked for anew.</param>
    public static Verification Of(Terminal terminal, EdgePlace edge, TimeSpan back, bool detectsDrift)
    {
        DeployedStack? stack = null;
        var unknown = Look("stack", () =>
        {
            stack = DeployedStack.Find(terminal.Aws, edge);
            return [];
        });
        if (unknown.Count > 0)
            return new(edge, null, unknown);
        if (stack is null)
            return new(edge, null, [Finding.Failed("stack", $"there is no stack {edge.StackName} in {edge.Region}", $"`npx cdk deploy {edge.StackName}`")]);
        var inspection = new Inspection(terminal.Aws, edge, stack, back) { DetectsDrift = detectsDrift };
        // One at a time, each log group takes longer than all other checks.
        var logs = LogChecks.Groups(inspection);
        IReadOnlyList<Func<IReadOnlyList<Finding>>> work =
        [
            .. Checks.Select(check => (Func<IReadOnlyList<Finding>>)(() => Look(check.Name, () => check.Look(inspection)))),
            .. logs.Select(group => (Func<IReadOnlyList<Finding>>)(() => Look(LogChecks.Name, () => LogChecks.Recent(inspection, group)))),
        ];
        var findings = SideBySide.Run(terminal, $"looking at {stack.Name}", work).SelectMany(found => found).Distinct().ToList();
        if (!findings.Exists(finding => finding.Check == LogChecks.Name))
            findings.Add(LogChecks.Silent(inspection, logs.Count));
        return new(edge, stack, findings);
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
