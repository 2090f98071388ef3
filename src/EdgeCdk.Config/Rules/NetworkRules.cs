using System.Globalization;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>What must fit together in the block vpc.</summary>
internal static class NetworkRules
{
    public static readonly Rule<EdgeConfig>[] All =
    [
        new(["vpc.privateSubnetIds"], config => ListRules.NoDuplicates("vpc.privateSubnetIds", config.Vpc.PrivateSubnetIds)),
        new(["vpc.publicSubnetIds"], config => ListRules.NoDuplicates("vpc.publicSubnetIds", config.Vpc.PublicSubnetIds)),
        new(["vpc.privateRouteTableIds"], config => ListRules.NoDuplicates("vpc.privateRouteTableIds", config.Vpc.PrivateRouteTableIds)),
        new(["vpc.additionalEndpoints"], config => ListRules.NoDuplicates("vpc.additionalEndpoints", config.Vpc.AdditionalEndpoints)),
        new(["vpc.privateSubnetIds", "vpc.publicSubnetIds"], SubnetsAreEitherPrivateOrPublic),
        new(["vpc.privateSubnetIds", "vpc.availabilityZones", "account.region"], OneSubnetPerZone),
        new(["vpc.privateRouteTableIds", "vpc.endpoints"], RouteTablesForTheGatewayEndpoint),
        new(["vpc.cidrBlocks"], BlocksParseAndDoNotOverlap),
    ];

    private static IEnumerable<Problem> SubnetsAreEitherPrivateOrPublic(EdgeConfig config) =>
        from index in Enumerable.Range(0, config.Vpc.PublicSubnetIds.Count)
        let subnet = config.Vpc.PublicSubnetIds[index]
        where config.Vpc.PrivateSubnetIds.Contains(subnet)
        select new Problem($"vpc.publicSubnetIds[{index}]", $"is \"{subnet}\", which is in vpc.privateSubnetIds too", "use a subnet in one list", "keep it where its route table says: public has a route to an internet gateway")
        {
            Value = subnet,
        };

    private static IEnumerable<Problem> OneSubnetPerZone(EdgeConfig config)
    {
        if (config.Vpc.AvailabilityZones is not { } zones)
            yield break;
        if (zones.Count != config.Vpc.PrivateSubnetIds.Count)
        {
            yield return new Problem(
                "vpc.availabilityZones", $"has {zones.Count} items, but vpc.privateSubnetIds has {config.Vpc.PrivateSubnetIds.Count}", "use one zone for each private subnet", "list them in the same order");
        }

        for (var index = 0; index < zones.Count; index++)
        {
            var key = $"vpc.availabilityZones[{index}]";
            if (!zones[index].StartsWith(config.Account.Region, StringComparison.Ordinal))
                yield return Problem.Is(key, zones[index], $"a zone of {config.Account.Region}", "correct the zone or account.region");
            var first = zones.ToList().IndexOf(zones[index]);
            if (first < index)
            {
                yield return new Problem(
                    key, $"is \"{zones[index]}\", as is vpc.availabilityZones[{first}]", "use one private subnet per zone", "leave one of the two subnets out: the file system and the endpoints allow one per zone")
                {
                    Value = zones[index],
                };
            }
        }
    }

    private static IEnumerable<Problem> RouteTablesForTheGatewayEndpoint(EdgeConfig config)
    {
        if (config.Vpc.Endpoints.S3 is EndpointMode.Create && config.Vpc.PrivateRouteTableIds.Count == 0)
        {
            yield return Problem.Missing(
                "vpc.privateRouteTableIds", "the ids of the private subnets' route tables", "add them, or set vpc.endpoints.s3 to existing when the VPC has an S3 gateway endpoint");
        }
    }

    private static IEnumerable<Problem> BlocksParseAndDoNotOverlap(EdgeConfig config)
    {
        var known = new List<(string Text, uint First, uint Last)>();
        for (var index = 0; index < config.Vpc.CidrBlocks.Count; index++)
        {
            var (key, text) = ($"vpc.cidrBlocks[{index}]", config.Vpc.CidrBlocks[index]);
            if (Parse(text) is not { } block)
            {
                yield return Problem.Is(key, text, "an IPv4 block of /16 to /28 whose host bits are zero, such as 10.0.0.0/16", "copy the blocks of the VPC from the VPC console");
                continue;
            }

            foreach (var other in known.Where(other => block.First <= other.Last && other.First <= block.Last))
                yield return new Problem(key, $"is \"{text}\" and overlaps {other.Text}", "use separate blocks", "list each block of the VPC once") { Value = text };
            known.Add((text, block.First, block.Last));
        }
    }

    private static (uint First, uint Last)? Parse(string text)
    {
        var parts = text.Split('.', '/').Select(part => uint.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var (octets, length) = (parts[..4], (int)parts[4]);
        if (octets.Any(octet => octet > 255) || length is < 16 or > 28)
            return null;
        var first = octets.Aggregate(0u, (address, octet) => (address << 8) | octet);
        var last = first | (uint.MaxValue >> length);
        return (first & (uint.MaxValue >> length)) == 0 ? (first, last) : null;
    }
}
