using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Quotas that are low in new accounts.</summary>
internal static class QuotaChecks
{
    // AWS keeps as many for functions that reserve none; in an account with fewer, all of them.
    private const double Unreserved = 100;

    /// <summary>Lambda: new accounts have few concurrent executions, and cannot reserve any.</summary>
    public static IEnumerable<Finding> Lambda(PreflightTarget target)
    {
        var functions = target.Definition.Release.Functions.Keys;
        var none = string.Join(" and ", functions.Select(function => $"functions.{Names.Value(function)}.provisionedConcurrency: 0"));
        // Warm instances are part of what a function reserves. Cleanup and Deployment Support reserve as much as the others.
        var reserved = target.Config.Functions.ReservedConcurrentExecutions is { } each ? each * (functions.Count() + 2) : 0;
        var provisioned = functions.Sum(function => target.Config.Override(function).ProvisionedConcurrency);
        var taken = Math.Max(reserved, provisioned);
        if (taken == 0 || target.IsDeployed)
            yield break;
        var limit = target.Aws.Ask("lambda", "get-account-settings")["AccountLimit"];
        var free = limit.Number("UnreservedConcurrentExecutions");
        if (free - taken < Math.Min(Unreserved, limit.Number("ConcurrentExecutions")))
        {
            yield return new Finding(Outcome.Failed, "functions")
            {
                What = $"Lambda has {free} concurrent executions that no function reserves; the edge "
                    + $"{(reserved > 0 ? $"reserves {reserved}" : $"provisions {provisioned}")}, and "
                    + $"{Unreserved} must be left",
                Later = "the aliases fail with \"Specified ConcurrentExecutions for function decreases account's "
                    + "UnreservedConcurrentExecution below its minimum value\"",
                Remedy = $"{(reserved > 0 ? "remove functions.reservedConcurrentExecutions" : none)}; or "
                    + Increase(target, "lambda", "L-B99A9384", 1000),
            };
        }
    }

    /// <summary>The value that applies in the account; null when the service has no such quota here, or AWS does not show it.</summary>
    public static double? Value(PreflightTarget target, string service, string quota)
    {
        var found = Find(target, "get-service-quota", service, quota) ?? Find(target, "get-aws-default-service-quota", service, quota);
        return found?["Quota"]?["Value"] is null ? null : found["Quota"].Number("Value");
    }
    /// <summary>The command that asks AWS for more.</summary>
    public static string Increase(PreflightTarget target, string service, string quota, double value) =>
        $"aws service-quotas request-service-quota-increase --region {target.Region} --service-code {service} --quota-code {quota} "
        + $"--desired-value {value}";

    private static System.Text.Json.Nodes.JsonObject? Find(PreflightTarget target, string operation, string service, string quota) =>
        target.Aws.Find("service-quotas", operation, "--service-code", service, "--quota-code", quota);
}
