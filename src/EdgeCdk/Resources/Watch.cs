using Constructs;
using EdgeCdk.Observability;

namespace EdgeCdk.Resources;

/// <summary>Alarms, and their topic.</summary>
internal static class Watch
{
    /// <returns>ARN of the topic that the stack creates, and ARNs of the alarms that may roll a deployment back.</returns>
    public static (Conditional<string> TopicArn, Conditional<string> RollbackTriggerArns) Create(
        Construct scope, EdgeInputs inputs, Foundation foundation, Clusters clusters, Functions functions)
    {
        var (edge, creates) = (foundation.Platform.Edge, inputs.CreatesAlarmTopic);
        var created = creates.IsPossible ? new AlarmTopic(scope, "AlarmTopic", edge, foundation.Platform.Key, creates).Arn : "";
        var triggers = "";
        if (inputs.Alarms.IsPossible)
        {
            var alarms = new EdgeAlarms(scope, "Alarms", new EdgeAlarmsProps
            {
                Edge = edge,
                When = inputs.Alarms,
                TopicArn = creates.IfElse(created, inputs.AlarmTopicArn)!,
                JobStatus = clusters.JobStatus,
                ImageUpdate = clusters.ImageUpdate,
                CleanupSchedule = functions.CleanupSchedule,
                Cleanup = functions.Cleanup,
                ManagementCluster = clusters.Management,
                PlaneManager = clusters.PlaneManager,
                PlaneManagerReplicas = inputs.PlaneManagerReplicas,
                Telemetry = clusters.Telemetry,
                Functions = [.. functions.All],
            });
            triggers = alarms.RollbackTriggerArns;
        }

        return (new(created, creates), new(triggers, inputs.Alarms));
    }
}
