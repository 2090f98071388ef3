using EdgeCdk.Cli.Account.Preflight;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>The mount targets of a deployed edge, and what an update of the network would do to them.</summary>
public sealed class MountTargetChecksTests
{
    private const string Own = $$""" "VpcId":"{{Targets.VpcId}}" """;

    [Theory]
    [InlineData("", "", "")]
    [InlineData("{" + Own + $$""","SubnetId":"{{Targets.First}}","AvailabilityZoneName":"eu-central-1a"}""", "", "")]
    [InlineData(
        "{" + Own + ""","SubnetId":"subnet-old","AvailabilityZoneName":"eu-central-1b"}""",
        "Failed", Targets.Second + " replaces subnet-old, and both are in eu-central-1b")]
    [InlineData("{" + Own + ""","SubnetId":"subnet-old","AvailabilityZoneName":"eu-central-1c"}""", "", "")]
    [InlineData("{" + Own + ""","SubnetId":"subnet-old"}""", "", "")]
    [InlineData("""{"SubnetId":"subnet-old"}""", "", "")]
    [InlineData("""{"VpcId":"vpc-old"},{"VpcId":"vpc-old"}""", "Failed", "is " + Targets.VpcId + ", but the edge is deployed in vpc-old")]
    public void A_zone_has_one_and_a_file_system_is_in_one_VPC(string mounts, string outcome, string words) => Targets.Has(
        MountTargetChecks.Find(Targets.Of(Aws(mounts, ("cloudformation describe-stacks", Targets.DeployedStack)))), outcome, words);

    [Fact]
    public void A_subnet_whose_zone_AWS_does_not_show_replaces_none() => Assert.Empty(MountTargetChecks.Find(Targets.Of(new FakeAws(
        ("cloudformation describe-stacks", Targets.DeployedStack), FileSystems,
        ("ec2 describe-subnets", $$"""{"Subnets":[{"SubnetId":"{{Targets.First}}"},{"SubnetId":"{{Targets.Second}}"}]}"""),
        ("efs describe-mount-targets", $$"""{"MountTargets":[{ {{Own}},"SubnetId":"subnet-old"}]}""")))));

    [Fact]
    public void Before_the_first_deployment_there_are_none() =>
        Assert.Empty(MountTargetChecks.Find(Targets.Of(Aws("""{"VpcId":"vpc-old"}"""))));

    private static (string, string) FileSystems => ("cloudformation list-stack-resources", """
        {"StackResourceSummaries":[{"ResourceType":"AWS::IAM::Role","PhysicalResourceId":"demo-job"},
          {"ResourceType":"AWS::EFS::FileSystem","PhysicalResourceId":"fs-1"}]}
        """);

    private static FakeAws Aws(string mounts, params (string, string)[] more) => new(
        [
            FileSystems, ("ec2 describe-subnets", Targets.Subnets), ("efs describe-mount-targets", $$"""{"MountTargets":[{{mounts}}]}"""),
            .. more,
        ]);
}
