using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Free addresses that an edge needs in each private subnet.</summary>
/// <param name="ToDeploy">For a deployment to end well.</param>
/// <param name="ToWork">With one task of each job beside it.</param>
/// <param name="Reason">How they come about.</param>
internal sealed record AddressNeed(int ToDeploy, int ToWork, string Reason)
{
    // Their network interfaces are shared by all that run: one for each function and subnet.
    private const int Functions = 2;

    public static AddressNeed Of(PreflightTarget target)
    {
        var config = target.Config;
        var endpoints = EndpointService.Interfaces.Count(service => service.Mode(config.Vpc.Endpoints) is EndpointMode.Create) + config.Vpc.AdditionalEndpoints.Count;
        var collector = config.Observability.Enabled ? 1 : 0;
        // What is deployed has its addresses already. An update starts the new tasks before it stops the old ones.
        var fixedOnes = target.IsDeployed ? 0 : 1 + endpoints + Functions + collector;
        var tasks = (config.PlaneManager.Replicas + collector) * (target.IsDeployed ? 1 : 2) + 1;
        var subnets = config.Vpc.PrivateSubnetIds.Count;
        var jobs = Enum.GetValues<Job>().Length;
        var reason = target.IsDeployed
            ? $"{tasks} tasks during an update, over {subnets} subnets"
            : $"mount target, {endpoints} endpoints, {Functions} functions{(collector > 0 ? ", load balancer" : "")}; {tasks} tasks at most during an update, over {subnets} subnets";
        return new(fixedOnes + Shared(tasks), fixedOnes + Shared(tasks + jobs), reason);

        int Shared(int count) => (count + subnets - 1) / subnets;
    }
}
