using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>Not everything that an edge needs is in every zone of a region.</summary>
public sealed class ZoneChecksTests
{
    [Theory]
    [InlineData("ca-central-1", "cac1-az1", "cac1-az2", "")]
    [InlineData("ca-central-1", "cac1-az1", "cac1-az4", "AWS Fargate is not offered")]
    [InlineData("ap-northeast-1", "apne1-az3", "apne1-az4", "AWS Fargate is not offered")]
    [InlineData("us-east-1", "use1-az3", "use1-az4", "AWS Lambda does not support")]
    [InlineData("us-east-1", "use1-az2", "use1-az4", "")]
    [InlineData("eu-central-1", "euc1-az1", "euc1-az3", "")]
    public void A_zone_without_Fargate_or_Lambda_is_an_error(string region, string first, string second, string fault)
    {
        var findings = ZoneChecks.Compute(TargetIn(region, first, second)).ToList();

        Assert.Equal(fault.Length > 0 ? 1 : 0, findings.Count);
        Assert.All(findings, finding => Assert.Contains(fault, finding.What, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Equal(Outcome.Failed, finding.Outcome));
    }

    [Fact]
    public void A_zone_without_an_endpoint_that_the_edge_creates_is_an_error_and_says_which_have_it()
    {
        var target = TargetIn("eu-central-1", "euc1-az1", "euc1-az3", ("sqs", ["a", "c"]), ("kms", ["a", "b", "c"]));
        var finding = Assert.Single(ZoneChecks.Endpoints(target));

        Assert.Equal("subnet-0156acffabb5aa872 is in eu-central-1b, where AWS offers no endpoint for sqs", finding.What);
        Assert.Contains("eu-central-1a, eu-central-1c", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gateway_of_the_same_name_is_none_of_its_zones()
    {
        var target = TargetIn("eu-central-1", "euc1-az1", "euc1-az3", ("sqs gateway", []), ("sqs", ["a"]), ("sqs gateway", ["b"]));

        Assert.Single(ZoneChecks.Endpoints(target));
    }

    [Fact]
    public void A_subnet_whose_zone_AWS_does_not_show_is_not_judged()
    {
        Assert.Empty(ZoneChecks.Compute(TargetIn("ca-central-1", "cac1-az1", "")));
        Assert.Empty(ZoneChecks.Endpoints(Targets.Of(new FakeAws(
            ("ec2 describe-subnets", $$"""{"Subnets":[{"SubnetId":"{{Targets.First}}"}]}"""),
            ("ec2 describe-vpc-endpoint-services", $$"""{"ServiceDetails":[{{Offer("eu-central-1", "sqs", ["a"]).ToJsonString()}}]}""")))));
    }

    [Fact]
    public void An_endpoint_that_AWS_does_not_list_is_not_called_missing() =>
        Assert.Empty(ZoneChecks.Endpoints(TargetIn("eu-central-1", "euc1-az1", "euc1-az3")));

    private static PreflightTarget TargetIn(string region, string first, string second, params (string Service, string[] Zones)[] offers)
    {
        using var directory = new TemporaryDirectory();
        var text = EdgeFiles.Text(EdgeFiles.Demo).Replace("eu-central-1", region, StringComparison.Ordinal);
        var edge = Assert.Single(Fleet.Load(directory.Write("edges/demo.yaml", text), Repository.Releases));
        var aws = new FakeAccount
        {
            Answers =
            {
                ["ec2 describe-subnets"] = new()
                {
                    ["Subnets"] = new JsonArray(
                        Subnet("subnet-0fa6e2c437dd0e5fd", $"{region}a", first),
                        Subnet("subnet-0156acffabb5aa872", $"{region}b", second)),
                },
                ["ec2 describe-vpc-endpoint-services"] = new()
                {
                    ["ServiceDetails"] = new JsonArray([.. offers.Select(offer => Offer(region, offer.Service, offer.Zones))]),
                },
            },
        };
        return new PreflightTarget(edge, aws);
    }

    private static JsonObject Subnet(string id, string zone, string zoneId) => new()
    {
        ["SubnetId"] = id,
        ["AvailabilityZone"] = zone,
        ["AvailabilityZoneId"] = zoneId,
    };

    private static JsonObject Offer(string region, string service, string[] zones) => new()
    {
        ["ServiceName"] = $"com.amazonaws.{region}.{service.Split(' ')[0]}",
        ["ServiceType"] = new JsonArray(new JsonObject { ["ServiceType"] = service.Contains(' ') ? "Gateway" : "Interface" }),
        ["AvailabilityZones"] = new JsonArray([.. zones.Select(zone => (JsonNode)$"{region}{zone}")]),
    };
}
