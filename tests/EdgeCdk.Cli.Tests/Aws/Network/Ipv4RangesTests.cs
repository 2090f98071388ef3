using EdgeCdk.Cli.Aws.Network;

namespace EdgeCdk.Cli.Tests.Aws.Network;

/// <summary>Sets of addresses, as security groups and network ACLs describe them in pieces.</summary>
public sealed class Ipv4RangesTests
{
    [Theory]
    [InlineData("10.0.0.0/25 10.0.0.128/25", "10.0.0.0/24", true)]
    [InlineData("0.0.0.0/1 128.0.0.0/1", "0.0.0.0/0", true)]
    [InlineData("10.0.0.0/25 10.0.0.129/25", "10.0.0.0/24", true)]
    [InlineData("10.0.0.0/25 10.0.0.192/26", "10.0.0.0/24", false)]
    [InlineData("10.0.0.7/24", "10.0.0.0/24", true)]
    [InlineData("", "10.0.0.0/24", false)]
    [InlineData("::/0 fd00::/8 nonsense 10.0.0.0/33", "10.0.0.0/24", false)]
    public void Several_blocks_cover_together_what_none_covers_alone(string blocks, string wanted, bool isCovered) => Assert.Equal(
        isCovered, Ipv4Ranges.Of(blocks.Split(' ')).Cover(Ipv4Ranges.Of(wanted)!));

    [Fact]
    public void What_is_taken_away_is_not_covered()
    {
        var all = Ipv4Ranges.Of("10.0.0.0/8")!;
        var left = all.Without(Ipv4Ranges.Of("10.1.0.0/16")!);

        Assert.False(left.Cover(Ipv4Ranges.Of("10.1.2.0/24")!));
        Assert.True(left.Cover(Ipv4Ranges.Of("10.2.0.0/16")!));
        Assert.True(left.With(Ipv4Ranges.Of("10.1.0.0/16")!).Cover(all));
        Assert.True(all.In(Ipv4Ranges.Of("11.0.0.0/8")!).IsEmpty);
    }
}
