using EdgeCdk.Config.Edge;

namespace EdgeCdk.Config.Tests.Edge;

public sealed class PartitionsTests
{
    [Theory]
    [InlineData("eu-central-1", "aws")]
    [InlineData("us-east-1", "aws")]
    [InlineData("us-gov-east-1", "aws-us-gov")]
    [InlineData("cn-northwest-1", "aws-cn")]
    public void A_region_belongs_to_one_partition(string region, string partition) => Assert.Equal(partition, Partitions.Of(region));
}
