
namespace EdgeCdk.Resources;

/// <summary>
/// What must exist before a resource is created, beyond what its properties name. CloudFormation deletes in the opposite order.
/// </summary>
internal static class DeploymentOrder
{
    public static void Apply(EdgeInputs inputs, Foundation foundation, Clusters clusters, Functions functions)
    {
        CopyCodeBeforeFunctions(foundation, functions);
        StopTasksBeforeWhatTheyUse(foundation, clusters);
        if (inputs.PlaneManagerReplicas.When.IsPossible)
            BringConnectorsBeforeFunctionsRun(inputs.PlaneManagerReplicas.When, foundation, clusters, functions);
    }

    private static void CopyCodeBeforeFunctions(Foundation foundation, Functions functions)
    {
        var (support, bucket) = (foundation.Support, foundation.Bucket);
        var emptied = support.Empty(bucket);
        foreach (var (function, release) in functions.Releases)
            function.CreateAfter(support.Copy(function.Part, release.Code, bucket, emptied), foundation.Endpoints);
    }

    // On deletion, a Plane Manager that is stopping can still start a job: it stops first, then the jobs do.
    private static void StopTasksBeforeWhatTheyUse(Foundation foundation, Clusters clusters)
    {
        var jobsStopped = foundation.Support.StopTasks("JobsStopped", clusters.JobCluster);
        jobsStopped.Node.AddDependency(
        [
            clusters.Management, clusters.JobCluster, clusters.Jobs, clusters.Rollout,
            clusters.PlaneManager.Task, clusters.PlaneManager.SecurityGroup,
            foundation.FileSystem, foundation.Endpoints, .. clusters.Telemetry?.UsedByTask ?? [],
        ]);
        var managementTasksStopped = foundation.Support.StopTasks("ManagementTasksStopped", clusters.Management);
        managementTasksStopped.Node.AddDependency(jobsStopped);
        clusters.PlaneManager.Service.Node.AddDependency(clusters.JobStatus, managementTasksStopped);
        clusters.ImageUpdate.Rule.Node.AddDependency(managementTasksStopped);
        clusters.Telemetry?.Service.Node.AddDependency(managementTasksStopped);
    }

    private static void BringConnectorsBeforeFunctionsRun(
        When planeManagerRuns, Foundation foundation, Clusters clusters, Functions functions)
    {
        var announced = foundation.Support.Announce(clusters.Rollout, planeManagerRuns);
        announced.Node.AddDependency(clusters.ImageUpdate);
        foreach (var function in functions.All.Where(function => function.UsesConnectors))
            function.RunAfter(announced);
    }
}
