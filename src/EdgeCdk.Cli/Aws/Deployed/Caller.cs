using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>The account of the credentials: one check for every command that asks AWS about an edge.</summary>
internal static class Caller
{
    /// <summary>The account of the credentials.</summary>
    /// <exception cref="CommandException">AWS did not answer.</exception>
    public static string Account(IAws aws, string region) =>
        aws.Ask(region, "sts", "get-caller-identity").Text("Account") is { Length: > 0 } account
            ? account
            : throw new CommandException("AWS did not answer which account the credentials belong to (sts get-caller-identity)");

    /// <summary>Checks that the credentials belong to an account: in another one, an edge would look as if it did not exist.</summary>
    /// <exception cref="CommandException">They belong to another account.</exception>
    public static string MustBe(IAws aws, string wanted, string region)
    {
        var account = AccountFor(wanted, aws, region);
        return account == wanted
            ? account
            : throw new CommandException(
                $"the credentials belong to account {account}, the edge is in {wanted}; use those of {wanted}, for example with "
                    + "AWS_PROFILE");
    }

    private static string AccountFor(string wanted, IAws aws, string region)
    {
        try
        {
            return Account(aws, region);
        }
        catch (Exception exception) when (exception is AwsException or CommandException && Credentials.AreTheReason(exception.Message))
        {
            throw new CommandException(Credentials.Of(wanted, region, exception.Message));
        }
    }
}
