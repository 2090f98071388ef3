using EdgeCdk.Config.Network;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>With closed egress each workload may go where it must, and nowhere else.</summary>
public sealed class ClosedEgressTests(SynthesizedEdges edges)
{
    private const string DataSources = "10.20.0.0/16 5432, 10.30.7.4/32 1521-1522, sg-0f1924823027c00c7 3306";

    // Written out: what the list of connections comes to with every key.
    [Fact]
    public void Each_group_allows_what_its_workload_needs()
    {
        const string aws = "10.9.0.0/24 443, 10.9.1.0/24 443, VPC endpoints 443";
        const string dns = "10.0.0.53/32 53, 10.0.0.53/32 udp 53-53";
        const string proxy = "10.40.0.7/32 3128";
        const string registry = "10.8.0.0/24 443, 10.8.1.9/32 5000";

        Assert.Equal(
            [
                Group("Connectors Rollout", aws, "file system 2049", registry, dns),
                Group("Plane Manager", aws, "pl-6ea54007 443", "telemetry load balancer 4317-4318", registry, dns),
                Group("cleanup function", aws, dns),
                Group("deployment-support function", aws, "pl-6ea54007 443", dns),
                Group("dq-results-reader function", aws, "pl-6ea54007 443", "telemetry load balancer 4317-4318", dns),
                Group(
                    "metadata-browsing function", aws, "pl-6ea54007 443", "file system 2049", "telemetry load balancer 4317-4318",
                    DataSources, proxy, dns),
                Group(
                    "processing jobs", aws, "pl-6ea54007 443", "file system 2049", "telemetry load balancer 4317-4318", registry,
                    DataSources, proxy, dns),
                Group("telemetry collector", aws, "pl-6ea54007 443", "file system 2049", registry, "203.0.113.7/32 4318", proxy, dns),
            ],
            Groups(edges.Synthesize(PortableEdges.ClosedWithEverything)));
    }

    [Fact]
    public void With_a_mirror_in_ECR_all_tasks_reach_the_layers_and_no_registry() => Assert.Equal(
        [
            Group("Connectors Rollout", "VPC endpoints 443", "pl-6ea54007 443", "file system 2049"),
            Group("Plane Manager", "VPC endpoints 443", "pl-6ea54007 443"),
            Group("dq-results-reader function", "VPC endpoints 443", "pl-6ea54007 443"),
            Group("metadata-browsing function", "VPC endpoints 443", "pl-6ea54007 443", "file system 2049", DataSources),
            Group("processing jobs", "VPC endpoints 443", "pl-6ea54007 443", "file system 2049", DataSources),
        ],
        Groups(edges.Synthesize(EdgeFiles.Closed)));

    // The stack of the edge does not know the group of the endpoints, but the VPC that they are in.
    [Fact]
    public void Endpoints_that_the_network_team_creates_are_reached_in_the_blocks_of_the_VPC()
    {
        var template = edges.Synthesize(EdgeFiles.Closed.With("  internetAccess:", "  endpointOwner: network\n  internetAccess:"));

        Assert.Empty(template.OfType("AWS::EC2::VPCEndpoint"));
        Assert.Contains(Group("Plane Manager", "10.0.0.0/16 443", "pl-6ea54007 443"), Groups(template));
    }

    [Fact]
    public void Nothing_but_the_rules_of_the_groups_changes_with_the_mode()
    {
        var closed = edges.Synthesize(PortableEdges.ClosedWithEverything);
        var open = edges.Synthesize(PortableEdges.ClosedWithEverything.With("mode: closed", "mode: open"));

        Assert.Equal(open.Resources.Select(resource => resource.LogicalId), closed.Resources.Select(resource => resource.LogicalId));
        Assert.All(open.Resources.Zip(closed.Resources), pair => Assert.Equal(Without(pair.First), Without(pair.Second)));
        Assert.Equal(
            Enum.GetValues<Workload>().Length,
            open.Resources.Zip(closed.Resources)
                .Count(pair => $"{pair.First["SecurityGroupEgress"]}" != $"{pair.Second["SecurityGroupEgress"]}"));
    }

    // The policies of endpoints name roles and resources, and much of the stack waits for the endpoints.
    [Fact]
    public void No_resource_waits_for_itself()
    {
        var template = edges.Synthesize(EdgeFiles.ClosedWithEverything);

        Assert.All(template.Resources, resource => Assert.DoesNotContain(resource, template.Prerequisites(resource)));
    }

    // EC2 allows 60 rules of one direction in a group.
    [Fact]
    public void The_longest_lists_fit_into_a_group()
    {
        static string Many(int count, Func<int, string> item) => string.Join(", ", Enumerable.Range(1, count).Select(item));
        var text = PortableEdges.ClosedWithEverything
            .With("[10.9.0.0/24, 10.9.1.0/24]", $"[{Many(5, number => $"10.9.{number}.0/24")}]")
            .With("[\"10.8.0.0/24:443\", \"10.8.1.9/32:5000\"]", $"[{Many(5, number => $"\"10.8.{number}.0/24:443\"")}]")
            .With("[\"10.20.0.0/16:5432\", \"10.30.7.4/32:1521-1522\"]", $"[{Many(20, number => $"\"10.{number}.0.0/16:5432\"")}]")
            .With("[\"sg-0f1924823027c00c7:3306\"]", $"[{Many(10, number => $"\"sg-0f1924823027c0{number:000}:3306\"")}]")
            .With("[\"10.40.0.7/32:3128\"]", $"[{Many(5, number => $"\"10.40.0.{number}/32:3128\"")}]")
            .With("[10.0.0.53/32]", $"[{Many(5, number => $"10.0.0.{number}/32")}]");

        var most = new Flows(edges.Synthesize(text)).Egress.GroupBy(flow => flow.Group).Max(group => group.Count());

        Assert.InRange(most, 50, 60);
    }

    private static string Group(string name, params string[] places) =>
        $"{name}: {string.Join(", ", places.SelectMany(text => text.Split(", ")).Order(StringComparer.Ordinal))}";

    private static IEnumerable<string> Groups(SynthesizedTemplate template) =>
        from flow in new Flows(template).Egress
        where flow.Group != "telemetry load balancer"
        group $"{flow.Other} {flow.Port}" by flow.Group into rules
        orderby rules.Key
        select Group(rules.Key, [.. rules]);

    private static string Without(Resource resource) => string.Join(
        '\n',
        resource.Properties.Where(property => property.Key != "SecurityGroupEgress")
            .Select(property => $"{property.Key}: {property.Value}"));
}
