using System.Text.Json.Nodes;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Files.Takeover;

public sealed class TakeoverTests
{
    private const string NewerMap = """{ "module.edge.aws_appconfig_application.settings": "leave" }""";

    public static TheoryData<string> Shapes => [.. TerraformShape.Of("demo").Keys];

    [Theory, MemberData(nameof(Shapes))]
    public void An_edge_of_any_shape_becomes_an_edge_file_and_a_plan(string shape)
    {
        using var edge = Mapped(shape);

        var answer = edge.Run("--set", "controlPlane.eventSources=disabled");

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        var config = Assert.Single(Fleet.Load(edge.Session.PathOf("edges"), edge.Session.PathOf("releases"))).Config;
        Assert.Equal(("eu-central-1", "123456789011", "16.6.5"), (config.Account.Region, config.Account.AccountId, config.Edge.Release));
        Assert.Equal("vpc-0f1924823027c00c7", config.Vpc.VpcId);
        Assert.Equal(edge.Edge.Subnets.Order(), config.Vpc.PrivateSubnetIds.Order());
        Assert.Equal(["10.0.0.0/16"], config.Vpc.CidrBlocks);
        Assert.Equal(
            ("bucket-s3-ecc58765", "arn:aws:iam::123456789011:role/s3-role"), (config.S3.BucketName, config.S3.IamRoleArn));
        Assert.Equal("arn:aws:iam::999988887777:role/edge-access-demo", config.ControlPlane.EdgeAccessRoleArn);
        Assert.Equal("arn:aws:sqs:eu-central-1:999988887777:demo-requests", config.ControlPlane.RequestQueueArn);
        Assert.Equal("arn:aws:sqs:eu-central-1:999988887777:demo-results", config.ControlPlane.ResultReaderQueueArn);
        Assert.Equal((3, 90, DataRetention.Retain), (config.PlaneManager.Replicas, config.LogRetentionDays, config.DataRetention));
        Assert.Equal(2, config.Override(Function.MetadataBrowsing).ProvisionedConcurrency);
        Assert.All(Parts(edge.Plan), part => Assert.NotEmpty(part));
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Keys_are_imported_whatever_they_are_called_and_nothing_is_decided_twice(string shape)
    {
        using var edge = Mapped(shape);

        var decisions = edge.Decisions();

        var keys = decisions.Values.Where(item => Address(item).Contains("aws_kms_key.", StringComparison.Ordinal)).ToList();
        Assert.Equal(["data-quality key", "general key"], keys.Select(key => Text(key, "part")).Order());
        Assert.All(keys, key => Assert.Equal("import", Text(key, "decision")));
        var imported = edge.File("resources-to-import.json").AsArray();
        Assert.Equal(imported.Count, imported.Select(item => item!["LogicalResourceId"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal(
            imported.Select(item => item!["LogicalResourceId"]!.GetValue<string>()).Order(),
            Template(edge).Select(resource => resource.Key).Order());
        Assert.Equal(imported.Count, edge.File("resource-mapping.json").AsObject().Count);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void A_state_file_gives_the_same_decisions_as_what_show_prints(string shape)
    {
        using var shown = Mapped(shape);
        using var state = new TakeoverSession(new TerraformEdge(TerraformShape.Of("demo")[shape]), isStateFile: true);
        state.Session.Write("takeover/demo/map.json", NewerMap);

        Assert.Equal(
            shown.Decisions().Select(item => $"{item.Key} {item.Value.ToJsonString()}"),
            state.Decisions().Select(item => $"{item.Key} {item.Value.ToJsonString()}"));
    }

    [Theory, MemberData(nameof(Shapes))]
    public void A_second_run_writes_the_same_files(string shape)
    {
        using var edge = Mapped(shape);
        edge.Run();
        var before = Files(edge);

        Assert.Equal(0, edge.Run().ExitCode);

        Assert.Equal(before, Files(edge));
    }

    [Fact]
    public void What_has_the_name_of_the_stack_is_imported_with_what_others_trust()
    {
        using var edge = new TakeoverSession("names of the stack");

        var decisions = edge.Decisions();

        Assert.Equal(
            ("import", "PlaneManager/Task/TaskRole/Role"), Both(decisions["module.edge.aws_iam_role.plane_manager"], "decision", "path"));
        Assert.Equal(
            ("import", "Jobs/Dqc/Logs/LogGroup"), Both(decisions["module.edge.aws_cloudwatch_log_group.dqc"], "decision", "path"));
        Assert.Equal(("import", "GeneralKey/Alias"), Both(decisions["module.edge.aws_kms_alias.general"], "decision", "path"));
        // A role whose name the stack makes up cannot be the same one.
        Assert.Equal("anew", Text(decisions["module.edge.aws_iam_role.connectors_rollout"], "decision"));
    }

    [Fact]
    public void What_has_other_names_is_left_and_the_plan_says_who_must_trust_what()
    {
        using var edge = new TakeoverSession("other names");

        var decisions = edge.Decisions();

        Assert.Equal("leave", Text(decisions["module.edge.aws_cloudwatch_log_group.dqc"], "decision"));
        Assert.Equal("anew", Text(decisions["module.edge.aws_iam_role.plane_manager"], "decision"));
        Assert.Contains("- `arn:aws:iam::123456789011:role/demo-plane-manager`", edge.Plan, StringComparison.Ordinal);
    }

    [Fact]
    public void What_AWS_cannot_change_is_created_again_and_not_imported()
    {
        using var missing = new TakeoverSession("missing parts");
        using var newer = Mapped("newer module");

        var point = missing.Decisions()["aws_efs_access_point.drivers"];
        var system = newer.Decisions()["module.edge.aws_efs_file_system.this"];

        Assert.Equal("anew", Text(point, "decision"));
        Assert.Contains("Path=/connectors", Text(point, "reason"), StringComparison.Ordinal);
        Assert.Equal("anew", Text(system, "decision"));
        Assert.Contains("PerformanceMode is maxIO", Text(system, "reason"), StringComparison.Ordinal);
        // Nothing of it is imported then, or the stack would have parts of two file systems.
        Assert.DoesNotContain(Template(newer), resource => $"{resource.Value!["Type"]}".StartsWith("AWS::EFS::", StringComparison.Ordinal));
    }

    [Fact]
    public void Groups_of_what_is_imported_stay_until_the_stack_has_replaced_them()
    {
        using var edge = new TakeoverSession("other names");

        var decisions = edge.Decisions();

        Assert.Equal("keep", Text(decisions["module.edge.aws_security_group.efs"], "decision"));
        Assert.Equal("leave", Text(decisions["module.edge.aws_security_group.jobs"], "decision"));
        var finish = edge.Session.Read("takeover/demo/finish.sh");
        Assert.Contains("delete-security-group --region eu-central-1 --group-id 'sg-0000000000000000e'", finish, StringComparison.Ordinal);
        Assert.DoesNotContain("sg-0000000000000000d", finish, StringComparison.Ordinal);
        // A rule that names the group of a workload would keep that group from being destroyed.
        Assert.Contains(
            """--group-id sg-0000000000000000e --ip-permissions '[{"IpProtocol":"tcp","FromPort":2049,"ToPort":2049,""",
            edge.Plan, StringComparison.Ordinal);
        Assert.DoesNotContain("--group-id sg-0000000000000000a --ip-permissions", edge.Plan, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_for_addresses_stay_with_a_group_that_is_kept_and_rules_for_workloads_go()
    {
        using var edge = new TakeoverSession("names of the stack");

        var decisions = edge.Decisions();

        Assert.Equal("keep", Text(decisions["module.edge.aws_vpc_security_group_ingress_rule.endpoints"], "decision"));
        Assert.Equal("leave", Text(decisions["module.edge.aws_vpc_security_group_ingress_rule.efs"], "decision"));
        // The policy of a role that is imported is attached until the update.
        Assert.Equal("keep", Text(decisions["module.edge.aws_iam_policy.plane_manager"], "decision"));
        Assert.Equal("leave", Text(decisions["module.edge.aws_iam_policy.connectors_rollout"], "decision"));
        Assert.Contains("delete-policy --policy-arn 'arn:aws:iam::123456789011:policy/demo-plane-manager'",
            edge.Session.Read("takeover/demo/finish.sh"), StringComparison.Ordinal);
        // Terraform revokes its own resources.
        Assert.DoesNotContain("--ip-permissions", edge.Plan, StringComparison.Ordinal);
    }

    // In place, the group of the file system is kept until the stack has replaced it.
    [Fact]
    public void The_template_of_another_edge_is_refused()
    {
        using var edge = new TakeoverSession("other names");

        var answer = edge.RunWith(Repository.Path("tests", "snapshots", "Edge-full.template.json"));

        Assert.Contains("is the template of the edge full, not of demo: correct --template", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_is_asked_and_the_answer_decides()
    {
        using var edge = new TakeoverSession("newer module");

        var refused = edge.Run();
        var kept = Mapped("newer module", "keep").Decisions();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(
            """
            module.edge.aws_appconfig_application.settings: is aws_appconfig_application ataccama-demo-edge-settings, and what it is of the
            """.Trim(), refused.Output, StringComparison.Ordinal);
        Assert.Contains("""add {"module.edge.aws_appconfig_application.settings":"…"} to takeover/demo/map.json""", refused.Output,
            StringComparison.Ordinal);
        Assert.False(edge.Session.Has("edges/demo.yaml"));
        Assert.Equal("keep", Text(kept["module.edge.aws_appconfig_application.settings"], "decision"));
    }

    [Fact]
    public void A_mapping_file_with_a_target_that_there_is_not_is_refused()
    {
        using var edge = Mapped("newer module", "general key");

        Assert.Contains("has the target general key for module.edge.aws_appconfig_application.settings: use leave, keep",
            edge.Run().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_edges_in_one_state_are_told_apart_by_their_modules()
    {
        var one = new TerraformEdge(new TerraformShape("demo"));
        var other = new TerraformEdge(new TerraformShape("other") { Module = "module.other" });
        using var edge = new TakeoverSession(one);
        var both = one.Show();
        var modules = both["values"]!["root_module"]!["child_modules"]!.AsArray();
        modules.Add(other.Show()["values"]!["root_module"]!["child_modules"]![0]!.DeepClone());
        edge.Session.Write("state.json", both.ToJsonString());

        var refused = edge.Run();
        var decisions = edge.Decisions("--module", "module.edge");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("module.other.aws_kms_key.general", refused.Output, StringComparison.Ordinal);
        Assert.All(decisions.Keys, address => Assert.StartsWith("module.edge.", address, StringComparison.Ordinal));
        Assert.Contains("it has module.edge, module.other: correct "
            + "--module", edge.Run("--module", "module.e").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Terraform_forgets_exactly_what_is_imported_or_kept_and_knows_it_again_on_the_way_back()
    {
        using var edge = new TakeoverSession("other tags and keys");
        var decisions = edge.Decisions();
        var forgotten = decisions.Where(item => Text(item.Value, "decision") is "import" or "keep").Select(item => item.Key).ToList();

        var lines = edge.Session.Read("takeover/demo/forget.sh").Split('\n');
        var back = edge.Session.Read("takeover/demo/return.tf");

        Assert.Equal(
            forgotten.Select(address => $"forget '{address}'"),
            lines.Where(line => line.StartsWith("forget '", StringComparison.Ordinal)));
        Assert.All(forgotten, address => Assert.Contains(address, back, StringComparison.Ordinal));
        // A removed block names no instance.
        var removed = edge.Session.Read("takeover/demo/removed.tf");
        Assert.Contains("  from = module.this.aws_efs_mount_target.this\n", removed, StringComparison.Ordinal);
        Assert.DoesNotContain("from = module.this[", removed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_of_another_account_or_VPC_is_refused()
    {
        using var edge = new TakeoverSession("other names");
        edge.Run();
        edge.Session.Write("state.json", new TerraformEdge(new TerraformShape("demo")) { Vpc = "vpc-11111111", Account = "210987654321" }
            .Show().ToJsonString());

        var answer = edge.Run();

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("210987654321 in eu-central-1, where the state has keys", answer.Output, StringComparison.Ordinal);
        Assert.Contains("vpc.vpcId is \"vpc-0f1924823027c00c7\"; use vpc-11111111", answer.Output, StringComparison.Ordinal);
    }

    // Its edge file says retain, as that of every edge which was taken over.
    // What the vendor's application does cannot be rehearsed: the plan says what to look at.
    [Fact]
    public void Secrets_of_the_state_are_in_no_file_and_no_answer()
    {
        using var edge = new TakeoverSession("names of the stack");
        var answer = edge.Run();
        var json = edge.Run("--json");

        var files = string.Concat(Directory.GetFiles(edge.Session.Directory, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("state.json", StringComparison.Ordinal)).Select(System.IO.File.ReadAllText));

        Assert.DoesNotContain(TerraformEdge.Secret, files + answer.Output + answer.Error + json.Output, StringComparison.Ordinal);
    }

    private static TakeoverSession Mapped(string shape, string target = "leave")
    {
        var edge = new TakeoverSession(shape);
        if (shape == "newer module")
            edge.Session.Write("takeover/demo/map.json", NewerMap.Replace("\"leave\"", $"\"{target}\"", StringComparison.Ordinal));
        return edge;
    }

    private static JsonObject Template(TakeoverSession edge) => edge.File("assembly/Edge-demo.template.json")["Resources"]!.AsObject();

    private static IEnumerable<string> Parts(string plan) => plan.Split("\n## ").Select(part => part.Trim());

    private static string Files(TakeoverSession edge) => string.Concat(
        Directory.GetFiles(edge.Session.Directory, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{file}\n{System.IO.File.ReadAllText(file)}"));

    private static string Text(JsonNode item, string name) => $"{item[name]}";

    private static string Address(JsonNode item) => Text(item, "address");

    private static (string, string) Both(JsonNode item, string one, string other) => (Text(item, one), Text(item, other));
}
