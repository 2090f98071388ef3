using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>The same input gives the same bytes: a change set must show what somebody changed, and nothing else.</summary>
public sealed class DeterminismTests(SynthesizedEdges edges)
{
    [Fact]
    public void The_order_of_lists_in_the_file_does_not_matter()
    {
        var shuffled = EdgeFiles.Text(EdgeFiles.Demo)
            .Replace("""
                    - "subnet-0fa6e2c437dd0e5fd"
                    - "subnet-0156acffabb5aa872"
                """, """
                    - "subnet-0156acffabb5aa872"
                    - "subnet-0fa6e2c437dd0e5fd"
                """, StringComparison.Ordinal);
        Assert.NotEqual(EdgeFiles.Text(EdgeFiles.Demo), shuffled);

        Assert.Equal(edges.Demo.Text, edges.Synthesize(shuffled).Text);
    }

    [Fact]
    public void Every_list_of_the_fullest_file_may_be_reordered()
    {
        var text = EdgeFiles.Text(EdgeFiles.Full)
            .Replace("directory: packages", "bucket: vendor-releases", StringComparison.Ordinal);
        var reordered = text
            .Replace(
                "[subnet-0cccccccccccccccc, subnet-0aaaaaaaaaaaaaaaa, subnet-0bbbbbbbbbbbbbbbb]",
                "[subnet-0aaaaaaaaaaaaaaaa, subnet-0bbbbbbbbbbbbbbbb, subnet-0cccccccccccccccc]",
                StringComparison.Ordinal)
            .Replace(
                "[eu-central-1c, eu-central-1a, eu-central-1b]", "[eu-central-1a, eu-central-1b, eu-central-1c]", StringComparison.Ordinal)
            .Replace("[10.0.0.0/16, 100.64.0.0/16]", "[100.64.0.0/16, 10.0.0.0/16]", StringComparison.Ordinal)
            .Replace(
                "[rtb-0aa11bb22cc33dd44, rtb-0bb11bb22cc33dd44]",
                "[rtb-0bb11bb22cc33dd44, rtb-0aa11bb22cc33dd44]",
                StringComparison.Ordinal)
            .Replace("[sts, logs, ecr.api,", "[ecr.api, logs, sts,", StringComparison.Ordinal)
            .Replace("""["222233334444", "111122223333"]""", """["111122223333", "222233334444"]""", StringComparison.Ordinal)
            .Replace(
                """{ cost-center: "4711", Team: Data Platform }""",
                """{ Team: Data Platform, cost-center: "4711" }""",
                StringComparison.Ordinal);

        Assert.Equal(edges.Synthesize(text).Text, edges.Synthesize(reordered).Text);
    }
}
