using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What the customer tells the vendor to have the edge registered.</summary>
/// <param name="EdgeName">Name of the edge.</param>
/// <param name="AccountId">Its account.</param>
/// <param name="Region">Its region.</param>
/// <param name="Release">What is deployed.</param>
/// <param name="Roles">ARNs of the roles that others trust, by name of the output.</param>
/// <param name="Confirmation">That the deployment ended well.</param>
internal sealed record Registration(string EdgeName, string AccountId, string Region, string Release, IReadOnlyDictionary<string, string> Roles, string Confirmation)
{
    /// <summary>From a round of checks in which nothing was in the way: what was not looked at is not confirmed.</summary>
    public static Registration Of(Verification round)
    {
        var stack = round.Stack!;
        var outputs = stack.Outputs;
        var logs = round.Findings.Any(finding => finding is { Check: LogChecks.Name, Outcome: Outcome.Ok }) ? "its services are steady, and their logs show no errors" : "and its services are steady";
        var how = stack.State.Phase is StackPhase.Complete
            ? "The deployment completed without errors"
            : "The last update was rolled back, and what was deployed before it runs";
        return new(
            outputs["EdgeName"],
            outputs["AccountId"],
            outputs["Region"],
            outputs["Release"],
            outputs.Where(output => output.Key.Contains("RoleArn", StringComparison.Ordinal)).OrderBy(output => output.Key, StringComparer.Ordinal).ToDictionary(),
            $"{how}: the stack {stack.Name} is {stack.State.Status}, {logs}.");
    }

    /// <summary>The text to send.</summary>
    public IEnumerable<string> Lines() =>
    [
        $"Edge name:   {EdgeName}",
        $"AWS account: {AccountId}",
        $"Region:      {Region}",
        $"Release:     {Release}",
        "Roles:",
        .. Roles.Select(role => $"  {role.Value}"),
        Confirmation,
    ];
}
