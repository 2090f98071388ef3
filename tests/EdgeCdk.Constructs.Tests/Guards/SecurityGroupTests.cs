using EdgeCdk.Config.Edge;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

public sealed class SecurityGroupTests(SynthesizedEdges edges)
{
    private static readonly string[] Answering =
        ["Endpoints/SecurityGroup", "FileSystem/SecurityGroup", "Observability/Otlp/SecurityGroup"];

    private static readonly string[] OfTelemetry = ["Observability/Otlp/SecurityGroup", "Observability/Otlp/TargetSecurityGroup"];

    // AWS replaces a group whose description changes, and cannot while something uses it.
    [Theory, ClassData(typeof(EveryEdge))]
    public void Their_descriptions_never_change(string edge) => Assert.Equal(
        [
            .. OwnFunction(edge, "Cleanup", "cleanup"),
            "ConnectorsRollout/Network/SecurityGroup: Edge Connectors Rollout: no ingress, egress any",
            .. OwnFunction(edge, "DeploymentSupport", "deployment-support"),
            "DqResultsReader/Function/Network/SecurityGroup: Edge dq-results-reader function: no ingress, egress any",
            .. edges[edge].OfType("AWS::EC2::VPCEndpoint").All(endpoint => endpoint.Path == "Endpoints/S3")
                ? (string[])[]
                : ["Endpoints/SecurityGroup: Edge VPC endpoints: HTTPS from the whole VPC"],
            "FileSystem/SecurityGroup: Edge file system: NFS from the workloads that mount it",
            "Jobs/Network/SecurityGroup: Edge processing jobs: no ingress, egress any",
            "MetadataBrowsing/Function/Network/SecurityGroup: Edge metadata-browsing function: no ingress, egress any",
            .. !edges.HasTelemetry(edge) ? (string[])[] :
            [
                "Observability/Otlp/SecurityGroup: Edge telemetry load balancer: OTLP from the workloads",
                "Observability/Otlp/TargetSecurityGroup: Edge telemetry collector: OTLP from the load balancer, egress any",
            ],
            "PlaneManager/Network/SecurityGroup: Edge Plane Manager: no ingress, egress any",
        ],
        edges[edge].OfType("AWS::EC2::SecurityGroup").Select(
            group => $"{group.Path}: {group.String("GroupDescription")}").Order(StringComparer.Ordinal));

    private string[] OwnFunction(string edge, string part, string component) => edges.Config(edge).Functions.OwnFunctionsInVpc
        ? [$"{part}/Function/Network/SecurityGroup: Edge {component} function: no ingress, egress any"]
        : [];

    [Theory, ClassData(typeof(EveryEdge))]
    public void Only_the_endpoints_have_ingress_of_their_own_and_only_https(string edge) =>
        Assert.All(edges[edge].OfType("AWS::EC2::SecurityGroup"), group =>
        {
            var ingress = group["SecurityGroupIngress"]?.AsArray() ?? [];
            Assert.Equal(group.Path == "Endpoints/SecurityGroup", ingress.Count > 0);
            Assert.All(
                ingress,
                rule => Assert.Equal(("tcp", "443", "443"), ($"{rule!["IpProtocol"]}", $"{rule["FromPort"]}", $"{rule["ToPort"]}")));
            Assert.All(ingress, rule => Assert.NotEqual("0.0.0.0/0", $"{rule!["CidrIp"]}"));
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void All_other_ingress_is_from_a_group_and_nfs_unless_it_is_telemetry(string edge) =>
        Assert.All(edges[edge].OfType("AWS::EC2::SecurityGroupIngress"), rule =>
        {
            var to = edges[edge].Target(rule["GroupId"])!.Path;
            Assert.Equal(
                ["Description", "FromPort", "GroupId", "IpProtocol", "SourceSecurityGroupId", "ToPort"],
                rule.Properties.Select(property => property.Key).Order());
            if (!OfTelemetry.Contains(to))
            {
                Assert.Equal(
                    ("FileSystem/SecurityGroup", "tcp", "2049", "2049"),
                    (to, rule.String("IpProtocol"), $"{rule["FromPort"]}", $"{rule["ToPort"]}"));
            }
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void A_closed_workload_has_rules_and_none_for_every_address_and_port(string edge) =>
        Assert.All(edges[edge].OfType("AWS::EC2::SecurityGroup").Where(group =>
            edges.Config(edge).Vpc.Egress.Mode is EgressMode.Closed && !Answering.Contains(group.Path)), group =>
        {
            Assert.NotEmpty(group["SecurityGroupEgress"]!.AsArray());
            Assert.DoesNotContain("IpProtocol: -1", edges[edge].Text(group, "SecurityGroupEgress"), StringComparison.Ordinal);
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Workloads_reach_everything_unless_they_are_closed_and_what_only_answers_reaches_nothing(string edge) =>
        Assert.All(edges[edge].OfType("AWS::EC2::SecurityGroup").Where(group =>
            edges.Config(edge).Vpc.Egress.Mode is EgressMode.Open || Answering.Contains(group.Path)), group => Assert.Equal(
            (group.Path, group.Path switch
            {
                _ when Answering.Contains(group.Path) =>
                    "- CidrIp: 255.255.255.255/32\n  Description: Nothing\n  FromPort: 252\n  IpProtocol: icmp\n  ToPort: 86",
                "Observability/Otlp/TargetSecurityGroup" =>
                    "- CidrIp: 0.0.0.0/0\n  Description: Registry, AWS services and the receiver of telemetry\n  IpProtocol: -1",
                _ => "- CidrIp: 0.0.0.0/0\n  Description: Registry, AWS services and data sources\n  IpProtocol: -1",
            }),
            (group.Path, edges[edge].Text(group, "SecurityGroupEgress"))));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_workload_that_mounts_the_file_system_is_let_in(string edge)
    {
        var template = edges[edge];
        var environment = template.At("PlaneManager/Task/TaskDefinition")["ContainerDefinitions[0].Environment"]!.AsArray();
        var functions = template.OfType("AWS::Lambda::Function").Where(
            function => function["FileSystemConfigs"] is not null).Select(function => function["VpcConfig.SecurityGroupIds[0]"]);
        var services = template.OfType("AWS::ECS::Service").Where(service => Mounts(template.Target(service["TaskDefinition"])!))
            .Select(service => service["NetworkConfiguration.AwsvpcConfiguration.SecurityGroups[0]"]);
        var jobs = environment.Single(variable => variable!["Name"]!.ToString() == "JOB_SECURITY_GROUP_ID")!["Value"];
        var rollout =
            template.At("ImageUpdate/Rule")["Targets[0].EcsParameters.NetworkConfiguration.AwsVpcConfiguration.SecurityGroups[0]"];

        Assert.Equal(
            functions.Concat(services).Concat([jobs, rollout]).Select(template.Value).Order(StringComparer.Ordinal),
            template.OfType("AWS::EC2::SecurityGroupIngress")
                .Where(rule => template.Target(rule["GroupId"])!.Path == "FileSystem/SecurityGroup")
                .Select(rule => template.Value(rule["SourceSecurityGroupId"])).Order(StringComparer.Ordinal));
    }

    private static bool Mounts(Resource task) =>
        (task["Volumes"]?.AsArray() ?? []).Any(volume => volume!["EFSVolumeConfiguration"] is not null);
}
