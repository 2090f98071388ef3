using EdgeCdk.Cli.Account.Verify;

namespace EdgeCdk.Cli.Tests.Account.Verify;

/// <summary>What runs is what the release names.</summary>
public sealed class ImageChecksTests
{
    [Theory]
    [InlineData("a", "a", "Ok", "edge/dqc:1 is sha256:a")]
    [InlineData("a", "b", "Failed", "edge/dqc:1 runs as sha256:a and as sha256:b: its tag was moved")]
    public void One_name_is_one_image(string first, string second, string outcome, string words) => DeployedEdges.All(
        ImageChecks.Digests(DeployedEdges.Of(
            ("ecs list-tasks", """{"taskArns":["t"]}"""),
            ("ecs describe-tasks", $$"""
                {"tasks":[{"containers":[{"image":"edge/dqc:1","imageDigest":"sha256:{{first}}"},
                  {"image":"edge/dqc:1","imageDigest":"sha256:{{second}}"},{"image":"edge/dqc:1"}]}]}
                """))),
        outcome, words);

    [Theory]
    [InlineData("a", "Ok", "edge/dqc:1@sha256:a is sha256:a")]
    [InlineData("b", "Unknown", "edge/dqc:1@sha256:a runs as sha256:b, which is not the digest that the release pins")]
    public void What_runs_is_compared_with_the_digest_of_the_release(string runs, string outcome, string words) => DeployedEdges.All(
        ImageChecks.Digests(DeployedEdges.Of(
            ("ecs list-tasks", """{"taskArns":["t"]}"""),
            ("ecs describe-tasks", $$"""
                {"tasks":[{"containers":[{"image":"edge/dqc:1@sha256:a","imageDigest":"sha256:{{runs}}"}]}]}
                """))),
        outcome, words);

    [Fact]
    public void Nothing_is_said_of_images_when_no_task_runs() =>
        DeployedEdges.All(ImageChecks.Digests(DeployedEdges.Of()), "Ok", "no task runs");

    [Fact]
    public void A_container_without_an_image_says_nothing_and_digests_are_short() => Assert.Equal(
        "a:1 is sha256:a, b:1 is sha256:0123456789ab",
        Assert.Single(ImageChecks.Digests(DeployedEdges.Of(
            ("ecs list-tasks", """{"taskArns":["t"]}"""),
            ("ecs describe-tasks", """
                {"tasks":[{"containers":[{"imageDigest":"sha256:c"},{"image":"b:1","imageDigest":"sha256:0123456789abcdef"},
                  {"image":"a:1","imageDigest":"sha256:a"}]}]}
                """)))).What);
}
