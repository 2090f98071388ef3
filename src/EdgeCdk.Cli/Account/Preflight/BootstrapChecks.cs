using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The CDK bootstrap of account and region.</summary>
internal static class BootstrapChecks
{
    // What assemblies of this library ask for; the CLI says which of its own features need more.
    private const double Needed = 6;
    private const double Recommended = 21;

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var name = $"/cdk-bootstrap/{target.BootstrapQualifier}/version";
        var remedy = CdkContext.BootstrapCommand(target.BootstrapQualifier, target.Config.Account.AccountId, target.Region);
        if (target.Find("ssm", "get-parameter", "--name", name) is not { } parameter)
        {
            var later = $"`cdk deploy` ends with \"SSM parameter {name} not found. Has the environment been bootstrapped?\"";
            // Packages of a directory are assets, and those go through the bootstrap's bucket.
            yield return target.Config.Artifacts.Bucket is null
                ? Finding.Error("bootstrap", $"{target.Region} is not bootstrapped", later, remedy)
                : Finding.Warning("bootstrap", $"{target.Region} is not bootstrapped", $"{later}; only `cdk deploy` needs it; the AWS CLI, stack sets and Service Catalog do not", remedy);
            yield break;
        }

        var version = parameter["Parameter"].Number("Value");
        if (version < Needed)
            yield return Finding.Error("bootstrap", $"has version {version}, and at least {Needed} is needed", $"`cdk deploy` ends with \"This CDK deployment requires bootstrap stack version '{Needed}', but found an older version\"", remedy);
        else if (version < Recommended)
            yield return Finding.Warning("bootstrap", $"has version {version}, older than {Recommended}", "the CLI warns, and lacks rights, among them those to tell why a change set is refused", remedy);
    }
}
