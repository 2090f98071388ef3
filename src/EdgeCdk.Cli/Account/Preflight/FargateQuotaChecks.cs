using System.Globalization;
using EdgeCdk.Cli.Account.Checks;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The quota of Fargate, in vCPUs: enough for a deployment, and for one task of each job beside it.</summary>
internal static class FargateQuotaChecks
{
    private const string OnDemandVCpus = "L-3032A538";

    // CPU units of a vCPU.
    private const double Units = 1024;

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        if (QuotaChecks.Value(target, "fargate", OnDemandVCpus) is not { } quota)
            yield break;
        var (deploy, work) = Need(target);
        if (quota >= work)
            yield break;
        yield return new Finding(quota < deploy ? Outcome.Failed : Outcome.Warning, "Fargate")
        {
            What = $"{quota} vCPUs of Fargate On-Demand are allowed at a time; a deployment needs up to {Text(deploy)}, and {Text(work)} "
                + "with one task of each job",
            Later = "tasks do not start: \"You've reached the limit on the number of vCPUs you can run concurrently\"",
            Remedy = QuotaChecks.Increase(target, "fargate", OnDemandVCpus, Math.Ceiling(work)),
        };
    }

    private static (double Deploy, double Work) Need(PreflightTarget target)
    {
        var (release, config) = (target.Definition.Release, target.Config);
        var collector = config.Observability.Enabled ? release.Observability.Cpu : 0;
        var services = config.PlaneManager.Replicas * (config.PlaneManager.Cpu ?? release.PlaneManager.Cpu) + collector;
        // An update starts all new tasks before it stops an old one.
        var deploy = (target.IsDeployed ? services : 2 * services) + release.ConnectorsRollout.Cpu;
        var jobs = release.Jobs.Sum(job => job.Value.With(config.Jobs.GetValueOrDefault(job.Key)).Cpu);
        return (deploy / Units, (deploy + jobs) / Units);
    }

    private static string Text(double vCpus) => vCpus.ToString("0.##", CultureInfo.InvariantCulture);
}
