using EdgeCdk.Clusters;
using EdgeCdk.Foundation;

namespace EdgeCdk.Resources;

/// <summary>Gives the endpoints of the stack their policies, which are made from the permissions of the roles.</summary>
internal static class EndpointAccess
{
    public static void Apply(EdgeInputs inputs, Foundation foundation, Clusters clusters, Functions functions)
    {
        var policies = inputs.EndpointPolicies;
        if (!policies.When.IsPossible)
            return;
        foundation.Endpoints.Restrict(policies.When, new EndpointPolicies(new EndpointPoliciesProps
        {
            Edge = inputs.Edge,
            Callers = [.. Callers(inputs, foundation, clusters, functions)],
            ResultBucket = inputs.ResultBucket,
            CustomerRoles = inputs.CustomerRoles,
            EdgeAccessRoleArn = inputs.EdgeAccessRoleArn,
            EdgeAccessAccountId = inputs.EdgeAccessAccountId,
            FurtherBuckets = policies.Value,
            OwnFunctionsInVpc = inputs.OwnFunctionsInVpc,
        }));
    }

    private static IEnumerable<EndpointCaller> Callers(
        EdgeInputs inputs, Foundation foundation, Clusters clusters, Functions functions) =>
    [
        .. OfTask("ConnectorsRollout", clusters.Rollout.Task, When.Always),
        .. OfTask("PlaneManager", clusters.PlaneManager.Task, When.Always),
        .. clusters.Jobs.Tasks.SelectMany(job => OfTask(job.Key.Id, job.Value, When.Always)),
        .. functions.All.Select(function => Of(function.PartId, function.Role, [], When.Always)),
        .. clusters.Telemetry is { } telemetry ? OfTask("Observability", telemetry.Task, telemetry.When) : [],
        Of("DeploymentSupport", foundation.Support.Role, Granted(foundation, clusters), inputs.OwnFunctionsInVpc),
        // Its role names the functions, which wait for the endpoints.
        Of("Cleanup", functions.Cleanup.Role, [], inputs.OwnFunctionsInVpc) with { RoleArn = null },
    ];

    // What belongs to the collector exists with it.
    private static IEnumerable<Statement> Granted(Foundation foundation, Clusters clusters) =>
        from granted in foundation.Support.Granted
        let isOfTelemetry = clusters.Telemetry is { } telemetry
            && $"{granted.Scope.Node.Path}/".StartsWith($"{telemetry.Node.Path}/", StringComparison.Ordinal)
        select isOfTelemetry ? granted.Statement.If(clusters.Telemetry!.When) : granted.Statement;

    private static EndpointCaller[] OfTask(string name, FargateTask task, When when) =>
        [Of($"{name}Execution", task.ExecutionRole, [], when), Of(name, task.Role, [], when)];

    private static EndpointCaller Of(string name, ServiceRole role, IEnumerable<Statement> further, When when) =>
        new(name, role.Arn, [.. role.Statements, .. further], when);
}
