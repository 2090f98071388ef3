using Constructs;

namespace EdgeCdk.Resources;

/// <summary>The outputs of the stack.</summary>
internal static class Report
{
    private const string JobsAreTrustedBy = "the result role and by roles of data sources";

    public static void Create(
        Construct scope,
        EdgeInputs inputs,
        Clusters clusters,
        Functions functions,
        (Conditional<string> TopicArn, Conditional<string> RollbackTriggerArns) alarms)
    {
        var planeManager = clusters.PlaneManager.Task.Role;
        new EdgeOutputs(scope, "Outputs", new EdgeOutputsProps
        {
            Edge = inputs.Edge,
            DeploymentMethod = inputs.DeploymentMethod,
            JobStatusQueueUrl = clusters.JobStatus.Queue.Url,
            ManagementClusterArn = clusters.Management.Arn,
            JobClusterArn = clusters.JobCluster.Arn,
            Roles =
            [
                new("PlaneManager", planeManager.Arn, "the edge-access role and the result role"),
                .. functions.All.Select(function => new TrustedRole(function.PartId, function.Role.Arn, function.TrustedBy)),
            ],
            AlarmTopicArn = alarms.TopicArn,
            RollbackTriggerArns = alarms.RollbackTriggerArns,
            JobRoles = [.. clusters.Jobs.Tasks.Select(job => new TrustedRole(job.Key.Id, job.Value.Role.Arn, JobsAreTrustedBy))],
        });
    }
}
