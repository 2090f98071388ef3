using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Config.Review;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Review;

/// <summary>Changes of the demo edge that need no decision, each for the test of its name, reviewed at once.</summary>
public sealed class HarmlessChanges
{
    private static readonly Dictionary<string, Action<JsonObject>> All = new()
    {
        [nameof(HarmlessChangeTests.A_new_image_alone_is_a_new_revision_and_nothing_else)] = template =>
            Container(template)["Image"] = "ataccama.azurecr.io/saas-edge/plane-manager:16.6.6",
        [nameof(HarmlessChangeTests.An_image_from_another_registry_is_told_as_such)] = template =>
            Container(template)["Image"] = "docker.io/plane-manager:1",
        [nameof(HarmlessChangeTests.Statements_in_another_order_say_the_same)] = template =>
        {
            var statements = template.PropertiesAt("GeneralKey/Key")["KeyPolicy"]!["Statement"]!.AsArray();
            var last = statements[^1];
            statements.RemoveAt(statements.Count - 1);
            statements.Insert(0, last);
        },
        [nameof(HarmlessChangeTests.A_right_less_and_a_longer_retention_are_told_as_narrowed_and_strengthened)] = template =>
        {
            template.StatementAt("Cleanup/Function/Role/Role", "WriteLogs")["Action"] = "logs:PutLogEvents";
            template.PropertiesAt("PlaneManager/Task/Logs/LogGroup")["RetentionInDays"] = 90;
        },
        [nameof(HarmlessChangeTests.A_right_on_one_more_thing_is_told_and_needs_no_decision)] = template =>
            template.StatementAt("Cleanup/Function/Role/Role", "WriteLogs")["Action"]!.AsArray().Add("logs:DescribeLogStreams"),
        [nameof(HarmlessChangeTests.A_subnet_of_another_zone_is_added_without_a_decision)] = template =>
        {
            var added = template.At("FileSystem/MountTargets/subnet-0156acffabb5aa872").DeepClone();
            added["Properties"]!["SubnetId"] = "subnet-0aaaaaaaaaaaaaaaa";
            added["Metadata"]!["aws:cdk:path"] = "Edge-demo/FileSystem/MountTargets/subnet-0aaaaaaaaaaaaaaaa";
            template["Resources"]!["Added"] = added;
        },
        [nameof(HarmlessChangeTests.What_no_judge_knows_is_told_all_the_same)] = template =>
            template.PropertiesAt("PlaneManager/Service")["DesiredCount"] = 3,
    };

    private readonly Dictionary<string, StackReview> _reviews;

    public HarmlessChanges()
    {
        var pairs = All.Values.Select(make =>
        {
            var after = Templates.Of(EdgeFiles.Demo);
            make(after);
            return (Templates.Of(EdgeFiles.Demo), after);
        }).ToList();
        _reviews = All.Keys.Zip(Templates.Review(pairs)).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    internal IReadOnlyList<Change> OfTest([CallerMemberName] string name = "") => _reviews[name].Changes;

    private static JsonNode Container(JsonObject template) =>
        template.PropertiesAt("PlaneManager/Task/TaskDefinition")["ContainerDefinitions"]![0]!;
}

/// <summary>What is not dangerous is told without an alarm, and what is safer than before as such.</summary>
public sealed class HarmlessChangeTests(HarmlessChanges harmless) : IClassFixture<HarmlessChanges>
{
    [Fact]
    public void A_new_image_alone_is_a_new_revision_and_nothing_else()
    {
        var change = Assert.Single(harmless.OfTest());

        Assert.Equal(
            "PlaneManager/Task/TaskDefinition gets a new revision, runs plane-manager 16.6.6 instead of 16.6.5-saas-edge", change.Sentence);
        Assert.False(change.NeedsDecision);
    }

    [Fact]
    public void An_image_from_another_registry_is_told_as_such() => Assert.EndsWith(
        "runs an image from another place: docker.io/plane-manager:1 instead of "
            + "ataccama.azurecr.io/saas-edge/plane-manager:16.6.5-saas-edge",
        Assert.Single(harmless.OfTest()).Words,
        StringComparison.Ordinal);

    [Fact]
    public void Statements_in_another_order_say_the_same() =>
        Assert.Equal(["GeneralKey/Key is updated: KMS Key"], harmless.OfTest().Select(change => change.Sentence));

    [Fact]
    public void A_right_less_and_a_longer_retention_are_told_as_narrowed_and_strengthened()
    {
        Assert.Equal(
            [
                (
                    ChangeKind.Narrowed,
                    "Cleanup/Function/Role/Role may no longer do logs:CreateLogStream on ${Cleanup/Function/Logs/LogGroup.Arn}"),
                (ChangeKind.Strengthened, "PlaneManager/Task/Logs/LogGroup keeps log events for 90 days instead of 30"),
            ],
            harmless.OfTest().Select(change => (change.Kind, change.Sentence)));
        Assert.DoesNotContain(harmless.OfTest(), change => change.NeedsDecision);
    }

    [Fact]
    public void A_right_on_one_more_thing_is_told_and_needs_no_decision()
    {
        var change = Assert.Single(harmless.OfTest());

        Assert.Equal((ChangeKind.Widened, false), (change.Kind, change.NeedsDecision));
        Assert.Equal(
            "Cleanup/Function/Role/Role may now do logs:DescribeLogStreams on ${Cleanup/Function/Logs/LogGroup.Arn}", change.Sentence);
    }

    [Fact]
    public void A_subnet_of_another_zone_is_added_without_a_decision() => Assert.False(Assert.Single(harmless.OfTest()).NeedsDecision);

    [Fact]
    public void What_no_judge_knows_is_told_all_the_same() => Assert.Equal(
        ["PlaneManager/Service is updated: ECS Service [Properties.DesiredCount]"],
        harmless.OfTest().Select(change => $"{change.Sentence} [{change.Property}]"));
}
