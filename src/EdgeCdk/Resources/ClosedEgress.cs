using EdgeCdk.Config.Network;
using EdgeCdk.Foundation;

namespace EdgeCdk.Resources;

/// <summary>Closed security groups: each workload may open the connections that the table of flows has for it, and no others.</summary>
internal sealed class ClosedEgress
{
    private const int Dns = 53;

    private readonly EdgeInputs _inputs;
    private readonly Foundation _foundation;
    private readonly Clusters _clusters;

    private ClosedEgress(EdgeInputs inputs, Foundation foundation, Clusters clusters) =>
        (_inputs, _foundation, _clusters) = (inputs, foundation, clusters);

    private EgressInputs Egress => _inputs.Egress;

    public static void Apply(EdgeInputs inputs, Foundation foundation, Clusters clusters, Functions functions)
    {
        if (!inputs.Egress.Closed.IsPossible)
            return;
        var egress = new ClosedEgress(inputs, foundation, clusters);
        egress.Close(Workload.ConnectorsRollout, clusters.Rollout.SecurityGroup);
        egress.Close(Workload.PlaneManager, clusters.PlaneManager.SecurityGroup);
        egress.Close(Workload.Jobs, clusters.Jobs.SecurityGroup);
        foreach (var function in functions.All)
            egress.Close(Enum.Parse<Workload>(function.PartId), function.SecurityGroup);
        egress.Close(Workload.Cleanup, functions.Cleanup.SecurityGroup);
        egress.Close(Workload.DeploymentSupport, foundation.Support.SecurityGroup);
        clusters.Telemetry?.Close(inputs.Egress.Closed, egress.Rules(Workload.TelemetryCollector));
    }

    private void Close(Workload workload, WorkloadSecurityGroup? group) => group?.Close(Egress.Closed, Rules(workload));

    private IEnumerable<EgressRule> Rules(Workload workload) =>
    [
        .. FlowTable.All.Where(flow => flow.From == workload).GroupBy(flow => flow.To).OrderBy(flows => flows.Key)
            .SelectMany(flows => To(flows.Key, flows.First().Ports).Select(rule => rule.If(NeededWhen([.. flows])))),
        .. Egress.DnsServers.SelectMany(block => new[] { "tcp", "udp" }.Select(protocol =>
            EgressRule.ToBlock(block.Value, "DNS", Dns, Dns).If(block.When) with { Protocol = protocol })),
    ];

    private IEnumerable<EgressRule> To(FlowDestination destination, (int From, int To)? ports)
    {
        return destination switch
        {
            FlowDestination.AwsService =>
            [
                Group(_foundation.Endpoints.SecurityGroupId.Value, "AWS services").If(_foundation.Endpoints.SecurityGroupId.When),
                .. Egress.EndpointBlocks.Select(block =>
                    EgressRule.ToBlock(block.Value, "AWS services", ports!.Value.From, ports.Value.To).If(block.When)),
            ],
            FlowDestination.S3 =>
            [
                EgressRule.ToPrefixList(Egress.S3PrefixListId.Value, "Amazon S3", ports!.Value.From, ports.Value.To)
                    .If(Egress.S3PrefixListId.When),
            ],
            FlowDestination.FileSystem => [Group(_foundation.FileSystem.SecurityGroupId, "NFS")],
            FlowDestination.TelemetryLoadBalancer when _clusters.Telemetry is { } telemetry =>
                [Group(telemetry.LoadBalancerGroupId, "OTLP")],
            FlowDestination.Registry => Blocks("Registry", Egress.Registry),
            FlowDestination.TelemetryReceiver => Blocks("Receiver of telemetry", Egress.Telemetry),
            FlowDestination.Proxy => Blocks("Proxy", Egress.Proxy),
            FlowDestination.DataSources =>
            [
                .. Blocks("Data source", Egress.DataSources),
                .. Egress.DataSourceGroups.Select(group =>
                    EgressRule.ToGroup(group.Value.Peer, "Data source", group.Value.FromPort, group.Value.ToPort).If(group.When)),
            ],
            _ => [],
        };

        EgressRule Group(string id, string why) => EgressRule.ToGroup(id, why, ports!.Value.From, ports.Value.To);
    }

    private static IEnumerable<EgressRule> Blocks(string why, IReadOnlyList<Conditional<EgressTarget>> targets) => targets.Select(target =>
        EgressRule.ToBlock(target.Value.Peer, why, target.Value.FromPort, target.Value.ToPort).If(target.When));

    private When NeededWhen(IReadOnlyList<Flow> flows)
    {
        if (flows.Any(flow => flow.When is FlowCondition.Always))
            return When.Always;
        return flows[0].When switch
        {
            FlowCondition.Telemetry => _inputs.Telemetry,
            FlowCondition.Proxy => _inputs.Proxy.When,
            FlowCondition.EcrRegistry =>
                _inputs.RegistryAccess.Where(way => way.Value is RegistryAccess.Ecr).Select(way => way.When).FirstOrDefault(When.Never),
            // The list of the registry's addresses is empty for Amazon ECR.
            _ => When.Always,
        };
    }
}
