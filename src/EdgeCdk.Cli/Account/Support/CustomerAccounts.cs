using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>Which account ids belong to the customer.</summary>
internal static class CustomerAccounts
{
    /// <summary>Whether an account id belongs to the customer: all do but those in what the vendor sent.</summary>
    public static Predicate<string> Of(EdgePlace edge)
    {
        var control = edge.Definition?.Config.ControlPlane;
        string?[] sent =
        [
            control?.EdgeAccessRoleArn, control?.RequestQueueArn, control?.ResultReaderQueueArn, control?.QueueKeyArn,
            edge.Definition?.Config.Artifacts.KeyArn,
        ];
        // arn:<partition>:<service>:<region>:<account>:…
        var vendors = sent.OfType<string>().Select(arn => arn.Split(':')[4]).ToHashSet();
        return account => !vendors.Contains(account);
    }
}
