using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>An interface endpoint that exists by the edge file: it is there, it works, and the name of the service leads to it.</summary>
public sealed class ExistingEndpointChecksTests
{
    private const string Sqs = """ "ServiceName":"com.amazonaws.eu-central-1.sqs" """;
    private const string PrivateDns = """ "PrivateDnsEnabled":true """;
    private const string Available = """ "State":"available" """;
    private const string Interface = """ "VpcEndpointType":"Interface" """;
    private const string Out = """{"DestinationCidrBlock":"0.0.0.0/0","NatGatewayId":"nat-1"}""";

    private const string Local = """{"DestinationCidrBlock":"10.0.0.0/16","GatewayId":"local"}""";
    private const string Zone = """{"HostedZoneId":"Z1","Name":"sqs.eu-central-1.amazonaws.com.","Owner":{"OwningAccount":"1"}}""";

    [Theory]
    // Alone, beside one that has no private DNS, and beside other kinds, on either side.
    [InlineData($"{Sqs},{PrivateDns},{Available},{Interface}")]
    [InlineData($"{Sqs},{Available},{Interface},\"PrivateDnsEnabled\":false|{Sqs},{PrivateDns},{Available},{Interface}")]
    [InlineData($"{Sqs},{PrivateDns},{Available},{Interface}|{Sqs},{Available},{Interface},\"PrivateDnsEnabled\":false")]
    [InlineData($"{Sqs},{Available},\"VpcEndpointType\":\"Gateway\"|{Sqs},{PrivateDns},{Available},{Interface}")]
    // States that end by themselves, and those that need somebody.
    [InlineData(
        $"{Sqs},{PrivateDns},{Interface},\"State\":\"Pending\"", "Warning vpce-1 is pending", "wait until it is available")]
    [InlineData(
        $"{Sqs},{PrivateDns},{Interface},\"State\":\"pendingAcceptance\"", "Failed vpce-1 is pendingacceptance",
        "ask the owner of the service to accept it")]
    [InlineData(
        $"{Sqs},{PrivateDns},{Interface},\"State\":\"partial\"", "Warning vpce-1 is partial: some of its zones do not work",
        "correct it until it is available")]
    [InlineData(
        $"{Sqs},{PrivateDns},{Interface}", "Unknown vpce-1 has a state that AWS does not show", "make sure that it is available")]
    [InlineData(
        $"{Sqs},{PrivateDns},{Interface},\"State\":\"resting\"",
        "Warning vpce-1 is resting, a state that this version of edge does not know", "make sure that it is available")]
    // Its name is what leads to it.
    [InlineData(
        $"{Sqs},{Available},{Interface},\"PrivateDnsEnabled\":false",
        "Warning is existing, but vpce-1 has no private DNS, so that the name of the service does not lead to it",
        "vpc.endpoints.sqs: create, or aws ec2 modify-vpc-endpoint --region eu-central-1 --vpc-endpoint-id vpce-1 --private-dns-enabled")]
    [InlineData(
        $"{Sqs},{Available},{Interface}", "Unknown whether vpce-1 has private DNS could not be checked: AWS does not show it",
        "see aws ec2 describe-vpc-endpoints --region eu-central-1 --vpc-endpoint-ids vpce-1")]
    [InlineData("", $"Warning is existing, but {Targets.VpcId} has no such endpoint", "vpc.endpoints.sqs: create")]
    [InlineData(
        $"{Sqs},{Available},{PrivateDns},\"VpcEndpointType\":\"Gateway\"",
        $"Warning is existing, but {Targets.VpcId} has no such endpoint", "vpc.endpoints.sqs: create")]
    [InlineData(
        $"{Available},{PrivateDns},{Interface}",
        "Unknown whether vpce-1 is the endpoint could not be checked: AWS does not show its service",
        "see aws ec2 describe-vpc-endpoints --region eu-central-1 --vpc-endpoint-ids vpce-1")]
    public void It_works_or_it_is_told_what_to_do(string endpoints, params string[] found) =>
        Assert.Equal(found, Find(endpoints).SelectMany(finding => new[] { $"{finding.Outcome} {finding.What}", finding.Remedy }));

    // What stands behind the zone is in another VPC. An endpoint with private DNS comes before it.
    [Theory]
    [InlineData("", true)]
    [InlineData($"{Sqs},{Available},{Interface},\"PrivateDnsEnabled\":false", true)]
    [InlineData($"{Sqs},{Available},{Interface},{PrivateDns}", false)]
    public void A_hosted_zone_serves_as_well(string endpoints, bool isTold) => Targets.Has(
        Find(endpoints, zone: Zone), isTold ? "Unknown" : "", "the hosted zone Z1 answers for the service");

    [Theory]
    [InlineData(Out, Out, "Warning", "its traffic goes through NAT")]
    [InlineData(Out, Local, "Failed", "calls to the service time out")]
    [InlineData(Local, Out, "Failed", "calls to the service time out")]
    [InlineData(Local, Local, "Failed", "calls to the service time out")]
    public void Without_it_every_subnet_needs_a_way_out(string first, string second, string outcome, string later)
    {
        var finding = Assert.Single(Find("", first, second));

        Assert.Equal(outcome, $"{finding.Outcome}");
        Assert.StartsWith(later, finding.Later, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_owner_of_a_shared_vpc_sees_its_endpoints()
    {
        var finding = Assert.Single(Find("", owner: "999988887777"));

        Assert.Equal(Outcome.Unknown, finding.Outcome);
        Assert.Equal("ask account 999988887777, which creates the endpoints of its VPC", finding.Remedy);
    }

    private static List<Finding> Find(
        string endpoints, string first = Out, string second = Out, string zone = "", string owner = FakeAccount.Account)
    {
        var described = endpoints.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(one => $$"""
            { "VpcEndpointId":"vpce-1","Groups":[{"GroupId":"sg-1"}],"SubnetIds":["{{Targets.First}}","{{Targets.Second}}"],{{one}} }
            """);
        var aws = new FakeAws(
            ("ec2 describe-subnets", Targets.Subnets),
            ("ec2 describe-vpcs", $$"""{"Vpcs":[{"VpcId":"{{Targets.VpcId}}","OwnerId":"{{owner}}"}]}"""),
            ("ec2 describe-vpc-endpoints", $$"""{"VpcEndpoints":[{{string.Join(',', described)}}]}"""),
            ("ec2 describe-security-groups",
                """{"SecurityGroups":[{"IpPermissions":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}]}"""),
            ("ec2 describe-route-tables", $$"""
                {"RouteTables":[{"RouteTableId":"rtb-1","Routes":[{{first}}],"Associations":[{"SubnetId":"{{Targets.First}}"}]},
                  {"RouteTableId":"rtb-2","Routes":[{{second}}],"Associations":[{"SubnetId":"{{Targets.Second}}"}]}]}
                """),
            ("route53 list-hosted-zones-by-vpc", $$"""{"HostedZoneSummaries":[{{zone}}]}"""));
        return
        [
            .. ExistingEndpointChecks.Find(
                Targets.Of(aws, text => text.With("sqs: create", "sqs: existing")),
                EndpointService.Interfaces.Single(service => service.Service == "sqs")),
        ];
    }
}
