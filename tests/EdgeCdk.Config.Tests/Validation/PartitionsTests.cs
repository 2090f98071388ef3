using EdgeCdk.Config.Tests.Aws;
using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Tests.Validation;

public sealed class PartitionsTests
{
    private const string Remedy = "use one of the partitions aws, aws-us-gov, aws-cn; "
        + "choose a region of one of them for the edge, and everything that it uses from the same partition";

    [Fact]
    public void Every_region_of_aws_is_allowed_or_told_to_be_of_a_partition_that_is_not_supported_yet()
    {
        Assert.InRange(AwsModels.Regions.Count, 6, 20);
        var places = AwsModels.Regions.SelectMany(
            partition => partition.Value.Select(region => (Partition: partition.Key, Region: region)));
        Assert.All(places, place =>
        {
            var messages = Workspace.MessagesOfEdge(("region: eu-central-1\n  acc", $"region: {place.Region}\n  acc"));
            if (Partitions.Supported.Contains(place.Partition))
            {
                Assert.Equal(place.Partition, Partitions.Of(place.Region));
                Assert.DoesNotContain(messages, message => message.Contains(" account.region ", StringComparison.Ordinal));
            }
            else
            {
                Assert.Contains(
                    $"edges/acme-prod.yaml:5:11: account.region is \"{place.Region}\", of partition {place.Partition}, "
                        + $"which is not supported yet; {Remedy}",
                    messages);
            }
        });
    }

    [Theory]
    [InlineData(
        "region: eu-west-1\ncontrolPlane",
        "region: eusc-de-east-1\ncontrolPlane",
        "s3.region is \"eusc-de-east-1\", of partition aws-eusc")]
    [InlineData(
        "arn:aws:iam::012345678901:role",
        "arn:aws-eusc:iam::012345678901:role",
        "s3.iamRoleArn is \"arn:aws-eusc:iam::012345678901:role/data/s3-role\", of partition aws-eusc")]
    [InlineData(
        "arn:aws:sns",
        "arn:aws-iso-b:sns",
        "alarms.topicArn is \"arn:aws-iso-b:sns:eu-central-1:012345678901:alarms\", of partition aws-iso-b")]
    [InlineData("eu-central-1a,", "eusc-de-east-1a,", "vpc.availabilityZones[0] is \"eusc-de-east-1a\", of partition aws-eusc")]
    [InlineData(
        "prefix: registry.example.com:5000/ataccama",
        "prefix: 012345678901.dkr.ecr.eusc-de-east-1.amazonaws.eu/a",
        "registry.prefix is \"012345678901.dkr.ecr.eusc-de-east-1.amazonaws.eu/a\", of partition aws-eusc")]
    public void Nothing_of_a_partition_that_is_not_supported_is_sent_back_to_where_it_came_from(string from, string to, string message)
    {
        var told = Assert.Single(Workspace.MessagesOfFullEdge((from, to)));

        Assert.EndsWith($": {message}, which is not supported yet; {Remedy}", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-centra-1")]
    [InlineData("eu-isolated-1")]
    public void A_misspelt_region_is_no_partition(string region) => Assert.EndsWith(
        "take the code from the region menu of the AWS console",
        Assert.Single(Workspace.MessagesOfEdge(("region: eu-central-1\n  acc", $"region: {region}\n  acc"))),
        StringComparison.Ordinal);
}
