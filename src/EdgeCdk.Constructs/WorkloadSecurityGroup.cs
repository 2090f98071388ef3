using Amazon.CDK.AWS.EC2;
using Constructs;

namespace EdgeCdk;

/// <summary>Group of something that calls out and is never called: no ingress, egress any. Existing groups are used as they are.</summary>
internal sealed class WorkloadSecurityGroup : Construct
{
    /// <param name="scope">Parent.</param>
    /// <param name="id">Id.</param>
    /// <param name="network">Where the workload runs.</param>
    /// <param name="existing">Chooses its group among those that exist, when the stack creates none.</param>
    /// <param name="description">For a reader of the console. It must never change: AWS would replace the group.</param>
    public WorkloadSecurityGroup(
        Construct scope, string id, PrivateNetwork network, Func<SecurityGroups, string> existing, string description)
        : base(scope, id)
    {
        Id = network.ExistingGroups is { } groups ? existing(groups) : Create(network, description);
    }

    public string Id { get; }

    private string Create(PrivateNetwork network, string description)
    {
        var group = new CfnSecurityGroup(this, "SecurityGroup", new CfnSecurityGroupProps
        {
            GroupDescription = description,
            VpcId = network.VpcId,
            SecurityGroupEgress = Defaults.AnyEgress("Registry, AWS services and data sources"),
        });
        return group.AttrGroupId;
    }
}
