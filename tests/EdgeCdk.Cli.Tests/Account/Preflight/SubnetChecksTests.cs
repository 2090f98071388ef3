using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>The private subnets of the edge file, as AWS has them.</summary>
public sealed class SubnetChecksTests
{
    private const string OneZone = $$"""
        {"Subnets":[{"SubnetId":"{{Targets.First}}","AvailabilityZone":"eu-central-1a"},
          {"SubnetId":"{{Targets.Second}}","AvailabilityZone":"eu-central-1a"}]}
        """;

    [Theory]
    [InlineData(Targets.Subnets, "", "")]
    [InlineData($$"""{"Subnets":[{"SubnetId":"{{Targets.First}}"}]}""", "Failed", "has no " + Targets.Second)]
    [InlineData(OneZone, "Failed", "are in one zone, eu-central-1a")]
    [InlineData($$"""{"Subnets":[{"SubnetId":"{{Targets.First}}"},{"SubnetId":"{{Targets.Second}}"}]}""", "", "")]
    public void Each_exists_in_a_zone_of_its_own(string subnets, string outcome, string words) =>
        Targets.Has(SubnetChecks.Find(Target(subnets)), outcome, words);

    [Theory]
    [InlineData("eu-central-1b, eu-central-1a", "eu-central-1b", "Warning", "but the subnets are in eu-central-1a, eu-central-1b")]
    [InlineData("eu-central-1a, eu-central-1b", "eu-central-1b", "", "")]
    [InlineData("eu-central-1b, eu-central-1a", "", "", "")]
    public void Other_zones_than_those_of_the_file_are_a_warning(string zones, string second, string outcome, string words) => Targets.Has(
        SubnetChecks.Find(Targets.Of(
            new FakeAws(("ec2 describe-subnets", $$"""
                {"Subnets":[{"SubnetId":"{{Targets.First}}","AvailabilityZone":"eu-central-1a"},
                  {"SubnetId":"{{Targets.Second}}","AvailabilityZone":"{{second}}"}]}
                """)),
            text => text.With("  endpoints:", $"  availabilityZones: [{zones}]\n  endpoints:"))),
        outcome, words);

    [Fact]
    public void Zones_are_not_compared_while_a_subnet_is_missing() => Targets.Has(
        SubnetChecks.Find(Targets.Of(
            new FakeAws(("ec2 describe-subnets", $$"""
                {"Subnets":[{"SubnetId":"{{Targets.First}}","AvailabilityZone":"eu-central-1a"}]}
                """)),
            text => text.With("  endpoints:", "  availabilityZones: [eu-central-1a, eu-central-1b]\n  endpoints:"))),
        "Failed", "has no " + Targets.Second);

    [Theory]
    [InlineData("available", "", "")]
    [InlineData("", "", "")]
    [InlineData("pending", "Warning", Targets.Second + " is pending")]
    [InlineData("newer", "Warning", "is newer")]
    [InlineData("unavailable", "Failed", "is unavailable")]
    [InlineData("failed", "Failed", "is failed")]
    [InlineData("failed-insufficient-capacity", "Failed", "is failed-insufficient-capacity")]
    public void Each_is_available(string state, string outcome, string words) => Targets.Has(
        SubnetChecks.Find(Target($$"""
            {"Subnets":[{"SubnetId":"{{Targets.First}}","AvailabilityZone":"eu-central-1a","State":"available"},
              {"SubnetId":"{{Targets.Second}}","AvailabilityZone":"eu-central-1b","State":"{{state}}"}]}
            """)),
        outcome, words);

    [Theory]
    [InlineData("""{"ZoneName":"eu-central-1b","ZoneType":"availability-zone"}""", "", "")]
    [InlineData("""{"ZoneName":"eu-central-1b","ZoneType":"local-zone"}""", "Failed", "is in a Local Zone, eu-central-1b")]
    [InlineData("""{"ZoneName":"eu-central-1b","ZoneType":"wavelength-zone"}""", "Failed", "is in a Wavelength Zone, eu-central-1b")]
    public void Each_is_in_a_regular_zone(string zone, string outcome, string words) => Targets.Has(
        SubnetChecks.Zones(Target(Targets.Subnets, ("ec2 describe-availability-zones", $$"""{"AvailabilityZones":[{{zone}}]}"""))),
        outcome, words);

    [Fact]
    public void A_subnet_of_an_outpost_is_refused() => Targets.Has(
        SubnetChecks.Zones(Target($$"""{"Subnets":[{"SubnetId":"{{Targets.First}}","OutpostArn":"arn"}]}""")), "Failed", "an Outpost");

    [Theory]
    [InlineData(12, "", "")]
    [InlineData(11, "Warning", "has 11 free addresses; 9 are needed to deploy, and 12 when one task of each job runs")]
    [InlineData(9, "Warning", "has 9 free addresses; 9 are needed to deploy")]
    [InlineData(8, "Failed", "has 8 free addresses; 9 are needed to deploy")]
    public void Each_has_enough_free_addresses(int free, string outcome, string words) => Targets.Has(
        SubnetAddressChecks.Find(Target($$"""
            {"Subnets":[{"SubnetId":"{{Targets.First}}","CidrBlock":"10.0.0.0/24","AvailableIpAddressCount":{{free}}},
              {"SubnetId":"{{Targets.Second}}","CidrBlock":"10.0.1.0/24","AvailableIpAddressCount":100}]}
            """)),
        outcome, words);

    [Theory]
    [InlineData(""" "Ipv6Native":true,"AvailableIpAddressCount":0 """, "Failed", "has IPv6 addresses only")]
    [InlineData(""" "CidrBlock":"10.0.0.0/24" """, "Unknown", "the IPv4 addresses of " + Targets.First + " could not be checked")]
    [InlineData(""" "AvailableIpAddressCount":200 """, "Unknown", "the IPv4 addresses of " + Targets.First + " could not be checked")]
    public void Without_IPv4_addresses_there_is_nothing_to_count(string subnet, string outcome, string words) => Targets.Has(
        SubnetAddressChecks.Find(Target($$"""{"Subnets":[{"SubnetId":"{{Targets.First}}",{{subnet}}}]}""")), outcome, words);

    [Theory]
    [InlineData(false, "use a larger subnet of the same zone")]
    [InlineData(true, "add a subnet of a further zone")]
    public void A_subnet_of_a_deployed_edge_is_not_exchanged_for_one_of_its_zone(bool isDeployed, string remedy)
    {
        (string, string)[] stack = isDeployed ? [("cloudformation describe-stacks", Targets.DeployedStack)] : [];
        var target = Target(
            $$"""{"Subnets":[{"SubnetId":"{{Targets.First}}","CidrBlock":"10.0.0.0/24","AvailableIpAddressCount":1}]}""", stack);

        Assert.Contains(remedy, Assert.Single(SubnetAddressChecks.Find(target)).Remedy, StringComparison.Ordinal);
    }

    private static PreflightTarget Target(string subnets, params (string, string)[] more) =>
        Targets.Of(new FakeAws([("ec2 describe-subnets", subnets), .. more]));
}
