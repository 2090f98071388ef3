using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>Each connection of a closed edge, or of one without NAT, ends somewhere.</summary>
public sealed class ReachabilityChecksTests
{
    private const string Local = """{"DestinationCidrBlock":"10.0.0.0/16","GatewayId":"local"}""";
    private const string ToDataSources = """{"DestinationCidrBlock":"10.0.0.0/8","TransitGatewayId":"tgw-1","State":"active"}""";
    private const string Denying = """
        {"RuleNumber":90,"Egress":true,"Protocol":"6","RuleAction":"deny","CidrBlock":"10.20.0.0/16","PortRange":{"From":5432,"To":5432}}
        """;

    private const string Allowing = """{"RuleNumber":100,"Egress":true,"Protocol":"-1","RuleAction":"allow","CidrBlock":"0.0.0.0/0"}""";

    [Fact]
    public void With_a_route_to_the_data_sources_everything_is_reached() => Assert.Empty(Find(Local + "," + ToDataSources));

    [Fact]
    public void A_destination_without_a_route_is_named() => Assert.Equal(
        [
            "10.20.0.0/16 is not reached from " + Subnets + ": there is no route to it",
            "10.30.7.4/32 is not reached from " + Subnets + ": there is no route to it",
        ],
        Find(Local).Select(finding => finding.What));

    [Fact]
    public void An_internet_gateway_is_no_way() => Assert.Equal(
        2, Find(Local + """,{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1"}""").Count);

    [Fact]
    public void A_service_without_endpoint_is_named_and_one_that_exists_is_found()
    {
        const string existing = "additionalEndpoints: [ecr.api, ecr.dkr, ecs, logs]\n  existingEndpoints: [sts]";
        string Edit(string text) => text.With("additionalEndpoints: [ecr.api, ecr.dkr, ecs, logs, sts]", existing)
            .With("mode: closed", "mode: closed\n    endpointBlocks: [10.0.0.0/16]");

        var missing = Assert.Single(Find(Local + "," + ToDataSources, Edit));
        Assert.Equal($"AWS: sts is not reached from {Subnets}: there is neither an endpoint nor a route to it", missing.What);
        Assert.Equal("add sts to vpc.additionalEndpoints", missing.Remedy);
        Assert.Empty(Find(Local + "," + ToDataSources, Edit, """
            {"VpcEndpointId":"vpce-1","ServiceName":"com.amazonaws.eu-central-1.sts","VpcEndpointType":"Interface","State":"available",
             "PrivateDnsEnabled":true,"SubnetIds":["subnet-1"]}
            """));
    }

    [Fact]
    public void S3_needs_the_route_table_of_each_subnet() => Assert.Contains(
        Find(Local + "," + ToDataSources, table: "rtb-other"),
        finding => finding.What.StartsWith("AWS: s3 is not reached from", StringComparison.Ordinal)
            && finding.Remedy!.StartsWith("add the route table", StringComparison.Ordinal));

    [Fact]
    public void A_network_acl_that_denies_a_data_source_is_named_once() => Assert.Equal(
        ((string[])[Targets.First, Targets.Second])
            .Select(subnet => $"the network ACL of {subnet} does not allow 10.20.0.0/16 on port 5432"),
        Find(Local + "," + ToDataSources, acl: Denying + "," + Allowing).Select(finding => finding.What));

    [Fact]
    public void One_that_AWS_does_not_show_has_a_check_of_its_own() =>
        Assert.Empty(Find(Local + "," + ToDataSources, acl: Denying + """,{"Egress":true}"""));

    [Fact]
    public void Nothing_is_asked_about_an_open_edge_with_NAT() => Assert.Empty(ReachabilityChecks.Find(Targets.Of(
        new FakeAws(("ec2 describe-subnets", Targets.Subnets)))));

    [Theory]
    [InlineData("internetAccess: false", "internetAccess: true")]
    [InlineData("mode: closed", "mode: open")]
    public void One_of_both_is_enough_to_ask(string closed, string open) =>
        Assert.NotEmpty(Find(Local, text => Opened(text.With(closed, open), open), table: "rtb-other"));

    [Fact]
    public void A_subnet_that_does_not_exist_has_a_check_of_its_own()
    {
        var aws = new FakeAws(("ec2 describe-subnets", $$"""{"Subnets":[{"SubnetId":"{{Targets.First}}"}]}"""));

        Assert.All(
            ReachabilityChecks.Find(Targets.Of(aws, _ => File.ReadAllText(EdgeExamples.PathOf("closed")))),
            finding => Assert.DoesNotContain(Targets.Second, finding.What, StringComparison.Ordinal));
    }

    [Fact]
    public void A_destination_of_nobody_is_corrected_in_the_file_and_its_workloads_are_named_once()
    {
        var finding = Find(Local)[0];

        Assert.Equal("add a route, or correct the destination in vpc.egress", finding.Remedy);
        var from = finding.Later!.Split("connections of ")[1].Split(" time out")[0].Split(", ");
        Assert.Equal(from.Distinct(), from);
    }

    // Keys that only a closed edge has.
    private static string Opened(string text, string mode) => mode != "mode: open" ? text
        : string.Join('\n', text.Split('\n').Where(line => !line.Contains("s3PrefixListId") && !line.Contains("dataSource")));

    [Fact]
    public void Without_NAT_no_default_route_is_asked_for() => Assert.Empty(
        RouteChecks.Find(Target(Local, text => text, "", "rtb-0aa11bb22cc33dd44", Allowing)));

    private static string Subnets => $"{Targets.First}, {Targets.Second}";

    private static List<Finding> Find(
        string routes, Func<string, string>? edit = null, string endpoints = "", string table = "rtb-0aa11bb22cc33dd44",
        string acl = Allowing) =>
        [.. ReachabilityChecks.Find(Target(routes, edit ?? (text => text), endpoints, table, acl))];

    private static PreflightTarget Target(string routes, Func<string, string> edit, string endpoints, string table, string acl)
    {
        var aws = new FakeAws(
            ("ec2 describe-subnets", Targets.Subnets),
            ("ec2 describe-vpc-endpoints", $$"""{"VpcEndpoints":[{{endpoints}}]}"""),
            ("route53 list-hosted-zones-by-vpc", """{"HostedZoneSummaries":[]}"""),
            ("ec2 describe-network-acls", $$"""
                {"NetworkAcls":[{"NetworkAclId":"acl-1","Entries":[{{acl}}],
                  "Associations":[{"SubnetId":"{{Targets.First}}"},{"SubnetId":"{{Targets.Second}}"}]}]}
                """),
            ("ec2 describe-route-tables", $$"""
                {"RouteTables":[{"RouteTableId":"{{table}}","Routes":[{{routes}}],"Associations":[{"Main":true}]}]}
                """));
        return Targets.Of(aws, _ => edit(File.ReadAllText(EdgeExamples.PathOf("closed"))));
    }
}
