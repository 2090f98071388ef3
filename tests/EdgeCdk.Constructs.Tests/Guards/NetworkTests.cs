using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

/// <summary>Everything that is in the VPC is in all private subnets of that VPC.</summary>
public sealed class NetworkTests(SynthesizedEdges edges)
{
    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_list_of_subnets_is_that_of_the_private_ones(string edge)
    {
        var lists = edges[edge].Resources.SelectMany(resource => Resource.Walk(resource.Properties).OfType<JsonObject>())
            .SelectMany(node => node)
            .Where(pair => pair.Key is "Subnets" or "SubnetIds").Select(
                pair => pair.Value!.AsArray().Select(id => id!.ToString())).ToList();

        Assert.NotEmpty(lists);
        Assert.All(lists, list => Assert.Equal(Subnets(edge), list));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_mount_target_is_in_a_subnet_of_its_own(string edge) => Assert.Equal(
        Subnets(edge).Select(id =>
            $$"""
            FileSystem/MountTargets/{{id}}
            FileSystemId: ${FileSystem/FileSystem}
            SecurityGroups:
              - ${FileSystem/SecurityGroup.GroupId}
            SubnetId: {{id}}
            """),
        edges[edge].OfType("AWS::EFS::MountTarget").Select(target => $"{target.Path}\n{edges[edge].Text(target)}"));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Everything_that_names_a_vpc_names_the_one(string edge)
    {
        var resources = edges[edge].Resources.Where(
            resource =>
                resource.Type is "AWS::EC2::SecurityGroup" or "AWS::EC2::VPCEndpoint" or "AWS::ElasticLoadBalancingV2::TargetGroup");

        Assert.All(resources, resource => Assert.Equal(edges.Config(edge).Vpc.VpcId, resource.String("VpcId")));
    }

    private IEnumerable<string> Subnets(string edge) => edges.Config(edge).Vpc.PrivateSubnetIds.Order(StringComparer.Ordinal);
}
