using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Tests.Aws.Network;

/// <summary>What AWS says of a VPC and of what is in it.</summary>
public sealed class VpcViewTests
{
    private const string Id = "vpc-1";
    private const string Region = "eu-central-1";

    [Theory]
    [InlineData("available", true)]
    [InlineData("Available", true)]
    [InlineData("pending", true)]
    [InlineData("pendingAcceptance", true)]
    [InlineData("deleting", false)]
    [InlineData("Deleted", false)]
    [InlineData("failed", false)]
    [InlineData("rejected", false)]
    [InlineData("expired", false)]
    public void An_endpoint_counts_while_it_exists_or_will(string state, bool counts) => Assert.Equal(
        counts ? 1 : 0,
        View(("ec2 describe-vpc-endpoints", $$"""{"VpcEndpoints":[{"VpcEndpointId":"vpce-1","State":"{{state}}"}]}""")).Endpoints().Count);

    [Theory]
    [InlineData("associated", "10.0.0.0/16 100.64.0.0/16", true)]
    [InlineData("associating", "10.0.0.0/16 100.64.0.0/16", true)]
    [InlineData("disassociated", "10.0.0.0/16", true)]
    [InlineData("failed", "10.0.0.0/16", true)]
    [InlineData("", "10.0.0.0/16 100.64.0.0/16", false)]
    public void A_block_counts_while_it_is_associated(string state, string blocks, bool isShown)
    {
        var view = View(("ec2 describe-vpcs", $$$"""
            {"Vpcs":[{"CidrBlock":"10.0.0.0/16",
              "CidrBlockAssociationSet":[{"CidrBlock":"100.64.0.0/16","CidrBlockState":{"State":"{{{state}}}"}}]}]}
            """));

        Assert.Equal((blocks, isShown), (string.Join(' ', view.CidrBlocks()), view.ShowsCidrBlocks));
    }

    [Theory]
    [InlineData("""{"OwnerId":"999988887777"}""", "", "999988887777", true)]
    [InlineData("""{"OwnerId":"123456789011"}""", "", null, true)]
    [InlineData("{}", """{"OwnerId":""},{"OwnerId":"999988887777"}""", "999988887777", true)]
    [InlineData("{}", "", null, false)]
    public void Its_owner_is_that_of_its_subnets(string vpc, string subnets, string? owner, bool isShown)
    {
        var view = View(
            ("ec2 describe-vpcs", $$"""{"Vpcs":[{{vpc}}]}"""), ("ec2 describe-subnets", $$"""{"Subnets":[{{subnets}}]}"""));

        Assert.Equal((owner, isShown), (view.OwnerOtherThan("123456789011"), view.ShowsOwner));
    }

    [Theory]
    [InlineData("""{"Main":true},{"SubnetId":"subnet-2"}""", "", "rtb-1")]
    [InlineData("""{"Main":true}""", """{"SubnetId":"subnet-1"}""", "rtb-2")]
    [InlineData("""{"Main":true}""", """{"GatewayId":"igw-1"}""", "rtb-1")]
    [InlineData("""{"Main":true}""", "{}", null)]
    [InlineData("""{"Main":false,"SubnetId":"subnet-2"}""", "", null)]
    public void A_subnet_has_its_own_route_table_or_the_main_one(string first, string second, string? table) => Assert.Equal(
        table ?? "",
        View(("ec2 describe-route-tables", $$"""
            {"RouteTables":[{"RouteTableId":"rtb-1","Associations":[{{first}}]},{"RouteTableId":"rtb-2","Associations":[{{second}}]}]}
            """)).RouteTableOf("subnet-1").Text("RouteTableId"));

    [Theory]
    [InlineData("""{"OwningAccount":"123456789011"}""", "Z2")]
    [InlineData("""{"OwningService":"vpce.amazonaws.com"}""", null)]
    public void A_hosted_zone_of_AWS_is_that_of_an_endpoint(string owner, string? zone) => Assert.Equal(
        zone,
        View(("route53 list-hosted-zones-by-vpc", $$"""
            {"HostedZoneSummaries":[{"HostedZoneId":"Z1","Name":"kms.eu-central-1.amazonaws.com.","Owner":{{owner}}},
              {"HostedZoneId":"Z2","Name":"sqs.eu-central-1.amazonaws.com.","Owner":{{owner}}}]}
            """)).HostedZoneOf("sqs"));

    [Fact]
    public void Hosted_zones_are_read_to_their_end() => Assert.Equal(
        "Z2",
        new VpcView(
            new RegionalAws(
                new PagedAws(
                    """{"NextToken":"more","HostedZoneSummaries":[{"HostedZoneId":"Z1","Name":"corp.example.com."}]}""",
                    """{"HostedZoneSummaries":[{"HostedZoneId":"Z2","Name":"sqs.eu-central-1.amazonaws.com."}]}"""),
                Region),
            Id).HostedZoneOf("sqs"));

    [Fact]
    public void Who_asks_for_the_first_ones_gets_no_more() => Assert.Single(
        new RegionalAws(new PagedAws("""{"NextToken":"more","StackEvents":[{"EventId":"1"}]}""", "{}"), Region)
            .List("StackEvents", "cloudformation", "describe-stack-events", "--max-items", "1"));

    [Theory]
    [InlineData("""{"PrefixListId":""},{"PrefixListId":"pl-1"},{"PrefixListId":"pl-2"}""", "pl-1")]
    [InlineData("", null)]
    public void The_prefix_list_of_S3_is_the_first_that_AWS_shows(string lists, string? id) => Assert.Equal(
        id, View(("ec2 describe-managed-prefix-lists", $$"""{"PrefixLists":[{{lists}}]}""")).S3PrefixListId());

    private static VpcView View(params (string, string)[] answers) => new(new RegionalAws(new FakeAws(answers), Region), Id);
}
