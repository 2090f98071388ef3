using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The account of the credentials. With others than those of the edge's account, nothing else can be checked.</summary>
internal static class IdentityChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        try
        {
            var actual = Caller.Account(target.Aws.Account, target.Region);
            return actual == target.Config.Account.AccountId ? [] : [OfAnotherAccount(target, actual)];
        }
        catch (AwsException exception)
        {
            return [Refused(target, exception)];
        }
        catch (CommandException exception)
        {
            throw new CommandException(Credentials.Of(target.Config.Account.AccountId, target.Region, exception.Message));
        }
    }

    // A region that is not enabled in the account answers as if the credentials were wrong.
    private static Finding Refused(PreflightTarget target, AwsException exception) => new(Outcome.Failed, "credentials")
    {
        What = $"AWS does not accept them in {target.Region} ({exception.Code}: {exception.Answer})",
        Later = "`cdk deploy` fails with \"Unable to resolve AWS account to use\"",
        Remedy = $"log in to account {target.Config.Account.AccountId}, then `aws sts get-caller-identity`; if that succeeds in another "
            + "region, this one is not enabled: "
            + $"aws account enable-region --region-name {target.Region}",
    };

    private static Finding OfAnotherAccount(PreflightTarget target, string actual)
    {
        var account = target.Config.Account.AccountId;
        return new(Outcome.Failed, "account.accountId")
        {
            What = $"is {account}, but the credentials belong to {actual} ({target.Aws.Ask("sts", "get-caller-identity").Text("Arn")})",
            Later = $"`cdk deploy` fails with \"Need to perform AWS calls for account {account}, but the current credentials are for "
                + $"{actual}\"",
            Remedy = "use a profile of the account (AWS_PROFILE), or correct account.accountId",
        };
    }
}
