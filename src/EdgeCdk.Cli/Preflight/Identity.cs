using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Preflight;

/// <summary>Whose credentials these are, and whether the region is open to them. Without that, nothing else can be told.</summary>
internal static class Identity
{
    public static IEnumerable<Finding> Find(Site site)
    {
        var caller = Caller(site, out var refused);
        if (caller is null)
        {
            yield return Finding.Error(
                "credentials", $"AWS does not take them ({refused})", "`cdk deploy` ends with \"Unable to resolve AWS account to use\"", "log in again, then `aws sts get-caller-identity`");
            yield break;
        }

        var account = site.Config.Account.AccountId;
        if (caller.Text("Account") != account)
        {
            yield return Finding.Error(
                "account.accountId", $"is {account}, but these are credentials of {caller.Text("Account")} ({caller.Text("Arn")})",
                $"`cdk deploy` ends with \"Need to perform AWS calls for account {account}, but the current credentials are for {caller.Text("Account")}\"",
                "use a profile of the account (AWS_PROFILE), or correct account.accountId");
        }

        var region = site.AskIn(Anywhere(site), "ec2", "describe-regions", "--all-regions", "--region-names", site.Region).Items("Regions").FirstOrDefault();
        if (region.Text("OptInStatus") == "not-opted-in")
        {
            yield return Finding.Error(
                "account.region", $"{site.Region} is not switched on in this account", "every call is refused with AuthFailure or UnrecognizedClientException",
                $"aws account enable-region --region-name {site.Region}");
        }
    }

    private static System.Text.Json.Nodes.JsonObject? Caller(Site site, out string refused)
    {
        refused = "";
        try
        {
            return site.AskIn(Anywhere(site), "sts", "get-caller-identity");
        }
        catch (AwsException exception)
        {
            refused = $"{exception.Code}: {exception.Message}";
            return null;
        }
    }

    // A region that every account of the partition has.
    private static string Anywhere(Site site) => site.Partition switch { "aws-cn" => "cn-north-1", "aws-us-gov" => "us-gov-west-1", _ => "us-east-1" };
}
