using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>What the organisation forbids: an account cannot read the policies that it is under.</summary>
internal static class OrganizationChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        try
        {
            target.Ask("organizations", "describe-organization");
        }
        catch (AwsException exception) when (exception.Code == "AWSOrganizationsNotInUseException")
        {
            return [];
        }

        return
        [
            Finding.Unknown(
                "organisation", "what service control policies forbid could not be checked: a member account may not read them, and `aws iam simulate-principal-policy` knows neither their conditions nor roles that do not exist yet",
                "calls are refused with \"explicit deny in a service control policy\": CloudFormation's while it deploys; those of task roles to SQS, STS and S3 later, in the logs",
                "have the owner of the organisation compare them with docs/security/access.md and docs/security/deployer.md"),
        ];
    }
}
