using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.Discover;
using EdgeCdk.Cli.Tests.Account.Preflight;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Networks;

/// <summary>Networks of every shape that EC2 can describe, whole and with members of the answers left out.</summary>
public sealed class GeneratedNetworkTests
{
    private const int Whole = 600;
    private const int Partial = 1200;
    private const int Parts = 4;
    private const double Omitted = 0.06;

    private static readonly string[] AboutNetworks = ["vpc.", "routes", "network ACLs", "DNS"];

    private static readonly string[] DiscoveredKeys =
    [
        "vpc.cidrBlocks", "vpc.privateRouteTableIds", "vpc.availabilityZones", "vpc.endpoints.s3", "vpc.endpoints.kms",
        "vpc.endpoints.secretsManager", "vpc.endpoints.sqs",
    ];

    private static readonly Config.EdgeDefinition Demo = Targets.Of(new FakeAws()).Definition;

    [Fact]
    public void Preflight_fails_exactly_the_networks_in_which_an_edge_does_not_work()
    {
        var (works, tried) = (0, 0);
        foreach (var seed in Seeds(Whole))
        {
            var (network, failed, all) = Preflight(seed, 0);
            Assert.True(network.Works == (failed.Count == 0), $"{seed}: {network}\n{string.Join('\n', failed)}");
            Assert.DoesNotContain(all, finding => finding.What.Contains("bug of Edge CDK", StringComparison.Ordinal));
            works += network.Works ? 1 : 0;
            tried++;
        }

        // Otherwise one of the two is hardly tried.
        Assert.InRange(works, tried / 10, tried - tried / 10);
    }

    [Fact]
    public void Nothing_that_AWS_leaves_out_ends_a_check_or_makes_a_network_fail_that_works()
    {
        foreach (var seed in Seeds(Partial))
        {
            var (network, failed, all) = Preflight(seed, Omitted);
            var bugs = all.Where(finding => finding.What.Contains("bug of Edge CDK", StringComparison.Ordinal));
            Assert.True(!bugs.Any(), $"{seed}: {network}\n{string.Join('\n', bugs)}");
            Assert.True(!network.Works || failed.Count == 0, $"{seed}: {network}\n{string.Join('\n', failed)}");
        }
    }

    [Theory]
    [InlineData(Whole, 0)]
    [InlineData(Partial, Omitted)]
    public void Discover_finds_each_value_as_it_is_or_names_it_as_not_known(int count, double omitted)
    {
        foreach (var seed in Seeds(count))
        {
            var random = new Random(seed);
            var network = new Network(random);
            var found = Discovery.Of(
                new CommandContext(TextWriter.Null, TextWriter.Null, Repository.Root) { Aws = new NetworkAws(network, random, omitted) },
                new PlacePart(NetworkAws.Region, Targets.VpcId, [Targets.First, Targets.Second]) { AccountId = FakeAccount.Account },
                "demo");

            var keys = found.Keys.ToDictionary(key => key.Key, key => string.Join(' ', key.Items));
            var words = string.Join('\n', found.Unknown.Concat(found.Complaints));
            Assert.All(DiscoveredKeys, key => Assert.True(
                keys.TryGetValue(key, out var value) ? value == Expected(network, key) : omitted > 0 && IsNamed(words, key)
                    || IsFaulty(words, key),
                $"{seed}: {network}\n{key}: {keys.GetValueOrDefault(key)}, expected {Expected(network, key)}\n{words}"));
            Assert.DoesNotContain("bug of Edge CDK", words, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<int> Seeds(int count) => Enumerable.Range(0, count).Where(seed => Turn.Has(seed, Parts));

    private static bool IsNamed(string words, string key) => words.Contains(key, StringComparison.Ordinal)
        || key.StartsWith("vpc.endpoints", StringComparison.Ordinal) && words.Contains("the owner of the VPC", StringComparison.Ordinal);

    // The format of the file does not allow zones of other types.
    private static bool IsFaulty(string words, string key) => words.Contains($"{key} would be", StringComparison.Ordinal);

    private static string Expected(Network network, string key) => key switch
    {
        "vpc.cidrBlocks" => network.SecondBlock is SecondBlock.Unused or SecondBlock.OfASubnet
            ? "10.0.0.0/16 100.64.0.0/16"
            : "10.0.0.0/16",
        "vpc.privateRouteTableIds" => NetworkAws.Table,
        "vpc.availabilityZones" => $"{NetworkAws.ZoneOf(network, 0)} {NetworkAws.ZoneOf(network, 1)}",
        _ => network.IsShared || network.HasEndpoints ? "existing" : "create",
    };

    private static (Network Network, IReadOnlyList<Finding> Failed, IReadOnlyList<Finding> All) Preflight(int seed, double omitted)
    {
        var random = new Random(seed);
        var network = new Network(random);
        var mode = network.Creates ? ResourceMode.Create : ResourceMode.Existing;
        var vpc = Demo.Config.Vpc with { Endpoints = new() { S3 = mode, Kms = mode, SecretsManager = mode, Sqs = mode } };
        var target = new PreflightTarget(
            Demo with { Config = Demo.Config with { Vpc = vpc } }, new CachingAws(new NetworkAws(network, random, omitted)));
        Finding[] all =
        [
            .. PreflightChecks.Of(target)
                .Where(check => AboutNetworks.Any(about => check.About.StartsWith(about, StringComparison.Ordinal)))
                .SelectMany(check => check.Run()),
        ];
        return (network, [.. all.Where(finding => finding.Outcome is Outcome.Failed)], all);
    }
}
