using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Upgrade;

/// <summary>What does not work while a release is deployed: each release changes every service and every function.</summary>
internal static class InterruptionChecks
{
    public static IEnumerable<Finding> Services(VerifyTarget target) =>
        target.Stack.OfType("AWS::ECS::Service").Select(service => Of(target, service));

    public static IEnumerable<Finding> Functions(VerifyTarget target) => target.Stack.OfType("AWS::Lambda::Alias").Count == 0
        ? []
        : [Finding.Ok("functions", "not interrupted: a request in flight ends on the old version, and the alias goes to the new one")];

    private static Finding Of(VerifyTarget target, DeployedResource service)
    {
        var (found, part) = (ServiceChecks.Described(target, service), service.Path.Split('/')[0]);
        // ECS shows a service for some time after it was deleted.
        return found is null || found.Text("status") is "DRAINING" or "INACTIVE"
            ? DriftChecks.Deleted(target, part, "the service")
            : Of(part, found);
    }

    private static Finding Of(string part, JsonNode service)
    {
        var desired = (int)service.Number("desiredCount");
        // As ECS rounds.
        var kept = (int)Math.Ceiling(desired * service["deploymentConfiguration"].Number("minimumHealthyPercent") / 100);
        return (desired, kept) switch
        {
            (0, _) => Finding.Ok(part, "has no tasks"),
            (_, > 0) => Finding.Ok(part, $"not interrupted: at least {kept} of {desired} tasks run while they are replaced"),
            _ => new(Outcome.Warning, part)
            {
                What = "interrupted: its tasks are stopped before new ones are started",
            },
        };
    }
}
