using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>The route tables in the file are those of the private subnets: the S3 endpoint adds a route to each.</summary>
internal static class RouteTableChecks
{
    private const string Key = "vpc.privateRouteTableIds";

    public static IEnumerable<Finding> Find(PreflightTarget target) => target.Config.Vpc.Endpoints.S3 is not ResourceMode.Create ? [] :
    [
        .. target.Config.Vpc.PrivateRouteTableIds.Except(target.Vpc.RouteTables().Select(table => table.Text("RouteTableId")))
            .Select(id => Missing(target, id)),
        .. NotListed(target),
    ];

    private static Finding Missing(PreflightTarget target, string id) => new(Outcome.Failed, Key)
    {
        What = $"{target.Vpc.Id} has no {id}",
        Later = $"the S3 endpoint fails with \"The routeTable ID '{id}' does not exist\"",
        Remedy = $"run `npx edge discover {target.Edge}`",
    };

    private static IEnumerable<Finding> NotListed(PreflightTarget target)
    {
        var missing = target.Vpc.RouteTablesOf(target.Config.Vpc.PrivateSubnetIds).Except(target.Config.Vpc.PrivateRouteTableIds).ToList();
        if (missing.Count > 0)
        {
            yield return new Finding(Outcome.Warning, Key)
            {
                What = $"does not have {string.Join(", ", missing)}, which private subnets use",
                Later = "traffic to S3 from there goes through NAT, which costs by the GB",
                Remedy = $"run `npx edge discover {target.Edge}`",
            };
        }
    }
}
