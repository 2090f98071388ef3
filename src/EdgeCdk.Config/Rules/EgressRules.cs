using System.Globalization;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Network;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>What an edge needs whose workloads may not go everywhere: closed security groups, or a network without NAT.</summary>
internal static class EgressRules
{
    private const string Mode = "vpc.egress.mode", InternetAccess = "vpc.internetAccess", Registry = "vpc.egress.registry";
    private static readonly string[] Decided =
        ["vpc", "registry", "observability", "functions.ownFunctionsInVpc", "s3.region", "account.region"];

    public static readonly Rule<EdgeConfig>[] All =
    [
        new(["vpc.existingEndpoints"], config => ListRules.NoDuplicates("vpc.existingEndpoints", config.Vpc.ExistingEndpoints)),
        new(["vpc.existingEndpoints", "vpc.additionalEndpoints"], EndpointsAreCreatedOrExist),
        .. Blocks("endpointBlocks", egress => egress.EndpointBlocks),
        .. Blocks("registry", egress => egress.Registry),
        .. Blocks("telemetry", egress => egress.Telemetry),
        .. Blocks("proxy", egress => egress.Proxy),
        .. Blocks("dataSources", egress => egress.DataSources),
        .. Blocks("dnsServers", egress => egress.DnsServers),
        .. Items("dataSourceGroups", egress => egress.DataSourceGroups),
        new(["vpc.egress"], KeysOfClosedEgress),
        new(Decided, ServicesHaveEndpoints),
        new(Decided, ImagesHaveAWay),
        new(Decided, ResultsAreInTheRegion),
        new(Decided, ClosedEgressNamesWhatIsNotOfTheStack),
    ];

    private static Rule<EdgeConfig>[] Blocks(string key, Func<EgressSection, IReadOnlyList<string>> values) =>
    [
        .. Items(key, values),
        new([$"vpc.egress.{key}"], config =>
            from item in values(config.Vpc.Egress).Index()
            where HasHostBits(item.Item.Split(':')[0])
            select Problem.Is(
                $"vpc.egress.{key}[{item.Index}]", item.Item, "a block whose host bits are zero, such as 10.20.0.0/16",
                "write a single address with /32")),
    ];

    private static Rule<EdgeConfig>[] Items(string key, Func<EgressSection, IReadOnlyList<string>> values) =>
    [
        new([$"vpc.egress.{key}"], config => ListRules.NoDuplicates($"vpc.egress.{key}", values(config.Vpc.Egress))),
        new([$"vpc.egress.{key}"], config =>
            from item in values(config.Vpc.Egress).Index()
            where item.Item.Split(':') is [_, var ports] && ports.Split('-') is [var first, var last] && Number(first) > Number(last)
            select Problem.Is(
                $"vpc.egress.{key}[{item.Index}]", item.Item, "a range whose first port is the lower one", "exchange the two ports")),
    ];

    private static bool HasHostBits(string block)
    {
        var parts = block.Split('.', '/').Select(Number).ToArray();
        var address = parts[..4].Aggregate(0L, (whole, octet) => (whole << 8) | octet);
        return (address & ((1L << (int)(32 - parts[4])) - 1)) != 0;
    }

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    private static IEnumerable<Problem> EndpointsAreCreatedOrExist(EdgeConfig config) =>
        from service in config.Vpc.ExistingEndpoints.Index()
        where config.Vpc.AdditionalEndpoints.Contains(service.Item)
        select Problem.Is(
            $"vpc.existingEndpoints[{service.Index}]", service.Item, "a service in one of the two lists",
            "remove it from the other", ", which is in vpc.additionalEndpoints too");

    // A warning only: a customer who opens the groups for a while keeps the lists.
    private static IEnumerable<Problem> KeysOfClosedEgress(EdgeConfig config)
    {
        var egress = config.Vpc.Egress;
        if (egress.Mode is EgressMode.Open && HasLists(egress))
        {
            yield return new Problem(
                "vpc.egress", "names what the workloads may reach, but mode is open, so it has no effect", "use it with mode: closed",
                "add mode: closed, or remove the block")
            {
                IsWarning = true,
            };
        }
    }

    private static bool HasLists(EgressSection egress) => egress.S3PrefixListId is not null
        || egress.EndpointBlocks.Count + egress.Registry.Count + egress.Telemetry.Count + egress.Proxy.Count
            + egress.DataSources.Count + egress.DataSourceGroups.Count + egress.DnsServers.Count > 0;

    private static IEnumerable<Problem> ServicesHaveEndpoints(EdgeConfig config)
    {
        if (Restricted(config) is not { } restricted)
            yield break;
        var missing = FlowTable.InterfaceServices(config)
            .Except(EdgeEndpoints.Created(config.Vpc)).Except(EdgeEndpoints.Existing(config.Vpc)).ToList();
        if (missing.Count > 0)
        {
            yield return new Problem(
                restricted.Key, $"is {restricted.Value}, but there is no endpoint for {string.Join(", ", missing)}, which the edge calls",
                "use an endpoint for every service",
                "add them to vpc.additionalEndpoints, or to vpc.existingEndpoints when the network has them already");
        }
    }

    private static IEnumerable<Problem> ImagesHaveAWay(EdgeConfig config)
    {
        if (Restricted(config) is not { } restricted)
            yield break;
        if (config.Registry.Ecr() is { } ecr)
        {
            if (ecr.Region != config.Account.Region)
            {
                yield return Problem.Is(
                    "registry.prefix", config.Registry.Prefix, $"a mirror in {config.Account.Region}",
                    "replicate the repositories to that region",
                    $", but {restricted.Key} is {restricted.Value}: endpoints are of one region");
            }
        }
        else if (!config.Vpc.InternetAccess && config.Registry.IsVendors())
        {
            yield return Problem.Is(
                "registry.prefix", config.Registry.Prefix, "a mirror that can be reached without NAT, such as one in Amazon ECR",
                $"`npx edge images {config.Edge.Name} --to '<registry and path>' --output mirror.sh` writes a script that makes one",
                $", but vpc.internetAccess is false{(config.Vpc.Proxy is null ? "" : ", and Fargate pulls images without the proxy")}");
        }
        else if (config.Vpc.Egress is { Mode: EgressMode.Closed, Registry.Count: 0 })
        {
            yield return Problem.Missing(
                Registry, "the addresses of the registry, as block and port",
                "name those of the mirror, or 0.0.0.0/0:443 when a firewall on the route decides by host names");
        }
    }

    private static IEnumerable<Problem> ResultsAreInTheRegion(EdgeConfig config)
    {
        if (Restricted(config) is { } restricted && config.S3.Region != config.Account.Region)
        {
            yield return Problem.Is(
                "s3.region", config.S3.Region, $"a bucket in {config.Account.Region}", "use a bucket in the region of the edge",
                $", but {restricted.Key} is {restricted.Value}: the S3 endpoint leads to buckets of the edge's own region");
        }
    }

    private static IEnumerable<Problem> ClosedEgressNamesWhatIsNotOfTheStack(EdgeConfig config)
    {
        var (vpc, egress) = (config.Vpc, config.Vpc.Egress);
        if (egress.Mode is not EgressMode.Closed)
            yield break;
        if (vpc.Endpoints.S3 is ResourceMode.Create && egress.S3PrefixListId is null)
        {
            yield return Problem.Missing(
                "vpc.egress.s3PrefixListId", "the prefix list of Amazon S3 in the region, such as pl-6ea54007",
                $"find it with `aws ec2 describe-managed-prefix-lists --region {config.Account.Region} --filters "
                    + $"Name=prefix-list-name,Values=com.amazonaws.{config.Account.Region}.s3`");
        }

        List<string> elsewhere =
        [
            .. FlowTable.InterfaceServices(config).Except(EdgeEndpoints.New(vpc)).Intersect(EdgeEndpoints.Existing(vpc)),
            .. egress.S3PrefixListId is null && vpc.Endpoints.S3 is ResourceMode.Existing ? (string[])["s3"] : [],
        ];
        if (elsewhere.Count > 0 && egress.EndpointBlocks.Count == 0)
        {
            yield return Problem.Missing(
                "vpc.egress.endpointBlocks", $"the blocks with the endpoints of {string.Join(", ", elsewhere)}, which exist already",
                "name the subnets that the endpoints are in, or the blocks of the VPC");
        }

        // Through a proxy, the collector opens no other connection.
        if (config.Observability.Enabled && egress.Telemetry.Count == 0 && vpc.Proxy is null)
        {
            yield return Problem.Missing(
                "vpc.egress.telemetry", "the addresses of the receiver of telemetry, as block and port",
                "name them, or 0.0.0.0/0:443 when a firewall on the route decides by host names");
        }
    }

    private static (string Key, string Value)? Restricted(EdgeConfig config) =>
        !config.Vpc.InternetAccess ? (InternetAccess, "false")
        : config.Vpc.Egress.Mode is EgressMode.Closed ? (Mode, "closed")
        : null;
}
