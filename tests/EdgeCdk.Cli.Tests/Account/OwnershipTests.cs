using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account;

/// <summary>Nothing is called left over, and no deletion is advised, before AWS has said that no stack owns it.</summary>
public sealed class OwnershipTests
{
    private const string Role = "demo-job-dqc";
    private const string LogGroup = "/ataccama/edge/demo/dqc";
    private const string File = "edges/demo.yaml";
    private static readonly string[] Deletions = ["delete-", "schedule-key-deletion", "deregister-"];

    [Fact]
    public void What_no_stack_owns_is_left_and_has_a_command()
    {
        var output = Run(Left(), 0, "destroy-plan", "demo", "--after").Output;

        Assert.StartsWith("No stack Edge-demo in eu-central-1.\nThis is account 123456789011, as the edge file says.\n", output,
            StringComparison.Ordinal);
        Assert.Contains($"{LogGroup}: still exists, and no stack owns it: retained when the stack was deleted, or created later; export "
            + $"what you need", output, StringComparison.Ordinal);
        Assert.Contains($"    aws iam delete-role --role-name {Role} --region eu-central-1\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LogGroup)]
    [InlineData(Role)]
    public void As_soon_as_a_stack_owns_one_thing_no_deletion_is_advised_for_any(string owned)
    {
        var aws = Left();
        aws.Stack("own-name", edge: null, physicalIds: owned);

        var output = Run(aws, 1, "destroy-plan", "demo").Output;

        Assert.Contains($"in use: own-name in eu-central-1 owns 1 resource with a name or tag of this edge, such as {owned}. Delete "
            + $"nothing; see it with npx edge destroy-plan demo --region eu-central-1 --stack own-name\n", output,
            StringComparison.Ordinal);
        Assert.All(Deletions, deletion => Assert.DoesNotContain(deletion, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Edge-demo-ObservabilityTaskRole-abc", "demo", true)]
    [InlineData("Edge-demo-prod-TaskRole-abc", "demo-prod", false)]
    [InlineData("Another-TaskRole-abc", "demo", false)]
    public void A_role_that_CloudFormation_named_is_left_when_it_has_the_tag_of_the_edge(string role, string edge, bool isLeft)
    {
        var aws = Left();
        aws.Roles.Add(role);
        aws.Answers["iam list-role-tags"] = new()
        {
            ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "ataccama:edge:name", ["Value"] = edge }),
        };

        var output = Run(aws, 0, "destroy-plan", "demo", "--after").Output;

        Assert.Equal(isLeft, output.Contains($"{role}: still exists, and no stack owns it", StringComparison.Ordinal));
    }

    [Fact]
    public void A_role_is_searched_for_in_all_regions()
    {
        var aws = Left();
        aws.Stack("Edge-demo", region: "us-east-1", physicalIds: Role);

        var answer = JsonNode.Parse(Run(aws, 1, "destroy-plan", "demo", "--json").Output)!;

        Assert.Equal(("Edge-demo", "us-east-1"), ((string?)answer["inUse"]![0]!["stack"], (string?)answer["inUse"]![0]!["region"]));
        Assert.All(answer["left"]!.AsArray(), fate => Assert.Null(fate!["command"]));
    }

    [Fact]
    public void What_is_tagged_with_a_stack_that_exists_is_that_stacks()
    {
        var aws = Left();
        aws.Tagged.Add(("arn:aws:sns:eu-central-1:123456789011:topic", "own-name"));
        aws.Stack("own-name", edge: null);

        Assert.Contains("in use: own-name in eu-central-1 owns 1 resource", Run(aws, 1, "destroy-plan", "demo").Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_tagged_with_a_stack_that_is_gone_was_retained()
    {
        var aws = Left();
        aws.Tagged.Add(("arn:aws:logs:eu-central-1:123456789011:log-group:" + LogGroup, "Edge-demo"));

        Assert.Contains(LogGroup + ": still exists", Run(aws, 0, "destroy-plan", "demo").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_owner_could_not_be_asked_for_there_is_no_command()
    {
        var aws = Left();
        aws.Refused.Add("cloudformation describe-stack-resources");

        var output = Run(aws, 1, "destroy-plan", "demo", "--after").Output;

        Assert.Contains(
            $"{LogGroup}: exists; which stack owns it could not be checked: AWS refused cloudformation describe-stack-resources (", output,
            StringComparison.Ordinal);
        Assert.All(Deletions, deletion => Assert.DoesNotContain(deletion, output, StringComparison.Ordinal));
    }

    [Fact]
    public void What_could_not_be_looked_for_is_said_and_the_rest_is_shown()
    {
        var aws = Left();
        aws.Refused.Add("logs describe-log-groups");

        var output = Run(aws, 1, "destroy-plan", "demo", "--after").Output;

        Assert.Contains("could not be checked: log groups: AWS refused logs describe-log-groups (", output, StringComparison.Ordinal);
        Assert.Contains($"IAM Role {Role}: still exists", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edge_that_was_never_deployed_is_not_called_gone() => Assert.Equal(
        "No stack Edge-demo in eu-central-1, and no resource tagged with this edge.\nThis is account 123456789011, as the edge file "
            + "says.\n", Run(new FakeAccount(), 0, "destroy-plan", "demo").Output);

    [Theory]
    [InlineData("destroy-plan other", "use demo, or, when its file is deleted, pass --region")]
    [InlineData("support other", "use demo, or, when its file is deleted, pass --region")]
    [InlineData("verify other", "use demo")]
    public void An_edge_whose_file_is_deleted_is_not_taken_for_a_misspelled_one(string line, string advice) => Assert.Equal(
        $"edge: there is no edge other in edges; {advice}\n", Run(new FakeAccount(), 1, line.Split(' ')).Error);

    [Fact]
    public void Without_an_edge_file_the_account_that_was_looked_at_is_named() => Assert.Contains(
        "This is account 999900001111. No edge file names the account of the edge: if it is in another one, ignore this answer.\n",
        Run(new FakeAccount { Caller = "999900001111" }, 0, "destroy-plan", "other", "--region", "eu-central-1").Output,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("arn:aws:kms:eu-central-1:123456789011:key/1234", "KMS console", "can never be read again")]
    [InlineData("arn:aws:elasticfilesystem:eu-central-1:123456789011:file-system/fs-1", "EFS console", "its files are lost")]
    [InlineData("arn:aws:s3:::a-bucket", "S3 console", "all versions of its objects are lost")]
    public void What_holds_data_is_removed_in_words_alone(string arn, string console, string loss)
    {
        var aws = new FakeAccount
        {
            Tagged = { (arn, null) },
            Answers = { ["kms describe-key"] = new() { ["KeyMetadata"] = new JsonObject { ["KeyState"] = "Enabled" } } }
        };

        var fate = Assert.Single(JsonNode.Parse(Run(aws, 0, "destroy-plan", "demo", "--json").Output)!["left"]!.AsArray())!;

        Assert.Null(fate["command"]);
        Assert.Contains(console, (string?)fate["why"], StringComparison.Ordinal);
        Assert.Contains(loss, (string?)fate["why"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_being_deleted_has_a_command_that_is_labelled_as_keeping_it()
    {
        var aws = new FakeAccount
        {
            Tagged = { ("arn:aws:kms:eu-central-1:123456789011:key/1234", "Edge-demo") },
            Answers = { ["kms describe-key"] = new() { ["KeyMetadata"] = new JsonObject { ["KeyState"] = "PendingDeletion",
                ["DeletionDate"] = "2026-12-06T00:00:00Z" } } },
        };

        Assert.Contains(
            "KMS Key 1234: AWS deletes it on 2026-12-06; data that it encrypts cannot be read then. Until then AWS Security Hub reports it "
                + "(KMS.3, keys pending deletion): that is expected\n"
            + "    to keep it instead: aws kms cancel-key-deletion --key-id 1234 --region eu-central-1 && aws kms enable-key --key-id "
                + "1234 --region eu-central-1\n",
            Run(aws, 0, "destroy-plan", "demo", "--after").Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_stack_of_the_prerequisites_is_named_while_it_costs()
    {
        var aws = new FakeAccount();
        aws.Stack("Prerequisites-demo", edge: null);

        Assert.Contains("stack Prerequisites-demo: is kept, and its NAT gateways still cost",
            Run(aws, 0, "destroy-plan", "demo", "--after").Output, StringComparison.Ordinal);
        aws.Stack("Edge-demo");
        Assert.Contains("stack Prerequisites-demo: is kept, and its NAT gateways still cost",
            Run(aws, 0, "destroy-plan", "demo").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_that_deletes_the_prerequisites_is_shown_only_when_nothing_of_the_edge_is_in_use()
    {
        const string command = "delete-stack --region eu-central-1 --stack-name Prerequisites-demo";
        var gone = new FakeAccount();
        gone.Stack("Prerequisites-demo", edge: null);
        var alive = new FakeAccount();
        alive.Stack("Prerequisites-demo", edge: null);
        alive.Stack("Edge-demo");
        var unknown = new FakeAccount { Refused = { "logs describe-log-groups" } };
        unknown.Stack("Prerequisites-demo", edge: null);

        Assert.Contains(command, Run(gone, 0, "destroy-plan", "demo", "--after").Output, StringComparison.Ordinal);
        Assert.DoesNotContain(command, Run(alive, 0, "destroy-plan", "demo").Output, StringComparison.Ordinal);
        Assert.DoesNotContain(command, Run(unknown, 1, "destroy-plan", "demo", "--after").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_role_that_deletes_the_stack_must_exist(bool exists)
    {
        var aws = new FakeAccount();
        aws.Stack("Edge-demo")["RoleARN"] = "arn:aws:iam::123456789011:role/paths/deployer";
        if (exists)
            aws.Roles.Add("deployer");

        var output = Run(aws, 0, "destroy-plan", "demo").Output;

        Assert.Equal(!exists,
            output.Contains("IAM Role arn:aws:iam::123456789011:role/paths/deployer: the stack was last deployed with this role, which "
            + "does not exist: the deletion fails.", StringComparison.Ordinal));
        Assert.Contains("keep the role arn:aws:iam::123456789011:role/paths/deployer until the stack is deleted", output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SC-123456789011-pp-abcd", "Edges first, the portfolio last")]
    [InlineData("Edge-demo", "npx cdk destroy Edge-demo")]
    public void A_portfolio_outlives_its_edges(string stack, string words)
    {
        var aws = new FakeAccount();
        aws.Stack(stack);

        Assert.Contains(words, Run(aws, 0, "destroy-plan", "demo", "--stack", stack).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log groups", LogGroup)]
    [InlineData(Role, Role)]
    public void Preflight_does_not_advise_to_delete_what_a_stack_owns(string about, string owned)
    {
        var aws = Left();
        aws.Stack("own-name", edge: null, physicalIds: owned);

        var finding = Preflight(aws, about);

        Assert.Equal(("failed", $"{owned} is in use: it belongs to the stack own-name in eu-central-1"),
            ((string?)finding["outcome"], (string?)finding["what"]));
        Assert.All(Deletions, deletion => Assert.DoesNotContain(deletion, finding.ToJsonString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("log groups")]
    [InlineData(Role)]
    public void Preflight_advises_no_deletion_when_the_owner_could_not_be_asked_for(string about)
    {
        var aws = Left();
        aws.Refused.Add("cloudformation describe-stack-resources");

        var finding = Preflight(aws, about);

        Assert.Equal("unknown", (string?)finding["outcome"]);
        Assert.All(Deletions, deletion => Assert.DoesNotContain(deletion, finding.ToJsonString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/ataccama/edge/demo/otel-collector", true)]
    [InlineData("/aws/ecs/containerinsights/demo-jobs/performance", true)]
    [InlineData("/ataccama/edge/demo/of-an-earlier-release", false)]
    [InlineData("/ataccama/edge/demo-two/dqc", false)]
    public void Preflight_finds_log_groups_that_an_update_will_make_outside_of_the_stack(string name, bool isInTheWay)
    {
        var aws = new FakeAccount { LogGroups = { name, LogGroup } };
        aws.Stack("Edge-demo", physicalIds: LogGroup);

        var findings = Findings(aws, null).Where(finding => (string?)finding["about"] == "log groups").ToList();

        Assert.Equal(isInTheWay ? 1 : 0, findings.Count);
        Assert.All(findings,
            finding => Assert.StartsWith($"1 of the names that the edge needs exist already, such as "
            + $"{name}", (string?)finding["what"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SC-123456789011-pp-abcd", "was deployed by Service Catalog", "aws servicecatalog update-provisioned-product")]
    [InlineData("StackSet-edges-1-5b6c8f1e-2a51-4b0c-9d7e-1f2a3b4c5d6e", "was deployed by the stack set edges-1", "npx edge fleet export")]
    [InlineData("Edge-demo", "was deployed from the portable template, with the AWS CLI", "npx edge template demo")]
    public void Preflight_says_that_cdk_deploy_is_not_for_a_stack_of_another_way(string name, string how, string command)
    {
        var aws = new FakeAccount();
        aws.Stack(name)["Parameters"] = new JsonArray(FakeAccount.Pair("Parameter", "DeploymentMethod", "portable"));

        var finding = Assert.Single(Findings(aws, null, "--stack", name), finding => (string?)finding["about"] == name);

        Assert.Equal(("failed", $"has the edge demo, and {how}"), ((string?)finding["outcome"], (string?)finding["what"]));
        Assert.Contains(command, (string?)finding["remedy"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subnet-0156acffabb5aa872", "eu-central-1b", 0)]
    [InlineData("subnet-0aaaaaaaaaaaaaaaa", "eu-central-1b", 1)]
    [InlineData("subnet-0aaaaaaaaaaaaaaaa", "eu-central-1c", 0)]
    public void Preflight_knows_that_a_subnet_cannot_take_the_place_of_another_one_of_its_zone(string deployed, string zone, int errors)
    {
        var found = Findings(Deployed(deployed, zone, "vpc-0f1924823027c00c7"), null)
            .Where(finding => ((string?)finding["later"])?.Contains("MountTargetConflict", StringComparison.Ordinal) is true).ToList();

        Assert.Equal(errors, found.Count);
        Assert.All(found,
            finding => Assert.Equal($"subnet-0156acffabb5aa872 replaces {deployed}, and both are in "
            + $"{zone}", (string?)finding["what"]));
        Assert.All(found,
            finding => Assert.StartsWith($"keep {deployed}; or deploy without both "
            + $"first", (string?)finding["remedy"], StringComparison.Ordinal));
    }

    [Fact]
    public void Preflight_knows_that_an_edge_cannot_move_to_another_network()
    {
        var found = Assert.Single(Findings(Deployed("subnet-0aaaaaaaaaaaaaaaa", "eu-central-1b", "vpc-0bbbbbbbbbbbbbbbb"), null),
            finding => ((string?)finding["later"])?.Contains("MountTargetConflict", StringComparison.Ordinal) is true);

        Assert.Equal(("failed", "is vpc-0f1924823027c00c7, but the edge is deployed in vpc-0bbbbbbbbbbbbbbbb"),
            ((string?)found["outcome"], (string?)found["what"]));
    }

    [Fact]
    public void A_larger_subnet_of_the_same_zone_is_not_advised_for_a_deployed_edge() =>
        Assert.DoesNotContain(Findings(Deployed("subnet-0156acffabb5aa872", "eu-central-1b", "vpc-0f1924823027c00c7"), null),
            finding => ((string)finding["remedy"]!).Contains("of the same zone", StringComparison.Ordinal));

    private static FakeAccount Deployed(string subnet, string zone, string vpc)
    {
        var aws = new FakeAccount
        {
            Answers =
            {
                ["ec2 describe-vpcs"] = new() { ["Vpcs"] = new JsonArray(new JsonObject { ["VpcId"] = "vpc-0f1924823027c00c7" }) },
                ["ec2 describe-subnets"] = new() { ["Subnets"] = new JsonArray(Subnet("subnet-0fa6e2c437dd0e5fd", "a"),
                    Subnet("subnet-0156acffabb5aa872", "b")) },
                ["efs describe-mount-targets"] = new()
                {
                    ["MountTargets"] = new JsonArray(
                        new JsonObject { ["SubnetId"] = "subnet-0fa6e2c437dd0e5fd", ["AvailabilityZoneName"] = "eu-central-1a",
                            ["VpcId"] = vpc },
                        new JsonObject { ["SubnetId"] = subnet, ["AvailabilityZoneName"] = zone, ["VpcId"] = vpc }),
                },
            },
        };
        aws.Stack("Edge-demo", physicalIds: "fs-1");
        return aws;
    }

    private static JsonObject Subnet(string id, string zone) =>
        new()
        {
            ["SubnetId"] = id,
            ["AvailabilityZone"] = $"eu-central-1{zone}",
            ["CidrBlock"] = "10.0.0.0/28",
            ["AvailableIpAddressCount"] = 1
        };

    private static FakeAccount Left() => new() { Roles = { Role }, LogGroups = { LogGroup } };

    private static JsonNode Preflight(FakeAccount aws, string about) =>
        Assert.Single(Findings(aws, null), finding => (string?)finding["about"] == about);

    private static IReadOnlyList<JsonNode> Findings(FakeAccount aws, Func<string, string>? edit, params string[] more)
    {
        using var session = new Session();
        var text = EdgeFiles.Text(EdgeFiles.Demo);
        session.Write(File, edit is null ? text : edit(text));
        var result = session.Run(aws, ["preflight", "demo", "--json", .. more]);
        Assert.True(result.Output.Length > 0, result.Error);
        return [.. JsonNode.Parse(result.Output)!["findings"]!.AsArray().Select(finding => finding!)];
    }

    private static CommandResult Run(FakeAccount aws, int exitCode, params string[] arguments)
    {
        using var session = new Session();
        session.Write(File, EdgeFiles.Text(EdgeFiles.Demo));
        var result = session.Run(aws, arguments);
        Assert.True(result.ExitCode == exitCode, result.Output + result.Error);
        return result;
    }
}
