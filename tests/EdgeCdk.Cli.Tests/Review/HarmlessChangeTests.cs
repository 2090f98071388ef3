using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Cli.Review.Writing;
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
        [nameof(HarmlessChangeTests.A_condition_that_is_added_is_told_as_what_is_still_allowed)] = template =>
        {
            template.StatementAt("Cleanup/Function/Role/Role", "WriteLogs")["Condition"] =
                new JsonObject { ["StringEquals"] = new JsonObject { ["aws:RequestedRegion"] = "eu-central-1" } };
            foreach (var statement in new[]
            {
                template.StatementAt("Jobs/Dqc/TaskRole/Role", "AssumedByService"),
                template.StatementAt("GeneralKey/Key", "DeliverEventsToQueues"),
            })
            {
                statement["Condition"]!["StringEquals"]!["aws:RequestedRegion"] = "eu-central-1";
            }
        },
        [nameof(HarmlessChangeTests.A_condition_that_lets_less_pass_is_told)] = template => template.StatementAt(
            "GeneralKey/Key", "EncryptLogs")["Condition"]!["ArnLike"]!["kms:EncryptionContext:aws:logs:arn"]!.AsArray().RemoveAt(1),
        [nameof(HarmlessChangeTests.A_denial_without_its_condition_is_told_as_narrowed)] = template =>
            template.StatementAt("GeneralKey/Key", "OnlyServicesCreateGrants").Remove("Condition"),
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
        [nameof(HarmlessChangeTests.A_changed_variable_of_many_resources_is_one_change_by_its_name)] = template =>
        {
            foreach (var value in Resource.Walk(template).OfType<JsonObject>().ToList())
            {
                if (value["Name"]?.ToString() == "RESULT_BUCKET")
                    value["Value"] = "another-bucket";
                if (value["RESULT_BUCKET"] is not null)
                    value["RESULT_BUCKET"] = "another-bucket";
            }
        },
        [nameof(HarmlessChangeTests.Variables_that_come_and_go_are_named_wherever_they_stand_in_the_list)] = template =>
        {
            var variables = Container(template)["Environment"]!.AsArray();
            variables.Remove(variables.Single(variable => $"{variable!["Name"]}" == "RESULT_BUCKET"));
            variables.Insert(0, new JsonObject { ["Name"] = "FIRST", ["Value"] = "1" });
            variables.Insert(0, new JsonObject { ["Name"] = "SECOND", ["Value"] = "2" });
        },
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

    internal StackReview ReviewOfTest([CallerMemberName] string name = "") => _reviews[name];

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
    public void A_condition_that_is_added_is_told_as_what_is_still_allowed()
    {
        const string condition = "only with the condition StringEquals aws:RequestedRegion = eu-central-1";

        Assert.Equal(
            [
                "Cleanup/Function/Role/Role may do logs:CreateLogStream, logs:PutLogEvents on ${Cleanup/Function/Logs/LogGroup.Arn} "
                    + condition,
                "GeneralKey/Key allows Service events.amazonaws.com to do kms:Decrypt, kms:GenerateDataKey " + condition,
                "Jobs/Dqc/TaskRole/Role can be assumed by Service ecs-tasks.amazonaws.com " + condition,
            ],
            harmless.OfTest().Select(change => change.Sentence));
        Assert.All(harmless.OfTest(), change => Assert.Equal((ChangeKind.Narrowed, false), (change.Kind, change.NeedsDecision)));
    }

    [Fact]
    public void A_condition_that_lets_less_pass_is_told()
    {
        var change = Assert.Single(harmless.OfTest());

        Assert.Equal((ChangeKind.Narrowed, false), (change.Kind, change.NeedsDecision));
        Assert.Matches(" if ArnLike kms:EncryptionContext:aws:logs:arn = .* instead of if ArnLike ", change.Words);
    }

    [Fact]
    public void A_denial_without_its_condition_is_told_as_narrowed()
    {
        var change = Assert.Single(harmless.OfTest());

        Assert.Equal((ChangeKind.Narrowed, false), (change.Kind, change.NeedsDecision));
        Assert.StartsWith(
            "GeneralKey/Key forbids anyone (*) to do kms:CreateGrant without the condition BoolIfExists ", change.Sentence,
            StringComparison.Ordinal);
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

    [Fact]
    public void A_changed_variable_of_many_resources_is_one_change_by_its_name()
    {
        var review = harmless.ReviewOfTest();
        var report = new ReviewReport([review], []) { Base = "a", Head = "b", Policy = "p", HasPolicy = false };
        var (markdown, page) = (MarkdownWriting.Markdown(report), HtmlWriting.Page(report));
        var json = JsonNode.Parse(JsonText.Of(JsonWriting.Json(report)))!["stacks"]![0]!;

        Assert.Equal(
            [("each gets a new revision", 7), ("each has another value of variable RESULT_BUCKET", 8)],
            ReviewReport.Groups(review).SelectMany(group => group).Select(change => (change.Words, change.Constructs.Count)));
        Assert.Contains("- **8 resources:** each has another value of variable RESULT\\_BUCKET — ", markdown, StringComparison.Ordinal);
        Assert.Contains(
            "\n  DqResultsReader/Function/Function, Jobs/AnomalyDetection/TaskDefinition, ", markdown, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(page, "each has another value of variable RESULT_BUCKET"));
        // Programs have each resource, with the exact place in it.
        var changes = json["changes"]!.AsArray().Where(change => $"{change!["consequence"]}" == "rest").ToList();
        Assert.Equal(
            changes.Select(change => $"{change!["construct"]}"), json["same"]![1]!["constructs"]!.AsArray().Select(one => $"{one}"));
        Assert.Contains("Properties.ContainerDefinitions[0].Environment[5].Value", changes.Select(change => $"{change!["property"]}"));
        Assert.All(changes, change => Assert.Matches(
            $"<li id=\"change-1-[0-9]+\"><a href=\"#box-[^\"]+\">{change!["construct"]}</a></li>", page));
    }

    [Fact]
    public void Variables_that_come_and_go_are_named_wherever_they_stand_in_the_list() => Assert.Equal(
        ["gets a new revision", "gets variable FIRST", "gets variable SECOND", "loses variable RESULT_BUCKET"],
        harmless.OfTest().Select(change => change.Words).Order());
}
