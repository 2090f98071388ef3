using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>Whose credentials these are: the one check of the account, for every command that asks AWS about an edge.</summary>
internal static class Caller
{
    /// <summary>The account of the credentials.</summary>
    /// <exception cref="CommandException">AWS does not say.</exception>
    public static string Account(IAws aws, string region) =>
        aws.Ask(region, "sts", "get-caller-identity").Text("Account") is { Length: > 0 } account
            ? account
            : throw new CommandException("AWS does not say which account the credentials are of (sts get-caller-identity)");

    /// <summary>Checks that the credentials are those of an account: in another one, an edge would be taken for one that does not
    /// exist.</summary>
    /// <exception cref="CommandException">They are of another account.</exception>
    public static string MustBe(IAws aws, string wanted, string region)
    {
        var account = Account(aws, region);
        return account == wanted
            ? account
            : throw new CommandException($"the credentials are of account {account}, the edge is in {wanted}; use those of {wanted}, for "
                + $"example with AWS_PROFILE");
    }
}
