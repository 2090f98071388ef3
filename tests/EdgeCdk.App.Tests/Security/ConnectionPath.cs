using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Network;
using EdgeCdk.Tests.Support;
using Connection = EdgeCdk.Config.Network.Flow;

namespace EdgeCdk.App.Tests.Security;

/// <summary>
/// Follows a connection from the security group that its workload really has, by the templates of the edge and of the network alone: the
/// rules of both groups, the endpoint with its policy, the routes, to where it ends. Of the edge file it takes only what is the customer's.
/// </summary>
/// <param name="edge">The template of the edge.</param>
/// <param name="network">The template of its network, with the values of its parameters.</param>
/// <param name="config">The edge file.</param>
internal sealed class ConnectionPath(SynthesizedTemplate edge, SynthesizedTemplate network, EdgeConfig config)
{
    private const string Everywhere = "0.0.0.0/0", YourNetwork = "your network", Nat = "NAT gateway";

    private static readonly string[] PrivateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

    /// <summary>Whether the template has what opens the connection.</summary>
    public bool Exists(Connection flow) => Has(Workloads.Runs(flow.From)) && Has(flow.When);

    /// <summary>Where it ends; for one that does not arrive, the first hop that is missing, behind a cross.</summary>
    public string End(Connection flow)
    {
        try
        {
            return flow.To switch
            {
                FlowDestination.AwsService => Service(flow),
                FlowDestination.S3 => Bucket(flow),
                FlowDestination.FileSystem => FileSystem(flow),
                FlowDestination.TelemetryLoadBalancer => Telemetry(flow),
                FlowDestination.Proxy => Proxy(flow),
                FlowDestination.TelemetryReceiver when Has(FlowCondition.Proxy) => $"{Proxy(flow)}, through the proxy",
                FlowDestination.TelemetryReceiver => Customers(flow, config.Vpc.Egress.Telemetry),
                FlowDestination.Registry => Customers(flow, config.Vpc.Egress.Registry),
                _ => Customers(flow, [.. config.Vpc.Egress.DataSources, .. config.Vpc.Egress.DataSourceGroups]),
            };
        }
        catch (MissingHopException missing)
        {
            return $"✗ {missing.Message}";
        }
    }

    private bool Has(FlowCondition condition) => condition switch
    {
        FlowCondition.Telemetry => OfType("AWS::ECS::Service", "Observability").Any(),
        FlowCondition.OwnFunctionsInVpc => OfType("AWS::Lambda::Function", "Cleanup").Single()["VpcConfig"] is not null,
        FlowCondition.RegistryCredentials => edge.Text.Contains("\"RepositoryCredentials\"", StringComparison.Ordinal),
        FlowCondition.EcrRegistry => IsFromEcr,
        FlowCondition.OtherRegistry => !IsFromEcr,
        FlowCondition.Proxy => edge.Text.Contains("\"HTTPS_PROXY\"", StringComparison.Ordinal),
        FlowCondition.ProxyCertificates => edge.Text.Contains("\"PROXY_CA_", StringComparison.Ordinal),
        _ => true,
    };

    private bool IsFromEcr => edge.OfType("AWS::ECS::TaskDefinition").All(task =>
        $"{task["ContainerDefinitions[0].Image"]}".Contains(".dkr.ecr.", StringComparison.Ordinal));

    private string Service(Connection flow)
    {
        var endpoint = edge.OfType("AWS::EC2::VPCEndpoint").FirstOrDefault(endpoint =>
            endpoint.String("VpcEndpointType") == "Interface"
            && $"{endpoint["ServiceName"]}".EndsWith($".{flow.Service}", StringComparison.Ordinal));
        if (endpoint is null)
        {
            if (!EdgeEndpoints.Existing(config.Vpc).Contains(flow.Service!))
                return Internet(flow, 443);
            foreach (var block in config.Vpc.Egress.EndpointBlocks)
                Require(Allows(flow, block, 443), $"no rule to the endpoint in {block}");
            return "existing endpoint";
        }

        Require($"{endpoint["PrivateDnsEnabled"]}" == "true", "the endpoint has no private DNS name");
        Require(
            Texts(endpoint["SubnetIds"]).Order().SequenceEqual(config.Vpc.PrivateSubnetIds.Order()), "the endpoint is not in each subnet");
        Between(flow, edge.Target(endpoint["SecurityGroupIds[0]"])!, 443);
        Permit(flow, endpoint);
        return "endpoint";
    }

    private string Bucket(Connection flow)
    {
        if (flow.IsInOtherRegion(config))
            return Internet(flow, 443);
        var endpoint = edge.OfType("AWS::EC2::VPCEndpoint").FirstOrDefault(endpoint =>
            endpoint.String("VpcEndpointType") == "Gateway"
            && endpoint["ServiceName"]!.ToJsonString().Contains(".s3\"", StringComparison.Ordinal));
        Require(endpoint is not null, "no gateway endpoint");
        Require(
            Texts(endpoint!["RouteTableIds"]).Order().SequenceEqual(config.Vpc.PrivateRouteTableIds.Order()),
            "the gateway endpoint is not in each route table");
        Require(
            Egress(flow).Any(rule => Opens(rule, 443)
                && ($"{rule["DestinationPrefixListId"]}" == config.Vpc.Egress.S3PrefixListId || $"{rule["CidrIp"]}" == Everywhere)),
            "no rule to Amazon S3");
        Permit(flow, endpoint);
        return "gateway endpoint";
    }

    private string FileSystem(Connection flow)
    {
        var mounts = edge.OfType("AWS::EFS::MountTarget");
        Require(
            mounts.Select(mount => mount.String("SubnetId")!).Order().SequenceEqual(config.Vpc.PrivateSubnetIds.Order()),
            "no mount target in each subnet");
        foreach (var mount in mounts)
            Between(flow, edge.Target(mount["SecurityGroups[0]"])!, 2049);
        return "file system";
    }

    private string Telemetry(Connection flow)
    {
        var balancer = Assert.Single(edge.OfType("AWS::ElasticLoadBalancingV2::LoadBalancer"));
        var (group, collector) = (edge.Target(balancer["SecurityGroups[0]"])!, GroupOf(Workload.TelemetryCollector));
        Require(balancer.String("Scheme") == "internal", "the load balancer is not internal");
        foreach (var port in (int[])[4317, 4318])
        {
            Between(flow, group, port);
            Require(Rules(group, "Egress").Any(rule => Opens(rule, port) && IsTo(rule, collector)), "the load balancer has no rule");
            Require(Rules(collector, "Ingress").Any(rule => Opens(rule, port) && IsFrom(rule, group)), "the collector allows nothing in");
        }

        return "telemetry collector";
    }

    private string Proxy(Connection flow)
    {
        var url = new Uri(config.Vpc.Proxy!.Url);
        Require(
            Programs(flow.From).All(program => $"{program.Properties}".Contains("HTTPS_PROXY", StringComparison.Ordinal)),
            "the code is not told about the proxy");
        Require(Allows(flow, $"{url.Host}/32", url.Port), $"no rule to {url.Host}");
        return EndOf($"{url.Host}/32");
    }

    // While the groups are open, nobody has said where it is: any address must do.
    private string Customers(Connection flow, IReadOnlyList<string> destinations)
    {
        if (config.Vpc.Egress.Mode is EgressMode.Open)
        {
            Require(Allows(flow, Everywhere, 1) && Allows(flow, Everywhere, 65535), "no rule to every address");
            return $"{EndOf(Everywhere)} or {YourNetwork}";
        }

        Require(destinations.Count > 0, "no destination is named");
        return string.Join(", ", destinations.Select(destination => Named(flow, destination)).Distinct());
    }

    private string Named(Connection flow, string destination)
    {
        var (peer, ports) = (destination.Split(':')[0], destination.Split(':')[1].Split('-').Select(Number).ToList());
        if (!peer.StartsWith("sg-", StringComparison.Ordinal))
        {
            Require(ports.All(port => Allows(flow, peer, port)), $"no rule to {destination}");
            return EndOf(peer);
        }

        Require(
            ports.All(port => Egress(flow).Any(rule => Opens(rule, port) && $"{rule["DestinationSecurityGroupId"]}" == peer)),
            $"no rule to {destination}");
        return YourNetwork;
    }

    private string Internet(Connection flow, int port)
    {
        Require(Allows(flow, Everywhere, port), "no rule to every address");
        return EndOf(Everywhere);
    }

    // What is private is reached by a connection of the customer's to this VPC, which no template of ours has.
    private string EndOf(string block)
    {
        if (PrivateBlocks.Any(one => Covers(one, block)))
            return YourNetwork;
        foreach (var subnet in network.OfType("AWS::EC2::Subnet"))
        {
            if (!subnet.Path.EndsWith("/PrivateSubnet", StringComparison.Ordinal))
                continue;
            var gateway = network.Target(RouteOf(subnet)?["NatGatewayId"]);
            Require(gateway is not null, $"no route to {block}");
            var internet = RouteOf(network.Target(gateway!["SubnetId"])!);
            Require(
                network.Target(internet?["GatewayId"])?.Type == "AWS::EC2::InternetGateway",
                "the NAT gateway has no route to the internet");
        }

        Require(network.OfType("AWS::EC2::NetworkAcl").Count == 0, "the network has ACLs, which nobody follows here");
        return Nat;
    }

    private Resource? RouteOf(Resource subnet)
    {
        var own = network.OfType("AWS::EC2::SubnetRouteTableAssociation").Single(one => network.Target(one["SubnetId"]) == subnet);
        var table = network.Target(own["RouteTableId"]);
        return network.OfType("AWS::EC2::Route").SingleOrDefault(route =>
            network.Target(route["RouteTableId"]) == table && route.String("DestinationCidrBlock") == Everywhere);
    }

    // Both groups must allow it.
    private void Between(Connection flow, Resource group, int port)
    {
        var own = GroupOf(flow.From);
        Require(Egress(flow).Any(rule => Opens(rule, port) && IsTo(rule, group)), $"no rule to {Flows.Name(group)} on {port}");
        Require(
            Rules(group, "Ingress").Any(rule => Opens(rule, port) && (IsFrom(rule, own) || IsOfVpc(rule))),
            $"{Flows.Name(group)} does not allow {Flows.Name(own)} on {port}");
    }

    private void Permit(Connection flow, Resource endpoint)
    {
        if (endpoint["PolicyDocument"] is not { } document)
            return;
        var allowed = PolicyStatement.Of(document).Where(statement => statement.IsAllow).ToList();
        var isPermitted = flow switch
        {
            { To: FlowDestination.S3, IsOfPlatform: true } => allowed.Exists(statement =>
                statement.Json["Condition"] is null
                && $"{statement.Json["Resource"]}".Contains("-starport-layer-bucket", StringComparison.Ordinal)),
            { IsOfResults: true } => allowed.Exists(statement =>
                statement.Condition("ArnEquals", "aws:PrincipalArn").Contains(config.S3.IamRoleArn)
                && $"{statement.Json["Resource"]}".Contains(config.S3.BucketName, StringComparison.Ordinal)),
            { To: FlowDestination.S3, From: Workload.Jobs or Workload.MetadataBrowsing } => allowed.Exists(statement =>
                statement.Condition("StringEquals", "aws:PrincipalTag/ataccama:edge:customer-provided").Contains("true")
                && statement.Actions.Contains("s3:*")),
            _ => PermitsRoles(flow, allowed),
        };
        Require(isPermitted, $"the policy of the endpoint {flow.Service} does not allow it");
    }

    // Each role of the workload that has permissions for the service needs them at the endpoint, and there is one.
    private bool PermitsRoles(Connection flow, List<PolicyStatement> allowed)
    {
        var prefix = flow.Service switch { "monitoring" => "cloudwatch", "ecr.api" or "ecr.dkr" => "ecr", _ => flow.Service } + ":";
        var roles = Programs(flow.From).Select(program => edge.Target(program[RoleProperty(flow, program)])!).Distinct()
            .Where(role => PolicyStatement.OfRole(edge, role).Any(statement => statement.IsAllow && IsOf(statement, prefix)
                && !$"{statement.Json["Condition"]}".Contains("kms:ViaService", StringComparison.Ordinal)
                && !$"{statement.Json["Condition"]}".Contains("kms:EncryptionContext", StringComparison.Ordinal))).ToList();
        return roles.Count > 0 && roles.TrueForAll(role => allowed.Exists(statement => IsOf(statement, prefix)
            && (Resource.Walk(statement.Json["Condition"]).Any(node => Resource.TargetOf(node) == role.LogicalId)
                || statement.Condition("StringEquals", "aws:PrincipalAccount").Contains(config.Account.AccountId))));
    }

    private static bool IsOf(PolicyStatement statement, string prefix) =>
        statement.Actions.Any(action => action.StartsWith(prefix, StringComparison.Ordinal));

    private static string RoleProperty(Connection flow, Resource program) => program.Type == "AWS::Lambda::Function"
        ? "Role"
        : flow.IsOfPlatform ? "ExecutionRoleArn" : "TaskRoleArn";

    private IEnumerable<Resource> Programs(Workload workload) =>
        OfType("AWS::ECS::TaskDefinition", PartOf(workload)).Concat(OfType("AWS::Lambda::Function", PartOf(workload)));

    // What runs the workload says which group it has.
    private Resource GroupOf(Workload workload)
    {
        var group = workload switch
        {
            Workload.Jobs => OfType("AWS::ECS::TaskDefinition", "PlaneManager").Single().References.Select(edge.WithId)
                .Single(found => found?.Type == "AWS::EC2::SecurityGroup"),
            Workload.ConnectorsRollout => edge.Target(
                Assert.Single(edge.OfType("AWS::Events::Rule"), rule => rule["Targets[0].EcsParameters"] is not null)
                    ["Targets[0].EcsParameters.NetworkConfiguration.AwsVpcConfiguration.SecurityGroups[0]"]),
            Workload.PlaneManager or Workload.TelemetryCollector => edge.Target(OfType("AWS::ECS::Service", PartOf(workload)).Single()
                ["NetworkConfiguration.AwsvpcConfiguration.SecurityGroups[0]"]),
            _ => edge.Target(OfType("AWS::Lambda::Function", PartOf(workload)).Single()["VpcConfig.SecurityGroupIds[0]"]),
        };
        Require(group is not null, $"{workload} has no group of the stack");
        return group!;
    }

    private static string PartOf(Workload workload) => workload is Workload.TelemetryCollector ? "Observability" : $"{workload}";

    private IEnumerable<Resource> OfType(string type, string part) =>
        edge.OfType(type).Where(resource => resource.Path.StartsWith($"{part}/", StringComparison.Ordinal));

    private IEnumerable<JsonNode> Egress(Connection flow) => Rules(GroupOf(flow.From), "Egress");

    private IEnumerable<JsonNode> Rules(Resource group, string direction) =>
    [
        .. (group[$"SecurityGroup{direction}"] as JsonArray ?? []).Select(rule => rule!),
        .. edge.OfType($"AWS::EC2::SecurityGroup{direction}").Where(rule => edge.Target(rule["GroupId"]) == group)
            .Select(rule => rule.Properties),
    ];

    private bool Allows(Connection flow, string block, int port) =>
        Egress(flow).Any(rule => Opens(rule, port) && rule["CidrIp"] is { } cidr && Covers($"{cidr}", block));

    private bool IsTo(JsonNode rule, Resource group) => edge.Target(rule["DestinationSecurityGroupId"]) == group || IsOfVpc(rule);

    private bool IsFrom(JsonNode rule, Resource group) => edge.Target(rule["SourceSecurityGroupId"]) == group;

    private bool IsOfVpc(JsonNode rule) =>
        rule["CidrIp"] is { } cidr && config.Vpc.CidrBlocks.All(block => Covers($"{cidr}", block));

    private static bool Opens(JsonNode rule, int port) => $"{rule["IpProtocol"]}" == "-1"
        || ($"{rule["IpProtocol"]}" == "tcp" && Number($"{rule["FromPort"]}") <= port && port <= Number($"{rule["ToPort"]}"));

    private static bool Covers(string outer, string inner)
    {
        var (one, other) = (IPNetwork.Parse(outer), IPNetwork.Parse(inner));
        return one.PrefixLength <= other.PrefixLength && one.Contains(other.BaseAddress);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(item => $"{item}");

    private static void Require(bool isThere, string otherwise)
    {
        if (!isThere)
            throw new MissingHopException(otherwise);
    }

    private sealed class MissingHopException(string message) : Exception(message);
}
