using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What the customer sends to the vendor to register the edge.</summary>
/// <param name="EdgeName">Name of the edge.</param>
/// <param name="AccountId">Its account.</param>
/// <param name="Region">Its region.</param>
/// <param name="Release">The deployed release.</param>
/// <param name="Roles">ARNs of the roles that others trust, by name of the output.</param>
/// <param name="Confirmation">That the deployment succeeded.</param>
internal sealed record Registration(
    string EdgeName,
    string AccountId,
    string Region,
    string Release,
    IReadOnlyDictionary<string, string> Roles,
    string Confirmation)
{
    /// <summary>From a round of checks without a failure: what was not checked is not confirmed.</summary>
    public static Registration Of(Verification round)
    {
        var (stack, outputs) = (round.Stack!, round.Stack!.Outputs);
        var hasLogs = round.Findings.Any(finding => finding is { About: LogChecks.About, Outcome: Outcome.Ok });
        var services = hasLogs ? "its services are steady, and their logs show no errors" : "and its services are steady";
        var how = stack.State.Phase is StackPhase.Complete
            ? "The deployment completed without errors"
            : "The last update was rolled back, and what was deployed before it runs";
        return new(
            outputs["EdgeName"],
            outputs["AccountId"],
            outputs["Region"],
            outputs["Release"],
            outputs.Where(output => output.Key.Contains("RoleArn", StringComparison.Ordinal))
                .OrderBy(output => output.Key, StringComparer.Ordinal).ToDictionary(),
            $"{how}: the stack {stack.Name} is {stack.State.Status}, {services}.");
    }

    /// <summary>The message.</summary>
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
