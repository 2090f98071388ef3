using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>The services: Plane Manager and, where it is enabled, the telemetry collector.</summary>
internal static class ServiceChecks
{
    /// <summary>Each service has all its tasks, and none of its deployments is in progress or failed.</summary>
    public static IEnumerable<Finding> Steady(VerifyTarget target) =>
        target.Stack.OfType("AWS::ECS::Service").Select(service => Of(target, service));

    /// <summary>A service as ECS shows it; null when it or its cluster does not exist.</summary>
    public static JsonNode? Described(VerifyTarget target, DeployedResource service) => target.Aws
        .Find("ecs", "describe-services", "--cluster", service.PhysicalId.Split('/')[^2], "--services", service.PhysicalId)
        .Items("services").SingleOrDefault();

    private static Finding Of(VerifyTarget target, DeployedResource service)
    {
        // arn:…:service/<cluster>/<service>
        var parts = service.PhysicalId.Split('/');
        var (cluster, name) = (parts[^2], parts[^1]);
        var found = Described(target, service);
        var part = service.Path.Split('/')[0];
        var events = $"ecs describe-services --cluster {cluster} --services {name} --query services[0].events[:10]";
        return Fault(found) is var (fault, waitingCanHelp)
            ? new(Outcome.Failed, part)
            {
                What = found is null ? fault : fault + StoppedTasks.LastReason(target, cluster, name),
                Remedy = $"see {target.Command(events)} and the log groups {target.Edge.Names.LogGroupPrefix}",
                WaitingCanHelp = waitingCanHelp,
            }
            : Fewer(target, service, part, found.Number("desiredCount")) ?? Finding.Ok(
                part, $"{found.Text("runningCount")} of {found.Text("desiredCount")} tasks run, and the deployment is complete");
    }

    // All the tasks that ECS is to run may be none. While an operation is in progress, the template is ahead of the service.
    private static Finding? Fewer(VerifyTarget target, DeployedResource service, string part, double desired)
    {
        var count = service.Template.Properties["DesiredCount"];
        var written = count is JsonObject map ? target.Stack.Json.Entry("Parameter", map.Text("Ref")) : count?.ToString();
        return target.Stack.State.IsHealthy && double.TryParse(written, CultureInfo.InvariantCulture, out var wanted) && desired < wanted
            ? new(Outcome.Failed, part)
            {
                What = string.Create(
                    CultureInfo.InvariantCulture, $"its desired count was changed by hand: it is {desired}, and {wanted} in the template"),
                Remedy = DriftChecks.Revert(target),
            }
            : null;
    }

    private static (string What, bool WaitingCanHelp)? Fault(JsonNode? service)
    {
        if (service.Text("status") is not "ACTIVE" and var status)
            return (Gone(service, status), false);
        var deployments = service.Items("deployments").ToList();
        var message = service.Items("events").FirstOrDefault().Text("message");
        var last = message.Length == 0 ? "" : $"; last event: {message}";
        var (running, desired) = (service.Text("runningCount"), service.Text("desiredCount"));
        var rollouts = deployments.Select(deployment => deployment.Text("rolloutState")).ToList();
        // The circuit breaker starts a deployment of what ran before.
        if (deployments.Find(deployment => deployment.Text("rolloutState") == "FAILED") is { } failed)
            return ($"a deployment failed: {failed.Text("rolloutStateReason")}{last}", rollouts.Contains("IN_PROGRESS"));
        // ECS starts tasks again and again.
        if (running != desired)
            return ($"{running} of {desired} tasks run{last}", true);
        if (rollouts.Find(state => state is not ("" or "COMPLETED" or "IN_PROGRESS")) is { } other)
            return ($"a deployment is {other}, a state that this version of edge does not know{last}", false);
        return rollouts is ["" or "COMPLETED"] ? null : ($"a deployment is in progress{last}", true);
    }

    private static string Gone(JsonNode? service, string status) => status switch
    {
        "DRAINING" => "the service is DRAINING: it is being deleted",
        "INACTIVE" => "the service does not exist",
        "" => service is null ? "the service does not exist" : "AWS does not show the status of the service",
        _ => $"the service is {status}, a status that this version of edge does not know",
    };
}
