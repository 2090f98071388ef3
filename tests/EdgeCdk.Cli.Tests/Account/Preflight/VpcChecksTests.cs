using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>The VPC of the edge file, as AWS has it.</summary>
public sealed class VpcChecksTests
{
    private const string Dns = """{"EnableDnsSupport":{"Value":true},"EnableDnsHostnames":{"Value":true}}""";

    [Fact]
    public void A_vpc_that_does_not_exist_is_the_only_finding() => Targets.Has(
        VpcChecks.Find(Targets.Of(new FakeAws().Without("ec2 describe-vpcs"))), "Failed", $"there is no {Targets.VpcId} in eu-central-1");

    [Theory]
    [InlineData("""{"EnableDnsSupport":{"Value":false},"EnableDnsHostnames":{"Value":true}}""", "enableDnsSupport of")]
    [InlineData("""{"EnableDnsSupport":{"Value":true},"EnableDnsHostnames":{"Value":false}}""", "enableDnsHostnames of")]
    public void DNS_must_work_in_it(string attributes, string words) =>
        Targets.Has(VpcChecks.Find(Target("10.0.0.0/16", attributes)), "Failed", words);

    [Theory]
    [InlineData("""{"EnableDnsSupport":{"Value":true}}""", "enableDnsHostnames of " + Targets.VpcId + " could not be checked")]
    [InlineData("""{"EnableDnsHostnames":{"Value":true}}""", "enableDnsSupport of " + Targets.VpcId + " could not be checked")]
    public void An_attribute_that_AWS_does_not_show_is_not_known(string attributes, string words) =>
        Targets.Has(VpcChecks.Find(Target("10.0.0.0/16", attributes)), "Unknown", words);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"CidrBlockAssociationSet":[{"CidrBlock":"10.0.0.0/16"}]}""")]
    public void Neither_are_blocks_that_AWS_does_not_show(string vpc) => Targets.Has(
        VpcChecks.Find(Targets.Of(new FakeAws(("ec2 describe-vpcs", $$"""{"Vpcs":[{{vpc}}]}"""), ("ec2 describe-vpc-attribute", Dns)))),
        "Unknown", $"AWS does not show all blocks of {Targets.VpcId}");

    [Fact]
    public void A_block_without_a_subnet_of_the_edge_names_none() => Assert.Equal(
        $"does not have 100.64.0.0/16, a block of {Targets.VpcId}",
        Assert.Single(VpcChecks.Find(Target("10.0.0.0/16 100.64.0.0/16", Dns))).What);

    [Fact]
    public void Without_endpoints_of_its_own_nothing_has_to_be_reached_from_a_block() => Targets.Has(
        VpcChecks.Find(Target("10.0.0.0/16 10.0.1.0/24", Dns, text => text.With(
            "kms: create, secretsManager: create, sqs: create", "kms: existing, secretsManager: existing, sqs: existing"))),
        "Warning", "does not have 10.0.1.0/24");

    [Theory]
    [InlineData("10.0.0.0/16", "", "")]
    [InlineData("10.0.0.0/16 100.64.0.0/16", "Warning", "does not have 100.64.0.0/16, a block of")]
    [InlineData("10.0.0.0/16 10.0.1.0/24", "Failed", "does not have 10.0.1.0/24, a block of " + Targets.VpcId + " with " + Targets.Second)]
    public void The_file_has_all_of_its_blocks(string blocks, string outcome, string words) =>
        Targets.Has(VpcChecks.Find(Target(blocks, Dns)), outcome, words);

    [Fact]
    public void A_block_of_the_file_that_it_does_not_have_is_a_warning() => Targets.Has(
        VpcChecks.Find(Target("", Dns)), "Warning", $"has 10.0.0.0/16, which is not a block of {Targets.VpcId}");

    private static PreflightTarget Target(string blocks, string attributes, Func<string, string>? edit = null)
    {
        var associated = blocks.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(block => $$$"""{"CidrBlock":"{{{block}}}","CidrBlockState":{"State":"associated"}}""");
        return Targets.Of(new FakeAws(
            ("ec2 describe-vpcs", $$"""{"Vpcs":[{"CidrBlockAssociationSet":[{{string.Join(',', associated)}}]}]}"""),
            ("ec2 describe-subnets", Targets.Subnets),
            ("ec2 describe-vpc-attribute", attributes)), edit);
    }
}
