using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight.ServiceControl;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The policies of the organization, which a member account cannot read.</summary>
internal static class OrganizationChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        if (target.ServiceControlPolicies.Count > 0 && target.Templates is { } make)
        {
            var (edge, deployer) = make();
            NeededCall[] calls =
            [
                .. NeededCalls.OfDeployment(deployer, DeployerTemplates.ValuesOfEdge(target.Definition), target.Calls),
                .. NeededCalls.OfRoles(edge, target.Calls),
            ];
            return ServiceControlChecks.Find(target.ServiceControlPolicies, calls, target.Calls);
        }

        try
        {
            target.Aws.Ask("organizations", "describe-organization");
        }
        catch (AwsException exception) when (exception.Code == "AWSOrganizationsNotInUseException")
        {
            return [];
        }

        return
        [
            new Finding(Outcome.Unknown, "organization")
            {
                What = "what service control policies deny could not be checked: a member account cannot read them, and "
                    + "`aws iam simulate-principal-policy` knows neither their conditions nor roles that do not exist yet",
                Later = "calls fail with \"explicit deny in a service control policy\": those of CloudFormation during the deployment; "
                    + "those of task roles to SQS, STS and S3 later, in the logs",
                Remedy = "ask the owner of the organization for them, and run this again with --scp and each file; or to compare them with "
                    + "docs/security/access.md and docs/security/deployer.md",
            },
        ];
    }
}
