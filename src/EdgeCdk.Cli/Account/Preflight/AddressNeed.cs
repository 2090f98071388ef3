using EdgeCdk.Config;
using EdgeCdk.Config.Network;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Free addresses that an edge needs in each private subnet.</summary>
/// <param name="ToDeploy">For a deployment that succeeds.</param>
/// <param name="ToWork">With one task of each job beside it.</param>
/// <param name="Reason">What needs them.</param>
internal sealed record AddressNeed(int ToDeploy, int ToWork, string Reason)
{
    public static AddressNeed Of(PreflightTarget target) => Of(target.Definition, target.IsDeployed);

    /// <param name="edge">The edge.</param>
    /// <param name="isDeployed">Whether it is deployed: then it has most of its addresses already.</param>
    public static AddressNeed Of(EdgeDefinition edge, bool isDeployed)
    {
        var config = edge.Config;
        // All instances of a function share its network interfaces: one for each function and subnet.
        var functions = edge.Release.Functions.Count;
        var endpoints = EdgeEndpoints.Created(config.Vpc).Count;
        var collector = config.Observability.Enabled ? 1 : 0;
        var inEachSubnet = isDeployed ? 0 : 1 + endpoints + functions + collector;
        // An update starts the new tasks before it stops the old ones.
        var tasks = (config.PlaneManager.Replicas + collector) * (isDeployed ? 1 : 2) + 1;
        var subnets = config.Vpc.PrivateSubnetIds.Count;
        var parts = isDeployed
            ? ""
            : $"mount target, {endpoints} endpoints, {functions} functions{(collector > 0 ? ", load balancer" : "")}; ";
        return new(
            inEachSubnet + Share(tasks, subnets),
            inEachSubnet + Share(tasks + edge.Release.Jobs.Count, subnets),
            $"{parts}{tasks} tasks{(isDeployed ? "" : " at most")} during an update, over {subnets} subnets");
    }

    private static int Share(int tasks, int subnets) => (tasks + subnets - 1) / subnets;
}
