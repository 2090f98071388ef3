using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>What runs permanently: Plane Manager and, where it is switched on, the telemetry collector.</summary>
internal static class ServiceChecks
{
    /// <summary>Each service has all its tasks, and no deployment of it is under way or failed.</summary>
    public static IEnumerable<Finding> Steady(VerifyTarget edge)
    {
        foreach (var service in edge.Stack.OfType("AWS::ECS::Service"))
        {
            // arn:…:service/<cluster>/<service>
            var (cluster, name) = (service.PhysicalId.Split('/')[^2], service.PhysicalId.Split('/')[^1]);
            var found = edge.List("services", "ecs", "describe-services", "--cluster", cluster, "--services", service.PhysicalId) is [{ } only] ? only : null;
            var part = service.Path.Split('/')[0];
            var fault = found is null || (string?)found["status"] != "ACTIVE" ? "the service is gone" : Fault(found);
            yield return fault is null
                ? Finding.Ok(part, $"{found!["runningCount"]} of {found["desiredCount"]} tasks run, and the deployment is complete")
                : Finding.Failed(part, fault, $"see {edge.Command($"ecs describe-services --cluster {cluster} --services {name} --query services[0].events[:10]")} and the log groups {edge.Edge.LogGroupPrefix}");
        }
    }

    private static string? Fault(JsonObject service)
    {
        var deployments = service["deployments"] as JsonArray ?? [];
        var failed = deployments.FirstOrDefault(deployment => (string?)deployment!["rolloutState"] == "FAILED");
        var (running, desired) = ((int)service["runningCount"]!, (int)service["desiredCount"]!);
        var told = service["events"] is JsonArray { Count: > 0 } events ? (string?)events[0]!["message"] : null;
        var last = told is null ? "" : $"; the service says: {told}";
        if (failed is not null)
            return $"a deployment failed: {failed["rolloutStateReason"]}{last}";
        if (running != desired)
            return $"{running} of {desired} tasks run{last}";
        return deployments is [{ } only] && (string?)only["rolloutState"] is null or "COMPLETED" ? null : $"a deployment is under way{last}";
    }
}
