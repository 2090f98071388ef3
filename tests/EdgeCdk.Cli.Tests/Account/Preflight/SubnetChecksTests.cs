using EdgeCdk.Cli.Account.Preflight;

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
    public void Each_exists_in_a_zone_of_its_own(string subnets, string outcome, string words) =>
        Targets.Has(SubnetChecks.Find(Target(subnets)), outcome, words);

    [Fact]
    public void Other_zones_than_those_of_the_file_are_a_warning() => Targets.Has(
        SubnetChecks.Find(Targets.Of(
            new FakeAws(("ec2 describe-subnets", Targets.Subnets)),
            text => text.Replace(
                "  endpoints:", "  availabilityZones: [eu-central-1b, eu-central-1a]\n  endpoints:", StringComparison.Ordinal))),
        "Warning", "but the subnets are in eu-central-1a, eu-central-1b");

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
    [InlineData(8, "Failed", "has 8 free addresses; 9 are needed to deploy")]
    public void Each_has_enough_free_addresses(int free, string outcome, string words) => Targets.Has(
        SubnetAddressChecks.Find(Target($$"""
            {"Subnets":[{"SubnetId":"{{Targets.First}}","CidrBlock":"10.0.0.0/24","AvailableIpAddressCount":{{free}}},
              {"SubnetId":"{{Targets.Second}}","CidrBlock":"10.0.1.0/24","AvailableIpAddressCount":100}]}
            """)),
        outcome, words);

    private static PreflightTarget Target(string subnets, params (string, string)[] more) =>
        Targets.Of(new FakeAws([("ec2 describe-subnets", subnets), .. more]));
}
