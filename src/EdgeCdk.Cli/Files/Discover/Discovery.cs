using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Reference;
namespace EdgeCdk.Cli.Files.Discover;

/// <summary>The network of an edge as AWS shows it, in the keys of an edge file.</summary>
/// <param name="Keys">The keys that could be found out.</param>
/// <param name="Complaints">What has to be corrected before the edge is deployed, and why a key is missing.</param>
/// <param name="Unknown">The keys that AWS did not answer, with the reason.</param>
internal sealed record Discovery(
    IReadOnlyList<DiscoveredKey> Keys, IReadOnlyList<string> Complaints, IReadOnlyList<string> Unknown)
{
    /// <summary>Whether every key was found out, and nothing has to be corrected.</summary>
    public bool IsComplete => Complaints.Count == 0 && Unknown.Count == 0;

    /// <summary>Asks AWS. What it refuses is left out, and named.</summary>
    /// <exception cref="CommandException">There is no such VPC, or no such subnet in it.</exception>
    public static Discovery Of(CommandContext context, PlacePart place, string edge)
    {
        var aws = new CachingAws(context.Aws);
        var vpc = new VpcView(new RegionalAws(aws, place.Region), place.VpcId);
        // Side by side; a refusal is reported for each key that needs the answer.
        new AwsQuestions().AskAll<object?>(context, "asking AWS",
        [
            ("", () => [vpc.Vpc()]), ("", () => [vpc.Subnet("")]), ("", vpc.RouteTables), ("", vpc.Endpoints),
            ("", () => [vpc.HostedZoneOf("")]), .. place.IsClosed ? [("", () => [vpc.S3PrefixListId()])] : NoQuestions,
        ]);
        var questions = new AwsQuestions();
        CheckPlace(questions, vpc, place);
        // Without an answer there is no advice about endpoints.
        var owner = questions.Ask(
            "the owner of the VPC", () => new[] { OwnerOtherThan(vpc, place.AccountId ?? Caller.Account(aws, place.Region)) });
        var advice = owner.SelectMany(other => Advice(questions, vpc, place, edge, other)).ToList();
        var found = NetworkKeys(questions, vpc, place).Concat(advice.Select(item => item.Key)).ToList();
        // A value that the format of the file does not allow would make the file worse.
        var faulty = found.Where(key => ConfigKey.Find(ConfigKey.OfEdge, key.Key)!.Check(string.Join(',', key.Items)).Count > 0).ToList();
        return new Discovery(
            [.. found.Except(faulty)],
            [
                .. questions.Ask("zones", () => SharedZones(vpc, place.PrivateSubnetIds)),
                .. advice.Select(item => item.Complaint).OfType<string>(),
                .. faulty.Select(key => $"{key.Key} would be {string.Join(", ", key.Items)}, which Edge CDK does not allow: "
                    + ConfigKey.Find(ConfigKey.OfEdge, key.Key)!.Allowed),
            ],
            questions.Unknown);
    }

    private static readonly (string, Func<IEnumerable<object?>>)[] NoQuestions = [];

    private static void CheckPlace(AwsQuestions questions, VpcView vpc, PlacePart place)
    {
        if (questions.Ask("vpc.vpcId", () => new[] { vpc.Vpc() }) is [null])
        {
            throw new CommandException($"there is no {place.VpcId} in {place.Region}, in the account that `aws sts get-caller-identity` "
                + "shows; correct vpc.vpcId, account.region or the credentials");
        }

        var unknown = questions.Ask("vpc.privateSubnetIds", () => place.PrivateSubnetIds.Where(subnet => vpc.Subnet(subnet) is null));
        if (unknown.Count > 0)
            throw new CommandException($"{place.VpcId} has no {string.Join(" and no ", unknown)}; correct vpc.privateSubnetIds");
    }

    private static List<DiscoveredKey> NetworkKeys(AwsQuestions questions, VpcView vpc, PlacePart place)
    {
        var keys = new List<DiscoveredKey>();
        Add("vpc.cidrBlocks", () => BlocksOf(vpc), $"every IPv4 block of {place.VpcId}", "AWS shows no IPv4 block");
        Add("vpc.privateRouteTableIds", () => TablesOf(vpc, place), "the route tables of the private subnets", "AWS shows no route table");
        Add(
            "vpc.availabilityZones", () => ZonesOf(vpc, place), "the zones of the private subnets, in their order", "AWS shows no zone",
            isOrdered: true);
        if (place.IsClosed)
        {
            Add(
                "vpc.egress.s3PrefixListId", () => vpc.S3PrefixListId() is { } id ? [id] : [],
                $"the addresses of Amazon S3 in {place.Region}, for closed security groups", "AWS shows no such prefix list",
                isList: false);
        }

        return keys;

        void Add(string key, Func<IReadOnlyList<string>> items, string reason, string otherwise, bool isOrdered = false,
            bool isList = true) =>
            keys.AddRange(questions.Ask(key, () => items() is { Count: > 0 } found
                ? new[] { new DiscoveredKey(key, found, reason) { IsOrdered = isOrdered, IsList = isList } }
                : throw new CommandException(otherwise)));
    }

    private static string? OwnerOtherThan(VpcView vpc, string account) =>
        vpc.ShowsOwner ? vpc.OwnerOtherThan(account) : throw new CommandException("AWS does not show it");

    // A list that lacks one would be wrong.
    private static IReadOnlyList<string> BlocksOf(VpcView vpc) =>
        vpc.ShowsCidrBlocks ? vpc.CidrBlocks() : throw new CommandException("AWS does not show all blocks");

    private static IReadOnlyList<string> TablesOf(VpcView vpc, PlacePart place) =>
        place.PrivateSubnetIds.FirstOrDefault(subnet => vpc.RouteTableOf(subnet).Text("RouteTableId").Length == 0) is { } without
            ? throw new CommandException($"AWS shows no route table for {without}")
            : vpc.RouteTablesOf(place.PrivateSubnetIds);

    private static IReadOnlyList<string> ZonesOf(VpcView vpc, PlacePart place) =>
        place.PrivateSubnetIds.FirstOrDefault(subnet => Zone(vpc, subnet).Length == 0) is { } without
            ? throw new CommandException($"AWS does not show the zone of {without}")
            : [.. place.PrivateSubnetIds.Select(subnet => Zone(vpc, subnet))];

    private static string Zone(VpcView vpc, string subnet) => vpc.Subnet(subnet).Text("AvailabilityZone");

    private static List<(DiscoveredKey Key, string? Complaint)> Advice(
        AwsQuestions questions, VpcView vpc, PlacePart place, string edge, string? owner)
    {
        var region = place.Region;
        return
        [
            .. Of(EndpointService.S3, () => EndpointSurvey.OfGateway(vpc.Endpoints(), TablesOf(vpc, place), region, edge)),
            .. EndpointService.Interfaces.SelectMany(service => Of(service, () => EndpointSurvey.OfInterface(vpc, service, region, edge))),
        ];

        IEnumerable<(DiscoveredKey, string?)> Of(EndpointService service, Func<EndpointAdvice> survey) =>
            from advice in questions.Ask(service.Key, () => new[] { owner is null ? survey() : EndpointSurvey.OfOwner(vpc, owner) })
            let mode = advice.Mode is ResourceMode.Create ? "create" : "existing"
            select (new DiscoveredKey(service.Key, [mode], advice.Reason) { IsList = false }, advice.Complaint);
    }

    private static IEnumerable<string> SharedZones(VpcView vpc, IEnumerable<string> subnets) =>
        from zone in subnets.GroupBy(subnet => Zone(vpc, subnet))
        where zone.Count() > 1 && zone.Key.Length > 0
        let most = zone.MaxBy(subnet => vpc.Subnet(subnet).Number("AvailableIpAddressCount"))
        select $"{string.Join(" and ", zone)} are in one zone, {zone.Key}; file system and endpoints allow one subnet in each: keep one in "
            + $"vpc.privateSubnetIds, such as {most}, which has the most free addresses";
}
