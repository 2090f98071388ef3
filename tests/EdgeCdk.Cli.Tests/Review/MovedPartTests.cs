using System.Text.Json.Nodes;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Review;

/// <summary>
/// Roles, groups, endpoints and keys that become those of another team, and of the stack again: the review says what becomes of them and
/// in which order, and stops where AWS cannot do it in place.
/// </summary>
public sealed class MovedPartTests : IClassFixture<MovedPartTests.Reviews>
{
    private static readonly string[] Keys = ["GeneralKey", "DataQualityKey"];

    private readonly Reviews _reviews;

    public MovedPartTests(Reviews reviews) => _reviews = reviews;

    [Theory]
    [InlineData("Roles", true, "AWS has one role of a name", "deploy a new edge with existing roles")]
    [InlineData("Roles", false, "demo-deployment-support", "EntityAlreadyExists")]
    [InlineData("Endpoints", true, "Order: this deployment, then the other team", "4 endpoints")]
    [InlineData("Endpoints", false, "Order: the other team deletes its endpoints, then this deployment", "rolled back")]
    [InlineData("GeneralKey", true, "deleted, 7 days later", "dataRetention: retain first")]
    [InlineData("GeneralKey", false, "The file system is replaced", "kms.generalKeyArn")]
    [InlineData("DataQualityKey", true, "deleted, 7 days later", "kms.dataQualityKeyArn")]
    [InlineData("DataQualityKey", false, "No role of the edge may read the results", "kms.dataQualityKeyArn")]
    public void A_part_that_AWS_cannot_hand_over_in_place_needs_a_decision(string part, bool leaves, params string[] says)
    {
        var change = Assert.Single(Of(leaves), change => change.Construct == part);

        Assert.True(change.IsOpen);
        Assert.All(says, words => Assert.Contains(words, change.Words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, "then this deployment")]
    [InlineData(false, "Order: this deployment")]
    public void Groups_are_handed_over_in_place_and_the_order_is_told(bool leaves, string order)
    {
        var change = Assert.Single(Of(leaves), change => change.Construct == "SecurityGroups");

        Assert.False(change.NeedsDecision);
        Assert.Contains(order, change.Words, StringComparison.Ordinal);
    }

    // With dataRetention: retain before.
    [Fact]
    public void A_key_that_is_retained_is_not_lost_and_can_be_imported()
    {
        Assert.All(Keys, key =>
        {
            var change = Assert.Single(_reviews.Retained.Changes, change => change.Construct == key);

            Assert.Contains("is kept in AWS, outside the stack", change.Words, StringComparison.Ordinal);
            Assert.Contains("imports the key into its stack", change.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("never be read again", change.Words, StringComparison.Ordinal);
        });
        Assert.DoesNotContain(_reviews.Retained.Changes, change => change.Words.Contains("the old one is deleted", StringComparison.Ordinal)
            && change.Words.Contains("KMS", StringComparison.Ordinal));
    }

    [Fact]
    public void The_resources_of_a_part_need_no_further_decision_each()
    {
        var moved = Of(leaves: true).Where(change => change.Words.StartsWith("leaves the stack (", StringComparison.Ordinal)).ToList();

        Assert.True(moved.Count > 40, $"{moved.Count} resources");
        Assert.All(moved, change => Assert.False(change.NeedsDecision));
        Assert.DoesNotContain(Of(leaves: true), change => change.Words.StartsWith("is removed (IAM", StringComparison.Ordinal));
    }

    [Fact]
    public void A_part_that_stays_is_not_told() => Assert.DoesNotContain(
        _reviews.GroupsAlone.Changes, change => change.Construct is "Roles" or "Endpoints" or "GeneralKey" or "DataQualityKey");

    private IReadOnlyList<Change> Of(bool leaves) => (leaves ? _reviews.Leaving : _reviews.Coming).Changes;

    /// <summary>All reviews, by one comparison.</summary>
    public sealed class Reviews
    {
        public Reviews()
        {
            var all = Templates.Of(EdgeFiles.Demo);
            var none = Without("AWS::IAM::", "AWS::EC2::SecurityGroup", "AWS::EC2::VPCEndpoint", "AWS::KMS::");
            var retained = Templates.Of(EdgeFiles.Demo);
            foreach (var key in Keys)
                retained.At($"{key}/Key")["DeletionPolicy"] = "RetainExceptOnCreate";
            var reviews = Templates.Review(
                [(all, none), (none, all), (retained, none), (all, Without("AWS::EC2::SecurityGroup"))]);
            (Leaving, Coming, Retained, GroupsAlone) = (reviews[0], reviews[1], reviews[2], reviews[3]);
        }

        // The demo edge whose file names existing parts: texts stand where references were.
        private static JsonObject Without(params string[] types)
        {
            var template = Templates.Of(EdgeFiles.Demo);
            var resources = template["Resources"]!.AsObject();
            var gone = resources.Where(pair => types.Any(type => $"{pair.Value!["Type"]}".StartsWith(type, StringComparison.Ordinal)))
                .Select(pair => pair.Key).ToHashSet();
            foreach (var id in gone)
                resources.Remove(id);
            foreach (var resource in resources.Select(pair => pair.Value!.AsObject()).Where(one => one["DependsOn"] is JsonArray))
            {
                resource["DependsOn"] = new JsonArray(
                    [.. resource["DependsOn"]!.AsArray().Where(id => !gone.Contains($"{id}")).Select(id => id!.DeepClone())]);
            }

            return Named(template, gone)!.AsObject();
        }

        private static JsonNode? Named(JsonNode? node, HashSet<string> gone) => node switch
        {
            JsonObject map when Resource.TargetOf(map) is { } id && gone.Contains(id) => $"existing-{id}",
            JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Named(pair.Value, gone)))),
            JsonArray list => new JsonArray([.. list.Select(item => Named(item, gone))]),
            _ => node?.DeepClone(),
        };

        internal StackReview Leaving { get; }

        internal StackReview Coming { get; }

        internal StackReview Retained { get; }

        internal StackReview GroupsAlone { get; }
    }
}
