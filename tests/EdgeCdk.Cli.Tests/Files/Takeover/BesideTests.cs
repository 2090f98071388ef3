using System.Text.Json.Nodes;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Files.Takeover;

/// <summary>The way beside, and what the plans of both ways have in common.</summary>
public sealed class BesideTests
{
    [Fact]
    public void Beside_keeps_endpoints_and_the_data_quality_key_and_leaves_the_rest()
    {
        using var edge = new TakeoverSession("other names");

        var answer = edge.RunAs("second", ["--way", "beside", "--json", .. TakeoverSession.SecondEdge]);
        var decisions = JsonNode.Parse(answer.Output)!["resources"]!.AsArray();

        var kept = decisions.Where(item => $"{item!["decision"]}" == "keep").Select(item => $"{item!["address"]}");
        Assert.Equal(
            [
                "module.edge.aws_kms_key.dq_encryption", "module.edge.aws_security_group.endpoints", "module.edge.aws_vpc_endpoint.kms",
                "module.edge.aws_vpc_endpoint.s3", "module.edge.aws_vpc_endpoint.secretsmanager", "module.edge.aws_vpc_endpoint.sqs",
            ],
            kept);
        Assert.DoesNotContain(decisions, item => $"{item!["decision"]}" == "import");
        Assert.False(edge.Session.Has("takeover/second/resources-to-import.json"));
        var config = Assert.Single(Fleet.Load(edge.Session.PathOf("edges"), edge.Session.PathOf("releases"))).Config;
        Assert.Equal((ResourceMode.Existing, ResourceMode.Existing), (config.Vpc.Endpoints.S3, config.Vpc.Endpoints.Sqs));
        Assert.Contains("## The two ways", edge.Session.Read("takeover/second/plan.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_under_the_name_that_the_state_has_is_refused()
    {
        using var edge = new TakeoverSession("names of the stack");

        var answer = edge.Run(["--way", "beside", .. TakeoverSession.SecondEdge]);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("edge.name is \"demo\", and the state has", answer.Output, StringComparison.Ordinal);
        Assert.False(edge.Session.Has("takeover/demo/plan.md"));
    }

    [Fact]
    public void Beside_with_queues_that_the_first_edge_reads_is_refused()
    {
        using var edge = new TakeoverSession("other names");

        var answer = edge.RunAs(
            "second",
            [
                "--way", "beside", .. TakeoverSession.SecondEdge,
                "--set", "controlPlane.resultReaderQueueArn=arn:aws:sqs:eu-central-1:999988887777:demo-results",
            ]);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("controlPlane.resultReaderQueueArn is \"arn:aws:sqs:eu-central-1:999988887777:demo-results\", which the edge of "
            + "Terraform reads", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("requestQueueArn is", answer.Output, StringComparison.Ordinal);
        Assert.False(edge.Session.Has("takeover/second/plan.md"));
    }

    [Theory]
    [InlineData("demo", "in-place"), InlineData("second", "beside")]
    public void The_plan_finds_rules_of_others_that_name_a_group_which_is_destroyed(string name, string way)
    {
        using var edge = new TakeoverSession("other names");

        edge.RunAs(name, ["--way", way, .. name == "second" ? TakeoverSession.SecondEdge : []]);

        var destruction = edge.Session.Read($"takeover/{name}/plan.md").Split("\n### ")
            .Single(step => step.Contains("terraform apply rest.tfplan", StringComparison.Ordinal));
        string[] groups = way == "beside" ? ["sg-0000000000000000e", "sg-0000000000000000d"] : ["sg-0000000000000000d"];
        Assert.Contains($"--filters Name=ip-permission.group-id,Values={string.Join(',', groups)} ", destruction, StringComparison.Ordinal);
        Assert.Contains($"--filters Name=egress.ip-permission.group-id,Values={string.Join(',', groups)} ", destruction,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_portable_template_is_refused_and_the_message_says_which_way_can_use_it()
    {
        using var edge = new TakeoverSession("other names");

        var form = JsonNode.Parse(System.IO.File.ReadAllText(Repository.Path("tests", "snapshots", "edge-form.json")))!;
        form["Resources"] = new JsonObject();
        edge.Session.Write("edge-16.6.5.template.json", form.ToJsonString());

        var answer = edge.RunWith("edge-16.6.5.template.json");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("edge-16.6.5.template.json is the portable template. Its resources have other ids", answer.Error,
            StringComparison.Ordinal);
        Assert.Contains(
            "can be used with --way beside alone: its plan deploys the second edge, then with `npx edge template demo`", answer.Error,
            StringComparison.Ordinal);
        Assert.False(edge.Session.Has("takeover/demo/plan.md"));
    }

    [Theory]
    [InlineData("artifacts.bucket=vendor-releases-eu-central-1", "use `npx edge template second` and the script that it writes")]
    [InlineData("planeManager.memoryMiB=4096", "The portable template cannot have it: ")]
    public void Beside_the_second_edge_can_be_deployed_with_the_portable_template_where_that_can_have_it(string value, string expected)
    {
        using var edge = new TakeoverSession("other names");

        var answer = edge.RunAs("second", ["--way", "beside", .. TakeoverSession.SecondEdge, "--set", value]);

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        Assert.Contains(expected, edge.Session.Read("takeover/second/plan.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo", "in-place"), InlineData("second", "beside")]
    public void Every_step_says_who_does_it_what_is_down_and_how_to_go_back(string name, string way)
    {
        using var edge = new TakeoverSession("other names");
        edge.RunAs(name, ["--way", way, .. name == "second" ? TakeoverSession.SecondEdge : []]);

        var steps = edge.Session.Read($"takeover/{name}/plan.md").Split("\n## ")
            .Single(part => part.StartsWith("Steps", StringComparison.Ordinal)).Split("\n### ")[1..];

        Assert.Equal(9, steps.Length);
        Assert.All(steps.Index(), step => Assert.Matches(
            $@"\A{step.Index + 1}\. \S.*\n\n- Who: \S.*\n- Down: \S.*\n- Way back: \S", step.Item));
    }

    [Fact]
    public void Beside_the_way_back_from_the_second_edge_names_what_stays_of_it()
    {
        using var edge = new TakeoverSession("other names");
        var template = JsonNode.Parse(System.IO.File.ReadAllText(TakeoverSession.Template))!;
        template["Outputs"]!["EdgeName"]!["Value"] = "second";
        foreach (var (_, resource) in template["Resources"]!.AsObject())
            resource!["DeletionPolicy"] = $"{resource["Type"]}" is "AWS::Logs::LogGroup" or "AWS::EFS::FileSystem" ? "Retain" : "Delete";
        edge.Session.Write("retained.template.json", template.ToJsonString());

        var answer = edge.RunWith("retained.template.json", "second", ["--way", "beside", .. TakeoverSession.SecondEdge]);

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        var step = edge.Session.Read("takeover/second/plan.md").Split("\n### ")
            .Single(part => part.StartsWith("2. ", StringComparison.Ordinal));
        Assert.Contains("for group in /ataccama/edge/demo/anomaly-detection ", step, StringComparison.Ordinal);
        Assert.Contains("It also leaves FileSystem/FileSystem, which cost until they are deleted.", step, StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_the_switch_of_a_data_source_is_seen_in_logs_and_tasks_of_the_second_edge()
    {
        using var edge = new TakeoverSession("other names");
        edge.RunAs("second", ["--way", "beside", .. TakeoverSession.SecondEdge]);

        var commands = edge.Session.Read("takeover/second/plan.md").Split('\n');

        Assert.Contains("aws logs tail /ataccama/edge/second/metadata-browsing --region eu-central-1 --since 15m", commands);
        Assert.Contains("aws logs tail /ataccama/edge/second/dq-results-reader --region eu-central-1 --since 15m", commands);
        Assert.Contains("aws ecs list-tasks --region eu-central-1 --cluster second-jobs --desired-status STOPPED", commands);
        Assert.Contains(
            "aws lambda list-event-source-mappings --region eu-central-1 --event-source-arn "
                + "arn:aws:sqs:eu-central-1:999988887777:second-requests "
                + "--query 'EventSourceMappings[].[State,LastProcessingResult]' --output text",
            commands);
    }
}
