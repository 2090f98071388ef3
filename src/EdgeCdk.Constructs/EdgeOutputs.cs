using Amazon.CDK;
using Constructs;

namespace EdgeCdk;

/// <summary>Inputs of <see cref="EdgeOutputs"/>.</summary>
internal sealed record EdgeOutputsProps
{
    public required EdgeContext Edge { get; init; }

    /// <summary>What the stack is made from, and can be updated with.</summary>
    public required string DeploymentMethod { get; init; }

    public required string JobStatusQueueUrl { get; init; }

    public required string ManagementClusterArn { get; init; }

    public required string JobClusterArn { get; init; }

    /// <summary>The roles of Plane Manager and of the functions.</summary>
    public required IReadOnlyList<TrustedRole> Roles { get; init; }

    /// <summary>The topic that the stack creates for alarms. Default: none.</summary>
    public Conditional<string> AlarmTopicArn { get; init; } = new("", When.Never);

    /// <summary>ARNs of the alarms that may roll a deployment back, separated by commas. Default: none.</summary>
    public Conditional<string> RollbackTriggerArns { get; init; } = new("", When.Never);

    /// <summary>The roles of the jobs.</summary>
    public required IReadOnlyList<TrustedRole> JobRoles { get; init; }
}

/// <summary>What the customer reports to the vendor, and what both put into trust policies.</summary>
internal sealed class EdgeOutputs : Construct
{
    private readonly Stack _stack;

    public EdgeOutputs(Construct scope, string id, EdgeOutputsProps props)
        : base(scope, id)
    {
        _stack = Stack.Of(this);
        Write("EdgeName", props.Edge.Name, "Name of the edge, for registration");
        Write("Release", props.Edge.Release, "Release that is deployed");
        Write("DeploymentMethod", props.DeploymentMethod, "What the stack was made from, and is updated with");
        Write("AccountId", props.Edge.AccountId, "Account of the edge, for registration");
        Write("Region", props.Edge.Region, "Region of the edge, for registration");
        Write("LogGroupPrefix", $"{props.Edge.LogGroupPrefix}/", "What all log groups of the edge begin with");
        Write("JobStatusQueueUrl", props.JobStatusQueueUrl, "Queue of job states");
        Write("ManagementClusterArn", props.ManagementClusterArn, "Cluster of Plane Manager and Connectors Rollout");
        Write("JobClusterArn", props.JobClusterArn, "Cluster of the jobs");
        foreach (var role in props.Roles)
            Write($"{role.Id}RoleArn", role.Arn, $"To be trusted by {role.TrustedBy}");
        if (props.AlarmTopicArn.When.IsPossible)
            Write("AlarmTopicArn", props.AlarmTopicArn.Value, "To subscribe to for alarms", props.AlarmTopicArn.When);
        if (props.RollbackTriggerArns.When.IsPossible)
        {
            Write(
                "RollbackTriggerArns", props.RollbackTriggerArns.Value, "Alarms that may roll a deployment back",
                props.RollbackTriggerArns.When);
        }

        foreach (var role in props.JobRoles)
            Write($"JobRoleArn{role.Id}", role.Arn, $"To be trusted by {role.TrustedBy}");
    }

    // Outputs are read by name: the names must not carry a hash.
    private void Write(string name, string value, string description, When? when = null) =>
        new CfnOutput(_stack, name, new CfnOutputProps { Value = value, Description = description, Condition = when?.Condition });
}
