using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Quotas that are low in new accounts.</summary>
internal static class QuotaChecks
{
    private const string FargateVCpus = "L-3032A538";

    // AWS keeps as many for functions that reserve none; where an account has less, all of it.
    private const double Unreserved = 100;

    /// <summary>Fargate, by vCPU: what a deployment runs at most, and one task of each job beside it.</summary>
    public static IEnumerable<Finding> Fargate(PreflightTarget target)
    {
        if (Value(target, "fargate", FargateVCpus) is not { } quota)
            yield break;
        var (release, config) = (target.Definition.Release, target.Config);
        var collector = config.Observability.Enabled ? release.Observability.Cpu : 0;
        var service = config.PlaneManager.Replicas * (config.PlaneManager.Cpu ?? release.PlaneManager.Cpu) + collector;
        // An update starts all new tasks before it stops an old one.
        var deploy = (target.IsDeployed ? service : 2 * service) + release.ConnectorsRollout.Cpu;
        var work = deploy + release.Jobs.Sum(job => job.Value.With(config.Jobs.GetValueOrDefault(job.Key)).Cpu);
        var fault = $"{quota} vCPUs of Fargate On-Demand are allowed at a time; a deployment needs up to {VCpus(deploy)}, and {VCpus(work)} with one task of each job";
        const string later = "tasks are not started: \"You've reached the limit on the number of vCPUs you can run concurrently\"";
        var remedy = $"aws service-quotas request-service-quota-increase --region {target.Region} --service-code fargate --quota-code {FargateVCpus} --desired-value {Math.Ceiling(work / 1024.0)}";
        if (quota * 1024 < deploy)
            yield return Finding.Error("Fargate", fault, later, remedy);
        else if (quota * 1024 < work)
            yield return Finding.Warning("Fargate", fault, later, remedy);
    }

    /// <summary>Lambda: new accounts have few concurrent executions, and none of them can be set aside.</summary>
    public static IEnumerable<Finding> Lambda(PreflightTarget target)
    {
        var functions = target.Config.Functions;
        var provisioned = functions.MetadataBrowsing.ProvisionedConcurrency + functions.DqResultsReader.ProvisionedConcurrency;
        if (provisioned == 0 || target.IsDeployed)
            yield break;
        var limit = target.Ask("lambda", "get-account-settings")["AccountLimit"];
        var free = limit.Number("UnreservedConcurrentExecutions");
        if (free - provisioned < Math.Min(Unreserved, limit.Number("ConcurrentExecutions")))
        {
            yield return Finding.Error(
                "functions", $"Lambda has {free} concurrent executions that no function reserves; {provisioned} are to be provisioned, and {Unreserved} must be left",
                "the aliases fail with \"Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value\"",
                $"functions.metadataBrowsing.provisionedConcurrency: 0 and functions.dqResultsReader.provisionedConcurrency: 0; or aws service-quotas request-service-quota-increase --region {target.Region} --service-code lambda --quota-code L-B99A9384 --desired-value 1000");
        }
    }

    /// <summary>The value that holds in the account; null when the service has no such quota here.</summary>
    public static double? Value(PreflightTarget target, string service, string quota) =>
        (target.Find("service-quotas", "get-service-quota", "--service-code", service, "--quota-code", quota)
            ?? target.Find("service-quotas", "get-aws-default-service-quota", "--service-code", service, "--quota-code", quota))?["Quota"].Number("Value");

    private static string VCpus(int units) => (units / 1024.0).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
