using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Whose credentials these are. Without the right ones, nothing else can be told.</summary>
internal static class IdentityChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        string actual;
        try
        {
            actual = Caller.Account(target.Aws, target.Region);
        }
        catch (AwsException exception)
        {
            // An account that has not switched a region on is answered there like a stranger.
            return
            [
                Finding.Error(
                    "credentials", $"AWS does not take them in {target.Region} ({exception.Code}: {exception.Message})", "`cdk deploy` ends with \"Unable to resolve AWS account to use\"",
                    $"log in again, then `aws sts get-caller-identity`; if that works elsewhere, the region is off: aws account enable-region --region-name {target.Region}"),
            ];
        }

        var account = target.Config.Account.AccountId;
        return actual == account ? [] :
        [
            Finding.Error(
                "account.accountId",
                    $"is {account}, but these are credentials of {actual} ({target.Ask("sts", "get-caller-identity").Text("Arn")})",
                $"`cdk deploy` ends with \"Need to perform AWS calls for account {account}, but the current credentials are for {actual}\"",
                "use a profile of the account (AWS_PROFILE), or correct account.accountId"),
        ];
    }
}
