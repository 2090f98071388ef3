using Amazon.CDK.AWS.EC2;
using Constructs;

namespace EdgeCdk;

/// <summary>
/// Group of something that calls out and is never called: no ingress, egress any unless it is closed. Existing groups are used as they are.
/// </summary>
internal sealed class WorkloadSecurityGroup : Construct
{
    private const string Description = "Registry, AWS services and data sources";
    private readonly CfnSecurityGroup? _group;

    /// <param name="scope">Parent.</param>
    /// <param name="id">Id.</param>
    /// <param name="network">Where the workload runs.</param>
    /// <param name="existing">Chooses its group among those that exist, when the stack creates none.</param>
    /// <param name="description">For a reader of the console. It must never change: AWS would replace the group.</param>
    public WorkloadSecurityGroup(
        Construct scope, string id, PrivateNetwork network, Func<SecurityGroups, string> existing, string description)
        : base(scope, id)
    {
        if (network.ExistingGroups is null)
            _group = Create(network, description);
        Id = _group?.AttrGroupId ?? existing(network.ExistingGroups!);
    }

    public string Id { get; }

    /// <summary>Allows it to go to some places only. An existing group has its rules already.</summary>
    /// <param name="closed">When.</param>
    /// <param name="rules">The places, of which at least one always exists: a group without any rule allows everything.</param>
    public void Close(When closed, IEnumerable<EgressRule> rules)
    {
        if (_group is not null)
            ClosedGroup.Apply(_group, Description, closed, rules);
    }

    private CfnSecurityGroup Create(PrivateNetwork network, string description) =>
        new(this, "SecurityGroup", new CfnSecurityGroupProps
        {
            GroupDescription = description,
            VpcId = network.VpcId,
            SecurityGroupEgress = Defaults.AnyEgress(Description),
        });
}
