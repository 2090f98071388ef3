using System.Text.Json.Nodes;
using EdgeCdk.Config.Network;
using EdgeCdk.Tests.Support;
using Connection = EdgeCdk.Config.Network.Flow;

namespace EdgeCdk.App.Tests.Security;

/// <summary>Every connection of the table arrives in each form that an edge and its network can have.</summary>
public sealed class ConnectionPathTests(SynthesizedEdges edges)
{
    [Fact]
    public void Every_connection_arrives_in_every_form_that_has_it()
    {
        var ends = NetworkForm.All.Select(form => Ends(form, Edge(form))).ToList();

        Assert.All(ends, form => Assert.DoesNotContain(form, end => end.StartsWith('✗')));
        Assert.All(
            FlowTable.All.Select((flow, index) => (flow, index)),
            row => Assert.Contains(ends, form => !form[row.index].StartsWith("no ", StringComparison.Ordinal)));
        Assert.DoesNotContain(ends[^1], end => end.Contains("NAT", StringComparison.Ordinal));
        Assert.Null(GeneratedPart.Compare(
            "ends",
            GeneratedPart.Table(
                ["from", "to", "why", .. NetworkForm.All.Select(form => form.Name)],
                FlowTable.All.Select((flow, index) => (string[])
                [
                    Workloads.Shown(flow.From), flow.Shown, flow.Why, .. ends.Select(form => form[index]),
                ])),
            "docs", "security", "network.md"));
    }

    [Fact]
    public void The_edge_file_and_the_template_say_the_same_about_which_connections_there_are() => Assert.All(NetworkForm.All, form =>
    {
        var config = edges.Definition(form.Edge).Config;
        var path = Path(form, Edge(form));

        Assert.Equal(FlowTable.All.Where(flow => flow.IsIn(config)), FlowTable.All.Where(path.Exists));
    });

    public static TheoryData<string, string, string> Missing => new()
    {
        { "an egress rule", "no rule to", "processing jobs" },
        { "an ingress rule", "file system does not allow", "processing jobs" },
        { "the private DNS name of an endpoint", "no private DNS name", "Plane Manager" },
        { "a subnet of an endpoint", "not in each subnet", "Plane Manager" },
        { "a route table of the gateway endpoint", "not in each route table", "processing jobs" },
        { "a role in the policy of an endpoint", "the policy of the endpoint", "Plane Manager" },
        { "the image layers in the policy for Amazon S3", "the policy of the endpoint s3", "Connectors Rollout" },
        { "a mount target", "no mount target in each subnet", "processing jobs" },
        { "the proxy in the environment", "not told about the proxy", "metadata-browsing function" },
    };

    [Theory, MemberData(nameof(Missing))]
    public void What_is_missing_in_the_template_is_found(string what, string hop, string workload)
    {
        var form = NetworkForm.All[^1];
        var template = Edge(form).Json.DeepClone().AsObject();
        Remove(template["Resources"]!.AsObject(), what);

        var broken = Ends(form, SynthesizedTemplate.Of(template)).Zip(FlowTable.All).Where(pair => pair.First.StartsWith('✗')).ToList();

        Assert.Contains(
            broken,
            pair => pair.First.Contains(hop, StringComparison.Ordinal) && Workloads.Shown(pair.Second.From) == workload);
    }

    [Fact]
    public void An_edge_that_counts_on_NAT_does_not_arrive_without_it()
    {
        var form = NetworkForm.All[0] with { NatGateways = "none" };

        Assert.Contains("✗ no route to 0.0.0.0/0", Ends(form, Edge(form)));
    }

    private static void Remove(JsonObject resources, string what)
    {
        JsonObject[] At(string path) =>
        [
            .. resources.Select(pair => pair.Value!.AsObject())
                .Where(resource => $"{resource["Metadata"]!["aws:cdk:path"]}".Split('/', 2)[1].StartsWith(path, StringComparison.Ordinal)),
        ];
        JsonObject Properties(string path, string type) =>
            At(path).First(resource => $"{resource["Type"]}" == type)["Properties"]!.AsObject();
        const string endpoint = "AWS::EC2::VPCEndpoint";
        switch (what)
        {
            case "an egress rule":
                Properties("Jobs/", "AWS::EC2::SecurityGroup")["SecurityGroupEgress"] = new JsonArray();
                break;
            case "an ingress rule":
                foreach (var rule in At("").Where(resource => $"{resource["Type"]}" == "AWS::EC2::SecurityGroupIngress").ToList())
                    rule["Properties"]!["ToPort"] = 1;
                break;
            case "the private DNS name of an endpoint":
                Properties("Endpoints/Sqs", endpoint)["PrivateDnsEnabled"] = false;
                break;
            case "a subnet of an endpoint":
                Properties("Endpoints/Sqs", endpoint)["SubnetIds"]!.AsArray().RemoveAt(0);
                break;
            case "a route table of the gateway endpoint":
                Properties("Endpoints/S3", endpoint)["RouteTableIds"] = new JsonArray();
                break;
            case "a role in the policy of an endpoint":
                var statements = Properties("Endpoints/Ecs", endpoint)["PolicyDocument"]!["Statement"]!.AsArray();
                statements.Where(statement => $"{statement}".Contains("PlaneManager", StringComparison.Ordinal)).ToList()
                    .ForEach(statement => statements.Remove(statement));
                break;
            case "the image layers in the policy for Amazon S3":
                var buckets = Properties("Endpoints/S3", endpoint)["PolicyDocument"]!["Statement"]!.AsArray();
                buckets.Remove(buckets.Single(statement => $"{statement!["Sid"]}" == "ImageLayers"));
                break;
            case "a mount target":
                resources.Remove(resources.First(pair => $"{pair.Value!["Type"]}" == "AWS::EFS::MountTarget").Key);
                break;
            default:
                Properties("MetadataBrowsing/", "AWS::Lambda::Function")["Environment"]!["Variables"]!.AsObject().Remove("HTTPS_PROXY");
                break;
        }
    }

    private IReadOnlyList<string> Ends(NetworkForm form, SynthesizedTemplate edge)
    {
        var path = Path(form, edge);
        return [.. FlowTable.All.Select(flow => path.Exists(flow) ? path.End(flow) : WhyNot(flow))];
    }

    // Of a connection that a form does not have, the template says why.
    private static string WhyNot(Connection flow) => flow.When switch
    {
        FlowCondition.RegistryCredentials => "no credentials for the registry",
        FlowCondition.EcrRegistry => "no images from Amazon ECR",
        FlowCondition.OtherRegistry => "no images from another registry",
        FlowCondition.Proxy => "no proxy",
        FlowCondition.ProxyCertificates => "no certificates of a proxy",
        _ => throw new InvalidOperationException($"nobody has said why there is no {flow}"),
    };

    private SynthesizedTemplate Edge(NetworkForm form) => edges.Synthesize(form.Edge);

    private ConnectionPath Path(NetworkForm form, SynthesizedTemplate edge)
    {
        var config = edges.Definition(form.Edge).Config;
        var network = new InstantiatedTemplate(
            edges["prerequisites"].Json,
            new Dictionary<string, string> { ["EdgeName"] = "acme", ["NatGateways"] = form.NatGateways },
            StackPlace.Of(config));
        return new(edge, SynthesizedTemplate.Of(network), config);
    }
}
