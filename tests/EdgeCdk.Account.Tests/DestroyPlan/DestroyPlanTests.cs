using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Account.Tests.Deployed;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.DestroyPlan;

/// <summary>What destroying an edge does, told before and after.</summary>
[Collection(nameof(DeployedEdge))]
public sealed class DestroyPlanTests(DeployedEdge edge, DestroyedEdge destroyed) : IClassFixture<DestroyedEdge>
{
    private static string InAWeek => DateTime.UtcNow.AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public void Without_retention_nothing_stays()
    {
        var plan = edge.Json("destroy-plan", DeployedEdge.Name);

        Assert.Empty(plan["kept"]!.AsArray());
        var deleted = plan["deleted"]!;
        Assert.Equal((2, 17, 2), ((int)deleted["KMS Key"]!, (int)deleted["Logs LogGroup"]!, (int)deleted["Lambda Version"]!));
    }

    [Fact]
    public void Keys_and_functions_in_the_network_take_longer()
    {
        var delayed = edge.Json("destroy-plan", DeployedEdge.Name)["delayed"]!.AsArray();

        Assert.Equal(
            [
                edge["DataQualityKey/Key"],
                edge["GeneralKey/Key"],
                edge["DqResultsReader/Function/Function"],
                edge["MetadataBrowsing/Function/Function"],
            ],
            Names(delayed));
        Assert.StartsWith($"DataQualityKey/Key stops working when the stack is deleted; AWS deletes it after 7 days, on {InAWeek}, and "
            + $"data that it encrypts is lost then. Until then AWS Security Hub", (string?)delayed[0]!["why"], StringComparison.Ordinal);
        Assert.Null(delayed[0]!["command"]);
        Assert.EndsWith($" && aws kms enable-key --key-id {edge["DataQualityKey/Key"]} --region {Places.Region}",
            (string?)delayed[0]!["keep"], StringComparison.Ordinal);
        Assert.Contains("20 to 40 minutes", (string?)delayed[2]!["why"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_lost_is_to_be_saved_first()
    {
        edge.Log("dqc", "a result that somebody wants to look up later");
        try
        {
            var save = edge.Json("destroy-plan", DeployedEdge.Name)["save"]!.AsArray();

            Assert.Equal(
                [CustomerSite.ResultBucket, "/ataccama/edge/after/dqc", edge["FileSystem/FileSystem"]],
                Names(save).Where(name => !name.EndsWith("deployment-support", StringComparison.Ordinal)));
            Assert.StartsWith(
                $"data-quality results in the bucket are encrypted with the key {edge["DataQualityKey/Key"]} (DataQualityKey), which is "
                    + $"deleted with the stack; after 7 days, on {InAWeek}, nobody can read them. To keep them: set dataRetention: "
                    + $"retain",
                (string?)save[0]!["why"], StringComparison.Ordinal);
            Assert.Equal(
                $"aws logs tail /ataccama/edge/after/dqc --since 52w --region {Places.Region} > dqc.log",
                (string?)save[1]!["command"]);
        }
        finally
        {
            edge.ForgetLog("dqc");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Commands_are_told_in_their_order(bool isProtected)
    {
        edge.Api.Call("cloudformation", "update_termination_protection", new JsonObject
        {
            ["StackName"] = DeployedEdge.StackName,
            ["EnableTerminationProtection"] = isProtected,
        });

        var steps = edge.Json("destroy-plan", DeployedEdge.Name)["steps"]!.AsArray().Select(step => (string)step!);

        string[] unprotect = isProtected
            ? [$"aws cloudformation update-termination-protection --region {Places.Region} --stack-name Edge-after "
            + $"--no-enable-termination-protection"] : [];
        Assert.Equal(
            [
                "save what you need, as above",
                .. unprotect,
                $"npx cdk destroy Edge-after, or, without the CDK CLI, aws cloudformation delete-stack --region {Places.Region} "
                    + $"--stack-name Edge-after",
                "npx edge destroy-plan after --after",
                $"tell the vendor that the edge after of account {Places.Account} in {Places.Region} is destroyed, "
                    + "so that its registration is removed",
            ],
            steps);
    }

    [Fact]
    public void What_could_not_be_deleted_is_named_with_the_way_on()
    {
        var aws = new OtherAnswers(edge.Aws, (_, answer) =>
        {
            foreach (var resource in answer["StackResourceSummaries"]?.AsArray() ?? [])
            {
                if ((string?)resource!["ResourceType"] == "AWS::S3::Bucket")
                    (resource["ResourceStatus"], resource["ResourceStatusReason"]) = ("DELETE_FAILED", "the bucket is not empty");
            }
        });

        var output = edge.RunAgainst(aws, "destroy-plan", DeployedEdge.Name).Output;

        Assert.Contains("ArtifactBucket/Bucket could not be deleted: the bucket is not empty\n", output, StringComparison.Ordinal);
        Assert.Contains("--retain-resources ArtifactBucket", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_changes_nothing()
    {
        var before = edge.Emulator.State();

        edge.Run("destroy-plan", DeployedEdge.Name);

        var after = edge.Emulator.State();
        Assert.All(
            before.Where(service => service.Key is "kms" or "ecs" or "efs" or "logs" or "sqs"),
            service => Assert.Equal((string?)service.Value, (string?)after[service.Key]));
    }

    [Fact]
    public void What_is_retained_is_told_before()
    {
        var kept = destroyed.Plan["kept"]!.AsArray();

        Assert.Equal((2, 1, 15), (Count(kept, "KMS Key"), Count(kept, "EFS FileSystem"), Count(kept, "Logs LogGroup")));
        Assert.Equal(18, kept.Count);
        Assert.All(kept, fate => Assert.Null(fate!["command"]));
        Assert.DoesNotContain(destroyed.Plan["delayed"]!.AsArray(), fate => (string?)fate!["kind"] == "KMS Key");
    }

    [Fact]
    public void What_is_left_is_what_was_told_before_each_thing_once()
    {
        Assert.Equal(
            Names(destroyed.Plan["kept"]!.AsArray()).Order(StringComparer.Ordinal),
            Names(destroyed.Left["left"]!.AsArray()).Order(StringComparer.Ordinal));
        Assert.Empty(destroyed.Left["unknown"]!.AsArray());
        Assert.StartsWith($"No stack Edge-left in {Places.Region}.\nThis is account {Places.Account}. No edge file names",
            destroyed.Printed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_commands_that_are_told_remove_what_is_left_and_neither_keys_nor_files()
    {
        var kept = destroyed.Plan["kept"]!.AsArray().Where(fate => (string?)fate!["kind"] is "KMS Key" or "EFS FileSystem");

        Assert.Equal(Names(kept).Order(StringComparer.Ordinal), Names(destroyed.Done["left"]!.AsArray()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_key_that_stays_costs_and_takes_a_change_of_its_policy_to_read_the_results()
    {
        var why = (string?)destroyed.Plan["save"]![0]!["why"];

        Assert.Contains("which is kept, and still costs", why, StringComparison.Ordinal);
        Assert.Contains("an administrator of the key must first allow another role there", why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_aws_refuses_does_not_end_the_plan()
    {
        var aws = new OtherAnswers(edge.Aws, (operation, _) =>
        {
            if (operation == "logs describe-log-groups")
                throw new Cli.Aws.AwsException("AccessDeniedException", "not authorized to perform: logs:DescribeLogGroups");
        });

        var result = edge.RunAgainst(aws, "destroy-plan", DeployedEdge.Name);

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith(
            "could not be checked: log groups: "
                + "AWS refused the call (AccessDeniedException): not authorized to perform: logs:DescribeLogGroups\n",
            result.Output,
            StringComparison.Ordinal);
        Assert.Contains(edge["FileSystem/FileSystem"], result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_taken_are_found_without_a_tag()
    {
        // The longer names belong to other edges.
        foreach (var name in (string[])["gone", "gone-too"])
        {
            edge.Api.Call("iam", "create_role", new JsonObject
            {
                ["RoleName"] = $"{name}-plane-manager",
                ["AssumeRolePolicyDocument"] = """{"Version":"2012-10-17","Statement":[]}""",
            });
            edge.Api.Call("kms", "create_alias", new JsonObject
            {
                ["AliasName"] = $"alias/ataccama/edge/{name}",
                ["TargetKeyId"] = edge["GeneralKey/Key"],
            });
            edge.Api.Call("logs", "create_log_group", "logGroupName", $"/ataccama/edge/{name}/dqc");
            edge.Api.Call("ecs", "register_task_definition", new JsonObject
            {
                ["family"] = $"{name}-dqc",
                ["containerDefinitions"] = new JsonArray(new JsonObject { ["name"] = "c", ["image"] = "i", ["memory"] = 128 }),
            });
        }

        var left = edge.Json("destroy-plan", "gone", "--region", Places.Region)["left"]!.AsArray();

        Assert.Equal(["gone-dqc:1", "gone-plane-manager", "alias/ataccama/edge/gone", "/ataccama/edge/gone/dqc"], Names(left));
    }

    [Fact]
    public void A_queue_with_the_tag_of_an_edge_is_left_with_a_command_that_works()
    {
        edge.Api.Call("sqs", "create_queue", new JsonObject
        {
            ["QueueName"] = "tagged",
            ["tags"] = new JsonObject { ["ataccama:edge:name"] = "tagged" },
        });

        var queue = edge.Json("destroy-plan", "tagged", "--region", Places.Region)["left"]!.AsArray().Single()!;
        edge.Do((string)queue["command"]!);

        Assert.Equal("SQS Queue", (string?)queue["kind"]);
        Assert.Equal(
            new CommandResult(
                0,
                $"No stack Edge-tagged in {Places.Region}, and no resource tagged with this edge.\nThis is account {Places.Account}. No "
                    + $"edge file names the account of the edge: if it is in another one, ignore this answer.\n",
                ""),
            edge.Run("destroy-plan", "tagged", "--region", Places.Region));
    }

    [Fact]
    public void A_bucket_is_removed_in_words_alone()
    {
        edge.Api.Call("s3", "create_bucket", new JsonObject
        {
            ["Bucket"] = "bucket-that-is-left",
            ["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = Places.Region },
        });
        edge.Api.Call("s3", "put_bucket_tagging", new JsonObject
        {
            ["Bucket"] = "bucket-that-is-left",
            ["Tagging"] = new JsonObject
            {
                ["TagSet"] = new JsonArray(new JsonObject { ["Key"] = "ataccama:edge:name", ["Value"] = "bucket" }),
            },
        });

        var left = edge.Json("destroy-plan", "bucket", "--region", Places.Region)["left"]!.AsArray().Single()!;

        Assert.Null(left["command"]);
        Assert.Contains("all versions of its objects are lost with it", (string?)left["why"], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_stack_that_is_still_there_nothing_is_told_as_left() => Assert.Equal(
        new CommandResult(1, "",
            "edge: Edge-after still exists, in CREATE_COMPLETE: the first deployment succeeded; `npx edge destroy-plan after` shows what "
                + "to "
            + "do\n"), edge.Run("destroy-plan", DeployedEdge.Name, "--after"));

    private static IEnumerable<string> Names(IEnumerable<JsonNode?> fates) => fates.Select(fate => (string)fate!["name"]!);

    private static int Count(JsonArray fates, string kind) => fates.Count(fate => (string?)fate!["kind"] == kind);
}
