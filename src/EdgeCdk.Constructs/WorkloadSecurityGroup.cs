using Amazon.CDK.AWS.EC2;
using Constructs;

namespace EdgeCdk;

/// <summary>Group of something that calls out and is never called: no ingress, egress any.</summary>
internal sealed class WorkloadSecurityGroup : Construct
{
    /// <param name="scope">Parent.</param>
    /// <param name="id">Id.</param>
    /// <param name="network">Where the workload runs.</param>
    /// <param name="description">For a reader of the console. It must never change: AWS would replace the group.</param>
    public WorkloadSecurityGroup(Construct scope, string id, PrivateNetwork network, string description)
        : base(scope, id)
    {
        var group = new CfnSecurityGroup(this, "SecurityGroup", new CfnSecurityGroupProps
        {
            GroupDescription = description,
            VpcId = network.VpcId,
            SecurityGroupEgress = Defaults.AnyEgress("Registry, AWS services and data sources"),
        });
        Id = group.AttrGroupId;
    }

    public string Id { get; }
}
