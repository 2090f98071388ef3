using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Destroy;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Tests.Account.Preflight;

namespace EdgeCdk.Cli.Tests.Account.Destroy;

/// <summary>What <c>edge destroy-plan</c> decides by a stack and by what AWS answers.</summary>
public sealed class DestroyPlanTests
{
    private const string Region = FakeAccount.Region;
    private const string Role = "arn:aws:iam::123456789011:role/cloudformation";

    private static readonly DateOnly Today = new(2026, 12, 1);

    [Fact]
    public void Each_resource_is_kept_or_deleted_by_its_policy() => Assert.Equal(
        ["DataQualityKey/Key", "FileSystem/FileSystem", "GeneralKey/Key", "Kept/Function/Function", "Kept/Function/Version"],
        Plan(new()
        {
            ["DataQualityKey"] = "Retain",
            ["GeneralKey"] = "RetainExceptOnCreate",
            ["FileSystem"] = "Snapshot",
            ["KeptFunction"] = "Retain",
            ["KeptVersion"] = "Retain",
            // It goes with its function.
            ["Version"] = "Retain",
            ["Function"] = "Delete",
        }).Kept.Select(item => item.Why.Split(' ')[0]));

    [Fact]
    public void What_is_deleted_is_counted_by_kind_without_what_is_gone_already_or_kept() => Assert.Equal(
        [("ECS Cluster", 2), ("KMS Key", 1), ("Lambda Function", 2), ("Lambda Version", 2), ("Logs LogGroup", 2)],
        Plan(new() { ["FileSystem"] = "Retain" }, gone: ["GeneralKey"]).Deleted.Select(kind => (kind.Key, kind.Value)));

    [Fact]
    public void Keys_and_functions_in_the_vpc_are_deleted_later()
    {
        var delayed = Plan().Delayed;

        Assert.Equal(["DataQualityKey", "GeneralKey", "Function"], delayed.Select(item => item.Name));
        Assert.Contains("AWS deletes it after 7 days, on 2026-12-08, ", delayed[0].Why, StringComparison.Ordinal);
        Assert.Contains("AWS deletes it after 30 days, on 2026-12-31, ", delayed[1].Why, StringComparison.Ordinal);
        Assert.Equal([true, true, false], delayed.Select(item => item.Keep is not null));
    }

    [Theory]
    [InlineData("Delete", "after 7 days, on 2026-12-08, nobody can read them", true)]
    [InlineData("Retain", "which is kept, and still costs", false)]
    [InlineData("RetainExceptOnCreate", "which is kept, and still costs", false)]
    public void Results_need_their_key(string policy, string words, bool canBeCancelled)
    {
        var results = Plan(new() { ["DataQualityKey"] = policy }).Save[0];

        Assert.Equal(("results", "bucket-s3-ecc58765"), (results.Kind, results.Name));
        Assert.Contains(words, results.Why, StringComparison.Ordinal);
        Assert.Equal(canBeCancelled, results.Keep is not null);
    }

    [Fact]
    public void Nothing_is_said_of_results_when_their_key_is_gone() =>
        Assert.DoesNotContain(Plan(gone: ["DataQualityKey"]).Save, item => item.Kind == "results");

    [Theory]
    [InlineData(0, false, null)]
    [InlineData(0, true, "0 kB")]
    [InlineData(1, false, "0 kB")]
    [InlineData(999_949, false, "999.9 kB")]
    [InlineData(1_000_000, false, "1 MB")]
    [InlineData(1_000_000_000, false, "1 GB")]
    public void A_log_group_with_events_is_to_be_saved(long bytes, bool hasStream, string? size)
    {
        var save = Plan(answers:
        [
            ("logs describe-log-groups", $$"""
                {"logGroups":[{"logGroupName":"/ataccama/edge/demo/dqc","storedBytes":{{bytes}}},
                  {"logGroupName":"/ataccama/edge/demo/dqc-of-another","storedBytes":5}]}
                """),
            ("logs describe-log-streams", hasStream ? """{"logStreams":[{}]}""" : "{}"),
        ]).Save.Where(item => item.Kind == "log group").ToList();

        Assert.Equal(size is null ? [] : ["/ataccama/edge/demo/dqc"], save.Select(item => item.Name));
        Assert.All(save, item => Assert.Equal(
            ($"is deleted with its log events: {size} at the last count",
                "aws logs tail /ataccama/edge/demo/dqc --since 52w --region eu-central-1 > dqc.log"),
            (item.Why, item.Command)));
    }

    [Theory]
    [InlineData("[]", null)]
    [InlineData("""["a"]""", "1 task of jobs run")]
    public void Running_jobs_are_to_be_waited_for_and_services_are_not(string tasks, string? words)
    {
        var jobs = Plan(answers: [("ecs list-tasks", $$"""{"taskArns":{{tasks}}}"""), ("ecs describe-tasks", """{"tasks":[{}]}""")])
            .Save.Where(item => item.Kind == "jobs").ToList();

        Assert.Equal(words is null ? [] : ["JobCluster"], jobs.Select(item => item.Name));
        Assert.All(jobs, item => Assert.StartsWith(words!, item.Why, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_step_has_its_reason_and_its_place()
    {
        var steps = Plan(stack: stack =>
        {
            stack["StackStatus"] = "UPDATE_IN_PROGRESS";
            stack["EnableTerminationProtection"] = true;
            stack["RoleARN"] = Role;
        }).Steps;

        Assert.Collection(
            steps,
            step => Assert.StartsWith("wait until it is done: ", step, StringComparison.Ordinal),
            step => Assert.Equal("save what you need, as above", step),
            step => Assert.StartsWith("aws cloudformation update-termination-protection ", step, StringComparison.Ordinal),
            step => Assert.StartsWith($"keep the role {Role} ", step, StringComparison.Ordinal),
            step => Assert.StartsWith("npx cdk destroy Edge-demo, ", step, StringComparison.Ordinal),
            step => Assert.Equal("npx edge destroy-plan demo --after", step),
            step => Assert.StartsWith("tell the vendor ", step, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_reason_there_is_no_such_step() => Assert.Equal(
        ["save", "npx", "npx", "tell"], Plan().Steps.Select(step => step.Split(' ')[0]));

    [Theory]
    [InlineData("SC-123456789011-pp-abcdefgh", "keep the portfolio until its edges are deleted", "terminate-provisioned-product")]
    [InlineData(
        "StackSet-edges-1-0a-0b-0c-0d-0e", "aws cloudformation delete-stack-instances --stack-set-name edges-1", "delete-stack-instances")]
    public void Whoever_made_the_stack_deletes_it(string name, string first, string command)
    {
        var steps = Plan(stack: stack => stack["StackName"] = name).Steps;

        Assert.StartsWith(first, steps[1], StringComparison.Ordinal);
        Assert.Contains(steps, step => step.Contains(command, StringComparison.Ordinal));
    }

    [Fact]
    public void An_edge_that_was_never_deployed_has_an_empty_stack_to_delete() => Assert.Equal(
        $"aws cloudformation delete-stack --region {Region} --stack-name Edge-demo",
        Plan(stack: stack => stack["StackStatus"] = "REVIEW_IN_PROGRESS").Steps[0]);

    [Fact]
    public void What_could_not_be_deleted_is_deleted_again_or_kept()
    {
        var plan = Plan(failed: ["FileSystem", "Logs"]);

        Assert.Equal(
            ["FileSystem/FileSystem could not be deleted: for a test", "Jobs/Dqc/Logs/LogGroup could not be deleted: for a test"],
            plan.Failed.Select(item => item.Why));
        Assert.EndsWith(" --retain-resources FileSystem Logs", plan.Steps[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false, 0)]
    [InlineData(Role, false, 0)]
    [InlineData(Role, true, 1)]
    public void The_role_of_the_stack_must_exist(string? role, bool isMissing, int expected)
    {
        var aws = Aws([("iam get-role", """{"Role":{}}""")]);
        var plan = PlanOf(isMissing ? aws.Without("iam get-role") : aws, stack => stack["RoleARN"] = role);

        Assert.Equal(Enumerable.Repeat((Role, "IAM Role"), expected), plan.Failed.Select(item => (item.Name, item.Kind)));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void The_stack_of_the_prerequisites_stays_and_its_deletion_is_not_shown_while_the_edge_exists(bool exists, int expected)
    {
        var plan = Plan(answers: exists ? [("cloudformation describe-stacks", """{"Stacks":[{}]}""")] : []);
        var kept = plan.Kept;

        Assert.Equal(["results", "file system"], plan.Save.Select(item => item.Kind));
        Assert.Equal(Enumerable.Repeat(("Prerequisites-demo", (string?)null), expected), kept.Select(item => (item.Name, item.Command)));
    }

    // They were deleted by hand: that is no question without an answer.
    [Theory]
    [InlineData("efs describe-file-systems", "FileSystemNotFound")]
    [InlineData("ecs list-tasks", "ClusterNotFoundException")]
    public void What_is_not_there_any_more_is_not_in_the_way_of_the_plan(string operation, string code)
    {
        var aws = Aws([]);
        aws.Refused[operation] = new(code, "for a test", "Operation");

        var plan = PlanOf(aws);

        Assert.Empty(plan.Unknown);
        Assert.Equal(operation[1] != 'f', plan.Save.Any(item => item.Kind == "file system"));
        Assert.Contains(plan.Steps, step => step.StartsWith("npx cdk destroy Edge-demo, ", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_an_edge_file_the_region_is_named_and_the_bucket_is_not()
    {
        var plan = PlanOf(Aws([]), hasFile: false);

        Assert.Equal($"npx edge destroy-plan demo --after --region {Region}", plan.Steps[^2]);
        Assert.Equal(("results", "in your bucket"), (plan.Save[0].Kind, plan.Save[0].Name));
    }

    [Fact]
    public void What_was_never_created_is_not_deleted() => Assert.Equal(
        [("ECS Cluster", 1), ("KMS Key", 1)],
        Plan(never: ["FileSystem", "Logs", "OtherLogs", "Function", "Version", "KeptFunction", "KeptVersion", "JobCluster", "GeneralKey"])
            .Deleted.Select(kind => (kind.Key, kind.Value)));

    [Fact]
    public void Before_AWS_has_answered_everything_no_command_that_deletes_is_shown()
    {
        var aws = Aws([]);
        aws.Refused["efs describe-file-systems"] = new("AccessDenied", "for a test", "DescribeFileSystems", "efs");

        var plan = PlanOf(aws);

        Assert.StartsWith("the file system: ", Assert.Single(plan.Unknown), StringComparison.Ordinal);
        Assert.StartsWith("allow the caller what could not be checked", Assert.Single(plan.Steps), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS::KMS::Alias", "alias/a", "aws kms delete-alias --alias-name alias/a --region r", "")]
    [InlineData("AWS::Logs::LogGroup", "/a/b", "aws logs delete-log-group --log-group-name /a/b --region r", "; export what you need")]
    [InlineData("AWS::IAM::Role", "path/a", "aws iam delete-role --role-name a --region r", "; its policies must be deleted first")]
    [InlineData(
        "AWS::ECS::TaskDefinition", "task-definition/a:1", "aws ecs deregister-task-definition --task-definition a:1 --region r", "")]
    [InlineData("AWS::ECS::Cluster", "cluster/a", "aws ecs delete-cluster --cluster a --region r", "")]
    [InlineData("AWS::SQS::Queue", "https://sqs/1/a", "aws sqs delete-queue --queue-url https://sqs/1/a --region r", "")]
    [InlineData("AWS::Lambda::Function", "a", "aws lambda delete-function --function-name a --region r", "")]
    [InlineData("AWS::SecretsManager::Secret", "arn:a", "aws secretsmanager delete-secret --secret-id arn:a --region r", "")]
    [InlineData("AWS::EC2::SecurityGroup", "sg-1", "aws ec2 delete-security-group --group-id sg-1 --region r", "")]
    [InlineData("AWS::EC2::VPCEndpoint", "vpce-1", "aws ec2 delete-vpc-endpoints --vpc-endpoint-ids vpce-1 --region r", "")]
    [InlineData("AWS::KMS::Key", "1234", null, "; it costs until it is deleted")]
    [InlineData("AWS::EFS::FileSystem", "fs-1", null, "; its files are lost with it")]
    [InlineData("AWS::S3::Bucket", "a", null, "; all versions of its objects are lost with it")]
    [InlineData("", "arn:a", null, "; remove it in the console of r")]
    public void What_is_left_is_removed_with_a_command_unless_it_has_data(string type, string id, string? command, string words)
    {
        Assert.Equal(command, Removal.Command(type, id, "r"));
        Assert.StartsWith(words, Removal.Words(type, "r"), StringComparison.Ordinal);
        Assert.Equal(words.Length == 0, Removal.Words(type, "r").Length == 0);
    }

    private static DestroyPlan Plan(
        Dictionary<string, string>? policies = null, string[]? gone = null, string[]? failed = null, Action<JsonObject>? stack = null,
        string[]? never = null, params (string Operation, string Json)[] answers) =>
        PlanOf(Aws(answers, policies, gone, failed, never), stack);

    private static DestroyPlan PlanOf(IAws aws, Action<JsonObject>? stack = null, bool hasFile = true)
    {
        var found = new JsonObject
        {
            ["StackName"] = "Edge-demo",
            ["StackId"] = $"arn:aws:cloudformation:{Region}:{FakeAccount.Account}:stack/Edge-demo/1",
            ["StackStatus"] = "UPDATE_COMPLETE",
        };
        stack?.Invoke(found);
        var edge = new EdgePlace("demo", Region)
        {
            Definition = hasFile ? Targets.Of(new FakeAws()).Definition : null,
            Account = FakeAccount.Account,
        };
        var context = new CommandContext(TextWriter.Null, TextWriter.Null, "/") { Aws = aws };
        return DestroyPlan.Of(context, edge, DeployedStack.Of(aws, Region, found), Today);
    }

    private static FakeAws Aws(
        (string Operation, string Json)[] answers, Dictionary<string, string>? policies = null, string[]? gone = null,
        string[]? failed = null, string[]? never = null)
    {
        var function = new JsonObject { ["VpcConfig"] = new JsonObject() };
        (string Id, string Type, string Path, JsonObject Properties)[] resources =
        [
            ("DataQualityKey", "AWS::KMS::Key", "DataQualityKey/Key", new() { ["PendingWindowInDays"] = 7 }),
            ("GeneralKey", "AWS::KMS::Key", "GeneralKey/Key", []),
            ("FileSystem", "AWS::EFS::FileSystem", "FileSystem/FileSystem", []),
            ("Logs", "AWS::Logs::LogGroup", "Jobs/Dqc/Logs/LogGroup", []),
            ("OtherLogs", "AWS::Logs::LogGroup", "Jobs/Other/Logs/LogGroup", []),
            ("Function", "AWS::Lambda::Function", "Reader/Function/Function", function),
            ("Version", "AWS::Lambda::Version", "Reader/Function/Version", Of("Function")),
            ("KeptFunction", "AWS::Lambda::Function", "Kept/Function/Function", []),
            ("KeptVersion", "AWS::Lambda::Version", "Kept/Function/Version", Of("KeptFunction")),
            ("JobCluster", "AWS::ECS::Cluster", "JobCluster/Cluster", function.DeepClone().AsObject()),
            ("ManagementCluster", "AWS::ECS::Cluster", "ManagementCluster/Cluster", []),
        ];
        return new FakeAws(
        [
            .. answers, ("efs describe-file-systems", """{"FileSystems":[{"SizeInBytes":{"Value":1}}]}"""),
            ("cloudformation get-template", new JsonObject
            {
                ["TemplateBody"] = new JsonObject
                {
                    ["Resources"] = new JsonObject(resources.Select(resource => KeyValuePair.Create<string, JsonNode?>(
                        resource.Id, new JsonObject
                        {
                            ["Type"] = resource.Type,
                            ["DeletionPolicy"] = policies?.GetValueOrDefault(resource.Id) ?? "Delete",
                            ["Properties"] = resource.Properties,
                            ["Metadata"] = new JsonObject { ["aws:cdk:path"] = $"Edge-demo/{resource.Path}" },
                        }))),
                },
            }.ToJsonString()),
            ("cloudformation list-stack-resources", new JsonObject
            {
                ["StackResourceSummaries"] = new JsonArray([.. resources.Select(resource => new JsonObject
                {
                    ["LogicalResourceId"] = resource.Id,
                    ["PhysicalResourceId"] = never?.Contains(resource.Id) is true ? ""
                        : resource.Id == "Logs" ? "/ataccama/edge/demo/dqc" : resource.Id,
                    ["ResourceStatus"] = gone?.Contains(resource.Id) is true ? "DELETE_COMPLETE"
                        : failed?.Contains(resource.Id) is true ? "DELETE_FAILED" : "CREATE_COMPLETE",
                    ["ResourceStatusReason"] = "for a test",
                })]),
            }.ToJsonString()),
        ]);
    }

    private static JsonObject Of(string function) => new() { ["FunctionName"] = new JsonObject { ["Ref"] = function } };
}
