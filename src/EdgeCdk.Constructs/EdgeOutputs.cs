using Amazon.CDK;
using Constructs;

namespace EdgeCdk.Constructs;

/// <summary>Inputs of <see cref="EdgeOutputs"/>.</summary>
public sealed record EdgeOutputsProps
{
    public required EdgeContext Edge { get; init; }

    /// <summary>What the stack is made from, and can be updated with.</summary>
    public required string DeploymentMethod { get; init; }

    public required string JobStatusQueueUrl { get; init; }

    public required string ManagementClusterArn { get; init; }

    public required string JobClusterArn { get; init; }

    public required string PlaneManagerRoleArn { get; init; }

    public required string MetadataBrowsingRoleArn { get; init; }

    public required string DqResultsReaderRoleArn { get; init; }

    /// <summary>Topic that the stack made for alarms. Default: none.</summary>
    public Conditional<string> AlarmTopicArn { get; init; } = new("", When.Never);

    /// <summary>Role ARNs, by name of the job.</summary>
    public required IReadOnlyDictionary<string, string> JobRoleArns { get; init; }
}

/// <summary>What the customer reports to the vendor, and what both put into trust policies.</summary>
public sealed class EdgeOutputs : Construct
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
        Write("PlaneManagerRoleArn", props.PlaneManagerRoleArn, "To be trusted by the edge-access role and the result role");
        Write("MetadataBrowsingRoleArn", props.MetadataBrowsingRoleArn, "To be trusted by the request queue and by roles of data sources");
        Write("DqResultsReaderRoleArn", props.DqResultsReaderRoleArn, "To be trusted by the result-reader queue and the result role");
        if (props.AlarmTopicArn.When.IsPossible)
            Write("AlarmTopicArn", props.AlarmTopicArn.Value, "To subscribe to for alarms", props.AlarmTopicArn.When);
        foreach (var (job, arn) in props.JobRoleArns)
            Write($"JobRoleArn{Words(job)}", arn, "To be trusted by the result role and by roles of data sources");
    }

    // Outputs are read by name: theirs must not carry a hash.
    private void Write(string name, string value, string description, When? when = null) =>
        new CfnOutput(_stack, name, new CfnOutputProps { Value = value, Description = description, Condition = when?.Condition });

    private static string Words(string name) => string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
