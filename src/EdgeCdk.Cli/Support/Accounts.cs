using EdgeCdk.Cli.Deployed;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Support;

/// <summary>Whose account is whose.</summary>
internal static class Accounts
{
    /// <summary>Whether an account id is one of the customer's: any but those that the vendor gave.</summary>
    public static Predicate<string> OfTheCustomer(EdgePlace edge)
    {
        var control = edge.Definition?.Config.ControlPlane;
        var queues = control is null ? [] : FunctionTraits.All.Select(function => function.QueueArn(control));
        string?[] given = [control?.EdgeAccessRoleArn, .. queues, control?.QueueKeyArn, edge.Definition?.Config.Artifacts.KeyArn];
        // arn:<partition>:<service>:<region>:<account>:…
        var vendors = given.OfType<string>().Select(arn => arn.Split(':')[4]).ToHashSet();
        return account => !vendors.Contains(account);
    }
}
