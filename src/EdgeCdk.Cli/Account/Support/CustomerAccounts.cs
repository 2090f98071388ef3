using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>Which account ids belong to the customer.</summary>
internal static class CustomerAccounts
{
    /// <summary>Whether an account id belongs to the customer: all do but those in what the vendor sent.</summary>
    public static Predicate<string> Of(EdgePlace edge)
    {
        var control = edge.Definition?.Config.ControlPlane;
        var queues = control is null ? [] : FunctionTraitsAttribute.All.Select(function => function.QueueArnIn(control));
        string?[] sent = [control?.EdgeAccessRoleArn, .. queues, control?.QueueKeyArn, edge.Definition?.Config.Artifacts.KeyArn];
        // arn:<partition>:<service>:<region>:<account>:…
        var vendors = sent.OfType<string>().Select(arn => arn.Split(':')[4]).ToHashSet();
        return account => !vendors.Contains(account);
    }
}
