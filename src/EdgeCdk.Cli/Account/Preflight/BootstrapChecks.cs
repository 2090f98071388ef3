using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The CDK bootstrap of account and region.</summary>
internal static class BootstrapChecks
{
    private const string About = "bootstrap";

    // What assemblies of this library require; the CDK CLI needs more for some of its own features.
    private const double Required = 6;
    private const double Recommended = 21;

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        var name = $"/cdk-bootstrap/{target.BootstrapQualifier}/version";
        var remedy = CdkContext.BootstrapCommand(target.BootstrapQualifier, target.Config.Account.AccountId, target.Region);
        return target.Aws.Find("ssm", "get-parameter", "--name", name) is { } parameter
            ? Old(parameter["Parameter"].Number("Value"), remedy)
            : [Missing(target, name, remedy)];
    }

    // Packages in a directory are assets, which are uploaded to the bucket of the bootstrap.
    private static Finding Missing(PreflightTarget target, string name, string remedy)
    {
        var isRequired = target.Config.Artifacts.Bucket is null;
        return new(isRequired ? Outcome.Failed : Outcome.Warning, About)
        {
            What = $"{target.Region} is not bootstrapped",
            Later = $"`cdk deploy` fails with \"SSM parameter {name} not found. Has the environment been bootstrapped?\""
                + (isRequired ? "" : "; only `cdk deploy` needs it; the AWS CLI, stack sets and Service Catalog do not"),
            Remedy = remedy,
        };
    }

    private static IEnumerable<Finding> Old(double version, string remedy)
    {
        if (version < Required)
        {
            yield return new Finding(Outcome.Failed, About)
            {
                What = $"has version {version}, and at least {Required} is required",
                Later = $"`cdk deploy` fails with \"This CDK deployment requires bootstrap stack version '{Required}', but found an older "
                    + "version\"",
                Remedy = remedy,
            };
        }
        else if (version < Recommended)
        {
            yield return new Finding(Outcome.Warning, About)
            {
                What = $"has version {version}, older than {Recommended}",
                Later = "the CDK CLI warns, and its roles lack permissions, such as to read why a change set failed",
                Remedy = remedy,
            };
        }
    }
}
