using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>Whose account is whose.</summary>
internal static class CustomerAccounts
{
    /// <summary>Whether an account id is one of the customer's: any but those that the vendor gave.</summary>
    public static Predicate<string> OfTheCustomer(EdgePlace edge)
    {
        var control = edge.Definition?.Config.ControlPlane;
        string?[] given = [control?.EdgeAccessRoleArn, control?.RequestQueueArn, control?.ResultReaderQueueArn, control?.QueueKeyArn, edge.Definition?.Config.Artifacts.KeyArn];
        // arn:<partition>:<service>:<region>:<account>:…
        var vendors = given.OfType<string>().Select(arn => arn.Split(':')[4]).ToHashSet();
        return account => !vendors.Contains(account);
    }
}
