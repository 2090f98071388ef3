using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Config.Network;
using EdgeCdk.Config.Portable;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>All traffic is outbound, but for what parts of the edge say to each other inside the VPC.</summary>
public sealed partial class NetworkTests(SynthesizedEdges edges)
{
    private static readonly string[] Mounting = ["Connectors Rollout", "metadata-browsing function", "processing jobs"];
    private static readonly string[] SendingTelemetry =
        ["Plane Manager", "dq-results-reader function", "metadata-browsing function", "processing jobs"];

    public static TheoryData<string> Edges => [.. EdgeFiles.Names];

    [Theory, MemberData(nameof(Edges))]
    public void Nothing_gets_in_but_what_is_promised(string edge)
    {
        Flow[] promised =
        [
            .. Mounting.Select(workload => new Flow("file system", workload, "2049", "NFS")),
            .. BlocksWithEndpoints(edge).Select(block => new Flow("VPC endpoints", block, "443", "HTTPS")),
            .. !edges.HasTelemetry(edge) ? (Flow[])[] :
            [
                .. SendingTelemetry.Select(workload => new Flow("telemetry load balancer", workload, "4317-4318", "OTLP")),
                new("telemetry collector", "telemetry load balancer", "4317", "Load balancer"),
                new("telemetry collector", "telemetry load balancer", "4318", "Load balancer"),
                new("telemetry collector", "telemetry load balancer", "13133", "Load balancer"),
                new("file system", "telemetry collector", "2049", "NFS"),
            ],
        ];

        Assert.Equal(Sorted(promised), Sorted(new Flows(edges[edge]).Ingress));
    }

    [Theory, MemberData(nameof(Edges))]
    public void What_answers_calls_nobody_and_the_load_balancer_the_collector_alone(string edge) => Assert.Equal(
        edges.HasTelemetry(edge) ? ["13133", "4317", "4318"] : [],
        new Flows(edges[edge]).Egress
            .Where(flow => flow.Group is "file system" or "VPC endpoints" or "telemetry load balancer")
            .Select(flow => flow.Other == "telemetry collector" ? flow.Port : $"{flow}").Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Edges))]
    public void Nothing_has_a_public_address(string edge)
    {
        var template = edges[edge];

        var maps = template.Resources.SelectMany(resource => Resource.Walk(resource.Properties)).OfType<JsonObject>();
        Assert.All(maps.Select(map => map["AssignPublicIp"]).OfType<JsonNode>(),
            value => Assert.Equal("DISABLED", value.GetValue<string>()));
        Assert.All(
            template.OfType("AWS::ElasticLoadBalancingV2::LoadBalancer"), balancer => Assert.Equal("internal", balancer.String("Scheme")));
        Assert.DoesNotContain(template.Resources, resource => resource.Type is "AWS::Lambda::Url" or "AWS::EC2::EIP"
            or "AWS::EC2::InternetGateway" or "AWS::EC2::SecurityGroupVpcAssociation"
            || resource.Type.StartsWith(
                "AWS::ApiGateway", StringComparison.Ordinal) || resource.Type.StartsWith("AWS::CloudFront", StringComparison.Ordinal));
    }

    [Fact]
    public void The_document_has_every_rule_that_lets_something_in() =>
        Same("ingress", ["to", "from", "port", "why", "when"], flows => flows.Ingress);

    [Fact]
    public void The_document_has_every_rule_that_lets_something_out() =>
        Same("egress", ["from", "to", "port", "why", "when"], flows => flows.Egress);

    [Fact]
    public void The_document_has_every_connection() => Same("flows", ["from", "to", "port", "why", "when"],
        from flow in FlowTable.All
        let runs = Shown(Workloads.Runs(flow.From))
        let when = flow.When is FlowCondition.Always ? runs : Shown(flow.When)
        select (string[])[Workloads.Shown(flow.From), flow.Shown, flow.ShownPorts, flow.Why, when]);

    [Fact]
    public void The_document_names_the_services_that_each_workload_calls()
    {
        var made = Endpoints([EdgeFiles.Demo]);

        Same("services", ["host, before the region", "called by", "endpoint in the VPC"],
            from flow in FlowTable.All
            where flow.Service is not null
            group Workloads.Shown(flow.From) by flow.Service into service
            orderby service.Key
            let onRequest = NetworkParameters.Services.Contains(service.Key) ? "when asked for" : "none"
            let endpoint = made.Contains(service.Key) ? "unless it exists" : onRequest
            select (string[])[$"`{ServiceHosts.BeforeRegion(service.Key, "<account>")}`",
                string.Join(", ", service.Distinct().Order(StringComparer.Ordinal)), endpoint]);
    }

    // What a role may do says which services its workload calls. What is called with a role that it assumes, and what Fargate pulls and
    // logs with the execution role, is added.
    [Fact]
    public void The_connections_are_those_that_the_permissions_of_the_roles_need()
    {
        (Workload, string)[] withAnotherRole =
            [(Workload.PlaneManager, "s3"), (Workload.Jobs, "s3"), (Workload.DqResultsReader, "s3"), (Workload.MetadataBrowsing, "s3")];
        string[] ofImages = ["ecr.api", "ecr.dkr", "s3"];

        var needed = EdgeFiles.Names.SelectMany(name => ServiceCalls.Of(edges[name])).Distinct()
            .Select(call => (Enum.Parse<Workload>(call.Workload == "Observability" ? "TelemetryCollector" : call.Workload), call.Host));
        var listed = FlowTable.All.Where(flow => flow.Service is not null && !(flow.When is FlowCondition.EcrRegistry
            && ofImages.Contains(flow.Service))).Select(flow => (flow.From, flow.Service!));

        Assert.Equal(needed.Concat(withAnotherRole).Order(), listed.Distinct().Order());
    }

    [Fact]
    public void The_documents_name_the_same_hosts_of_the_registry()
    {
        string Hosts(params string[] path) => string.Join(
            ", ",
            RegistryHost().Matches(
                File.ReadAllText(Repository.Path(path))).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

        Assert.Equal("*.blob.core.windows.net, *.data.azurecr.io, ataccama.azurecr.io", Hosts("docs", "security", "network.md"));
        Assert.Equal(Hosts("docs", "security", "network.md"), Hosts("docs", "operations.md"));
        Assert.Contains("\"ataccama.azurecr.io/", edges.Demo.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"[\w.*]+\.(azurecr\.io|windows\.net)")]
    private static partial Regex RegistryHost();

    // To follow a flow.
    private static string Shown(FlowCondition condition) => condition switch
    {
        FlowCondition.Telemetry => "with `observability.enabled`",
        FlowCondition.OwnFunctionsInVpc => "with `functions.ownFunctionsInVpc`",
        FlowCondition.RegistryCredentials => "with credentials for the registry",
        FlowCondition.EcrRegistry => "with images from Amazon ECR",
        FlowCondition.OtherRegistry => "with images from another registry",
        FlowCondition.Proxy => "with `vpc.proxy`",
        FlowCondition.ProxyCertificates => "with `vpc.proxy.caSecretArn`",
        _ => "always",
    };

    private static void Same(string part, string[] columns, IEnumerable<IReadOnlyList<string>> rows) =>
        Assert.Null(GeneratedPart.Compare(part, GeneratedPart.Table(columns, rows), "docs", "security", "network.md"));

    private static string[] BlocksWithEndpoints(string edge) => edge switch
    {
        EdgeFiles.Mirror => [],
        EdgeFiles.Full => ["10.0.0.0/16", "100.64.0.0/16"],
        _ => ["10.0.0.0/16"],
    };

    private static IEnumerable<string> Sorted(IEnumerable<Flow> flows) => flows.Select(flow => $"{flow}").Order(StringComparer.Ordinal);

    private void Same(string part, string[] columns, Func<Flows, IEnumerable<Flow>> rules) => Same(part, columns,
        from name in EdgeFiles.Names
        from flow in rules(new Flows(edges[name]))
        let row = flow with { Other = InWords(flow.Other), Why = Why(flow) }
        group name by row into row
        orderby row.Count() descending, row.Key.Group, row.Key.Other, row.Key.Port
        select (string[])[row.Key.Group, row.Key.Other, row.Key.Port, row.Key.Why, When([.. row.Distinct()])]);

    private string When(IReadOnlyList<string> names) => names switch
    {
        _ when EdgeFiles.Names.Where(edges.HasTelemetry).SequenceEqual(names) => "with `observability.enabled`",
        _ when names.Count == EdgeFiles.Names.Count => "always",
        _ when EdgeFiles.Names.Where(name => edges.Definition(EdgeFiles.Text(name)).Config.Functions.OwnFunctionsInVpc)
            .SequenceEqual(names) => "with `functions.ownFunctionsInVpc`",
        _ when EdgeFiles.Names.Where(name => edges.Definition(EdgeFiles.Text(name)).Config.Vpc.CreatesInterfaceEndpoints())
            .SequenceEqual(names) => "unless the VPC has all endpoints",
        _ => throw new InvalidOperationException($"nobody has said when {string.Join(", ", names)} differ from the others"),
    };

    // All workloads have one description in the console: what each of them calls, the list of connections says.
    private static string Why(Flow flow)
    {
        var to = FlowTable.All.Where(one => Workloads.Shown(one.From) == flow.Group).Select(one => one.To).ToHashSet();
        string[] kinds =
        [
            .. to.Contains(FlowDestination.Registry) ? (string[])["registry"] : [],
            .. to.Contains(FlowDestination.AwsService) ? (string[])["AWS services"] : [],
            .. to.Contains(FlowDestination.TelemetryReceiver) ? (string[])["receiver of telemetry"] : [],
            .. to.Contains(FlowDestination.Proxy) ? (string[])["proxy"] : [],
            .. to.Contains(FlowDestination.DataSources) ? (string[])["data sources"] : [],
        ];
        return flow.Other == "0.0.0.0/0" ? string.Join(", ", kinds) : flow.Why;
    }

    private HashSet<string> Endpoints(IEnumerable<string> names) =>
    [
        .. from name in names
           from endpoint in edges[name].OfType("AWS::EC2::VPCEndpoint")
           select endpoint.Path.Split('/')[^1].ToLowerInvariant(),
    ];

    private static string InWords(string other) => other switch
    {
        "0.0.0.0/0" => "any address",
        _ when char.IsDigit(other[0]) => "each of `vpc.cidrBlocks`",
        _ => other,
    };
}
