using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Review;

public sealed class ReviewCommandTests : IDisposable
{
    private const string LogGroup = "PlaneManager/Task/Logs/LogGroup";
    private const string Synthesis =
        "import { cpSync } from 'node:fs'; cpSync(process.argv[2], process.env.CDK_OUTDIR, { recursive: true });";

    private readonly Session _session = new();

    public ReviewCommandTests() => TestPackages.InstallNode();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_program_that_ends_before_it_has_read_everything_is_no_fault_of_ours() =>
        Assert.Equal((3, "", "why\n"), ProcessRunner.Run("sh", ["-c", "echo why >&2; exit 3"], Repository.Root, new string('x', 1 << 20)));

    [Fact]
    public void Without_a_change_nothing_needs_a_decision()
    {
        WriteTemplates(_ => { });

        Assert.Equal(new CommandResult(0, "Edge-demo: no change\n\nNothing needs a decision.\n", ""), Review());
    }

    [Fact]
    public void What_needs_a_decision_fails_the_review_and_stands_first()
    {
        WriteTemplates(Rename);

        var result = Review();

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(
            $"Edge-demo: 2 changes, 1 to decide\n\n  Replaced or removed\n  ! {LogGroup} is replaced by a new Logs LogGroup: ",
            result.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            $"""

            1 change needs a decision: allow it in review-policy.yaml with a reason, or do not make it.

            To allow it, add this to review-policy.yaml, with reasons:

            allow:
              - construct: {LogGroup}
                change: replaced
                why: # the reason

            """,
            result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_is_allowed_with_a_reason_passes_and_the_reason_is_told()
    {
        WriteTemplates(Rename);
        _session.Write(
            "review-policy.yaml", $"allow:\n  - construct: {LogGroup}\n    change: replaced\n    why: moved to the common prefix\n");

        var result = Review();

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\n      decided: moved to the common prefix\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nEverything that needs a decision has one.\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "change: removed\n    why: w",
        "review-policy.yaml:2:5: allow[0] matches nothing: PlaneManager/Task/Logs/LogGroup is not removed in a way that needs a "
            + "decision; ")]
    [InlineData(
        "change: replaced\n    stack: Edge-other\n    why: w",
        "review-policy.yaml:2:5: allow[0] matches nothing: PlaneManager/Task/Logs/LogGroup in Edge-other is not replaced in a way that "
            + "needs a decision; ")]
    [InlineData("change: replaced", "review-policy.yaml:2:5: allow[0].why is missing; ")]
    [InlineData(
        "change: replaced\n    why: \" \"",
        "review-policy.yaml:4:10: allow[0].why is \" \"; use a reason; state why the change is intended")]
    [InlineData(
        "change: replced\n    why: w", "review-policy.yaml:3:13: allow[0].change is \"replced\"; use added or updated or replaced or ")]
    [InlineData(
        "change: replaced\n    whi: w",
        "review-policy.yaml:4:5: allow[0].whi is not a key here; use construct, change, why, stack; did you mean why?")]
    public void A_fault_of_the_policy_file_fails_the_review_with_its_place(string entry, string message)
    {
        WriteTemplates(_ => { });
        _session.Write("review-policy.yaml", $"allow:\n  - construct: {LogGroup}\n    {entry}\n");

        var result = Review();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(result.Output.Split('\n'), line => line.StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_policy_file_that_is_named_must_be_there()
    {
        WriteTemplates(_ => { });

        var result = Review("--policy", "elsewhere.yaml");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("edge: --policy elsewhere.yaml does not exist: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_stack_of_an_assembly_has_a_section_and_whole_stacks_are_told()
    {
        WriteAssembly("before", ("Edge-demo", Templates.Of(EdgeFiles.Demo)), ("Edge-old", Templates.Of(EdgeFiles.Demo)));
        WriteAssembly("after", ("Edge-demo", Templates.Of(EdgeFiles.Demo)), ("Edge-new", Templates.Of(EdgeFiles.Watched)));

        var result = _session.Run("review", "--base", "before", "--head", "after");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Edge-demo: no change\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Edge-new: 1 change\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("    Edge-new is added as a whole: 163 resources [Resources]\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("  ! Edge-old is removed as a whole: 111 resources, ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_that_is_no_longer_protected_from_deletion_needs_a_decision()
    {
        WriteAssembly("before", ("Edge-demo", Templates.Of(EdgeFiles.Demo)));
        WriteAssembly("after", ("Edge-demo", Templates.Of(EdgeFiles.Demo)));
        _session.Write(
            "after/manifest.json",
            _session.Read("after/manifest.json").Replace(
                "\"terminationProtection\":true", "\"terminationProtection\":false", StringComparison.Ordinal));

        Assert.Contains(
            "  ! Edge-demo is not protected from deletion [weakened: terminationProtection]\n",
            _session.Run("review", "--base", "before", "--head", "after").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_git_revision_is_synthesized_as_its_own_cdk_json_says_and_leaves_no_trace()
    {
        WriteAssembly("made", ("Edge-demo", Templates.Of(EdgeFiles.Demo)));
        _session.Write("cdk.json", """{"app": "node synth.mjs made"}""").Write("synth.mjs", Synthesis);
        Commit();
        var template = Templates.Of(EdgeFiles.Demo);
        Rename(template);
        WriteAssembly("made", ("Edge-demo", template));
        var before = Git("status", "--porcelain").Output;

        var result = _session.Run("review", "--base", "HEAD");

        Assert.Equal("", result.Error);
        Assert.StartsWith("Edge-demo: 2 changes, 1 to decide\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, Git("status", "--porcelain").Output);
        Assert.Single(Git("worktree", "list").Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public void What_is_not_in_git_is_in_no_revision_and_its_message_says_what_to_name_instead()
    {
        _session.Write("cdk.json", """{"app": "node synth.mjs packages"}""").Write("synth.mjs", Synthesis);
        _session.Write(".gitignore", "packages\n");
        WriteAssembly("packages", ("Edge-demo", Templates.Of(EdgeFiles.Demo)));
        Commit();

        var result = _session.Run("review", "--base", "HEAD");

        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith(
            "\nWhat is not in git is in no revision, such as packages of functions. Name the cloud assembly of what is deployed instead: a "
                + "copy of its cdk.out\n",
            result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_revision_that_is_not_there_is_answered_with_those_that_are()
    {
        WriteTemplates(_ => { });
        Commit();
        Git("branch", "-M", "trunk");

        Assert.EndsWith(
            " name a cloud assembly such as cdk.out, a template or a revision such as trunk\n",
            _session.Run("review", "--base", "main", "--head", "head.json").Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_git_revision_has_the_npm_packages_of_the_working_tree_when_its_lock_file_is_the_same()
    {
        WriteAssembly("made", ("Edge-demo", Templates.Of(EdgeFiles.Demo)));
        _session.Write("cdk.json", """{"app": "node node_modules/edge-cdk/src/EdgeCdk.App/run.mjs made"}""")
            .Write("node_modules/edge-cdk/src/EdgeCdk.App/run.mjs", Synthesis)
            .Write("package-lock.json", "{}")
            .Write(".gitignore", "node_modules/");
        Commit();

        Assert.Equal((0, ""), Told(_session.Run("review", "--base", "HEAD")));
        _session.Write("package-lock.json", """{"lockfileVersion": 3}""");
        var (exitCode, error) = Told(_session.Run("review", "--base", "HEAD"));
        Assert.Equal(1, exitCode);
        Assert.StartsWith(
            "edge: the npm packages of revision HEAD cannot be installed; name a cloud assembly of it instead\n", error,
            StringComparison.Ordinal);

        static (int, string) Told(CommandResult result) => (result.ExitCode, result.Error);
    }

    [Fact]
    public void A_git_revision_without_a_lock_file_has_no_version_of_the_package()
    {
        _session.Write("cdk.json", """{"app": "node node_modules/edge-cdk/src/EdgeCdk.App/run.mjs"}""");
        Commit();

        Assert.Equal(
            "edge: revision HEAD has no package-lock.json, and so no version of Edge CDK; name a cloud assembly of it instead\n",
            _session.Run("review", "--base", "HEAD", "--head", "head.json").Error);
    }

    [Fact]
    public void Templates_of_two_edges_are_named_as_such_before_anything_else()
    {
        var other = Templates.Of(EdgeFiles.Demo);
        other["Outputs"]!["EdgeName"]!["Value"] = "other";
        _session.Write("base.json", other.ToJsonString()).Write("head.json", Templates.Of(EdgeFiles.Demo).ToJsonString());
        const string words =
            "These are templates of two edges, other and demo: what differs between them is told as if one became the other.";

        Assert.StartsWith($"{words}\n\nEdge-demo: ", Review().Output, StringComparison.Ordinal);
        Assert.StartsWith($"## Change review\n\n{words}\n", Review("--markdown").Output, StringComparison.Ordinal);
        Assert.Contains($"<p>{words}</p>", Review("--html").Output, StringComparison.Ordinal);
        Assert.Equal(words, (string?)JsonNode.Parse(Review("--json").Output)!["notice"]);
    }

    [Theory]
    [InlineData("/dev/null", "edge: /dev/null is empty\n")]
    [InlineData("empty.json", "edge: empty.json is empty\n")]
    [InlineData("broken.json", "edge: broken.json is not JSON (line 2, byte 1)\n")]
    public void What_is_no_json_is_told_in_words_of_ours(string source, string message)
    {
        WriteTemplates(_ => { });
        _session.Write("empty.json", "").Write("broken.json", "{\n");

        Assert.Equal(message, _session.Run("review", "--base", "base.json", "--head", source).Error);
    }

    [Theory]
    [InlineData("nowhere", "edge: \"nowhere\" is not a directory, a file or a git revision; ")]
    [InlineData("releases", "edge: releases is not a cloud assembly: it has no manifest.json; ")]
    [InlineData("releases/16.6.5.yaml", "edge: releases/16.6.5.yaml is no template in JSON; name a cloud assembly such as cdk.out, ")]
    [InlineData("cdk.json", "edge: cdk.json is not a template: it has no Resources")]
    public void A_source_that_cannot_be_used_is_told_in_a_line(string source, string message)
    {
        WriteTemplates(_ => { });

        var result = _session.Run("review", "--base", source, "--head", "head.json");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_synthesis_that_fails_says_what_it_said()
    {
        WriteTemplates(_ => { });
        _session.Write("cdk.json", """{"app": "node fails.mjs"}""").Write(
            "fails.mjs", "console.error('edges/demo.yaml:1:1: is wrong'); process.exit(1);");

        var result = _session.Run("review", "--base", "base.json");

        Assert.Equal(
            new CommandResult(
                1, "", "edge: the working tree cannot be synthesized (`node fails.mjs` ended with 1):\nedges/demo.yaml:1:1: is wrong\n"),
            result);
    }

    [Fact]
    public void Formats_exclude_each_other() =>
        Assert.StartsWith(
            "edge: --json, --markdown, --sarif and --html exclude each other\n",
            _session.Run("review", "--base", "x", "--html", "--json").Error, StringComparison.Ordinal);

    [Fact]
    public void Json_has_each_change_with_all_that_is_known_of_it()
    {
        WriteTemplates(Rename);

        var answer = JsonNode.Parse(Review("--json").Output)!;

        Assert.Equal(
            """{"passed":false,"open":1,"notice":null,"problems":[]}""", Without(Without(answer, "stacks"), "edgeCdk").ToJsonString());
        var change = answer["stacks"]![0]!["changes"]![0]!;
        Assert.Equal(
            """{"consequence":"existence","kind":"replaced","construct":"PlaneManager/Task/Logs/LogGroup","""
                + """
                "property":"Properties.LogGroupName","needsDecision":true}
                """,
            Without(Without(change, "words"), "why").ToJsonString());
    }

    [Fact]
    public void The_same_change_of_several_resources_is_told_once_with_an_entry_for_each()
    {
        string[] roles = ["Jobs/CreateTable/TaskRole/Role", "Jobs/Dqc/TaskRole/Role"];
        WriteTemplates(template =>
        {
            foreach (var role in roles)
                Templates.Allow(template, role);
        });

        var result = Review();

        Assert.Equal(1, result.ExitCode);
        Assert.Matches($"\n  ! 2 resources: each may now do s3:\\* on everything .*\n      {roles[0]}\n      {roles[1]}\n", result.Output);
        Assert.All(
            roles, role => Assert.Contains($"\n  - construct: {role}\n    change: widened\n", result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Sarif_has_errors_for_what_needs_a_decision_and_notes_for_the_rest()
    {
        WriteTemplates(template =>
        {
            Rename(template);
            template.PropertiesAt("PlaneManager/Service")["DesiredCount"] = 3;
        });
        _session.Write("review-policy.yaml", $"allow:\n  - construct: {LogGroup}\n    change: replaced\n    why: meant\n");

        var run = JsonNode.Parse(Review("--sarif").Output)!["runs"]![0]!;

        Assert.Equal(
            ["error existence/replaced", "note release/replaced", "note rest/updated"],
            run["results"]!.AsArray().Select(result => $"{result!["level"]} {result["ruleId"]}"));
        Assert.Equal("meant", run["results"]![0]!["suppressions"]![0]!["justification"]!.ToString());
        Assert.All(
            run["results"]!.AsArray(),
            result =>
                Assert.Equal(
                    result!["ruleId"]!.ToString(), run["tool"]!["driver"]!["rules"]![(int)result["ruleIndex"]!]!["id"]!.ToString()));
    }

    [Fact]
    public void Markdown_makes_no_mark_up_of_what_a_template_says()
    {
        WriteTemplates(
            template =>
                template.PropertiesAt("PlaneManager/Task/TaskDefinition")["ContainerDefinitions"]![0]!["Image"] = "<img src=x>@everyone:1");

        var markdown = Review("--markdown").Output;

        Assert.StartsWith("## Change review\n\n✅ Nothing needs a decision.\n", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("@everyone", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_ready_to_paste_is_taken_once_each_entry_has_a_reason()
    {
        WriteTemplates(template =>
        {
            Rename(template);
            template.PropertiesAt("JobStatus/Queue/Queue")["QueueName"] = "elsewhere";
        });
        var lines = Review().Output.Split('\n');
        var policy = string.Join('\n', lines[Array.IndexOf(lines, "allow:")..]);

        var refused = Policy(policy);
        var taken = Policy(policy.Replace("# the reason", "meant", StringComparison.Ordinal));

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("allow[0].why has no value; ", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\nallow:\n", refused.Output, StringComparison.Ordinal);
        Assert.Equal(0, taken.ExitCode);
        Assert.Contains($"\n```yaml\nallow:\n  - construct: ", WithoutPolicy("--markdown").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PlaneManager/*/Logs/LogGroup", true)]
    [InlineData("*/Task/Logs/Log*", true)]
    [InlineData("PlaneManager/*", false)]
    [InlineData("*", false)]
    public void A_sign_stands_for_letters_of_one_part_of_a_path(string construct, bool isAllowed)
    {
        WriteTemplates(Rename);

        Assert.Equal(isAllowed ? 0 : 1, Policy($"allow:\n  - construct: \"{construct}\"\n    change: replaced\n    why: w\n").ExitCode);
    }

    [Fact]
    public void An_entry_that_matches_nothing_is_answered_with_those_that_would()
    {
        WriteTemplates(Rename);

        var result = Policy($"allow:\n  - construct: {LogGroup}\n    change: removed\n    why: w\n");

        Assert.Contains(
            $"is not removed in a way that needs a decision; use {LogGroup} replaced; correct the entry or remove it\n", result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_in_the_documents_is_a_review_from_release_to_release()
    {
        foreach (var (file, release) in new[] { ("base.json", "16.6.4"), ("head.json", "16.6.5") })
            _session.Write(file, File.ReadAllText(Repository.Path(GoldenTemplates.PathOf(release, EdgeFiles.Demo))));

        var result = Review("--markdown");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Null(Snapshot.Compare(result.Output, "docs", "review-example.md"));
    }

    private static void Rename(JsonObject template) => template.PropertiesAt(LogGroup)["LogGroupName"] = "/elsewhere";

    private static JsonObject Without(JsonNode node, string key)
    {
        var copy = node.DeepClone().AsObject();
        copy.Remove(key);
        return copy;
    }

    private CommandResult Policy(string text)
    {
        _session.Write("review-policy.yaml", text);
        return Review();
    }

    private CommandResult WithoutPolicy(params string[] arguments)
    {
        File.Delete(_session.PathOf("review-policy.yaml"));
        return Review(arguments);
    }

    private CommandResult Review(params string[] arguments) =>
        _session.Run(["review", "--base", "base.json", "--head", "head.json", .. arguments]);

    private void WriteTemplates(Action<JsonObject> change)
    {
        var template = Templates.Of(EdgeFiles.Demo);
        _session.Write("base.json", template.ToJsonString());
        change(template);
        _session.Write("head.json", template.ToJsonString());
    }

    private void WriteAssembly(string directory, params (string Name, JsonObject Template)[] stacks)
    {
        var artifacts = new JsonObject();
        foreach (var (name, template) in stacks)
        {
            _session.Write($"{directory}/{name}.template.json", template.ToJsonString());
            artifacts[name] = new JsonObject
            {
                ["type"] = "aws:cloudformation:stack",
                ["environment"] = "aws://123456789011/eu-central-1",
                ["properties"] = new JsonObject { ["templateFile"] = $"{name}.template.json", ["terminationProtection"] = true },
            };
        }

        _session.Write($"{directory}/manifest.json", new JsonObject { ["artifacts"] = artifacts }.ToJsonString());
    }

    private void Commit()
    {
        Git("init", "--quiet");
        Git("add", ".");
        Git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", "first");
    }

    private CommandResult Git(params string[] arguments) => ChildProcess.Run("git", arguments, _session.Directory);
}
