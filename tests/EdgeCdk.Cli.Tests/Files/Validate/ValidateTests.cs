using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Files.Validate;

public sealed class ValidateTests : IDisposable
{
    private const string Typo = "edges/typo.yaml:22:3: s3.buketName is not a key here; use bucketName, iamRoleArn, region; did you mean "
        + "bucketName?";
    private readonly Session _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Files_without_a_fault_are_counted()
    {
        _session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));

        Assert.Equal(new CommandResult(0, "1 edge: no problems\n", ""), _session.Run("validate"));
    }

    [Fact]
    public void Values_of_an_example_are_told_until_they_are_replaced()
    {
        _session.Run("init", "--example", "smallest", "--set", "edge.name=acme-prod");

        var told = _session.Run("validate", "acme-prod");

        Assert.Equal(0, told.ExitCode);
        Assert.Contains(
            " warning: account.accountId is \"123456789011\", as in the examples; use your own value; replace it\n", told.Output,
            StringComparison.Ordinal);
        Assert.All(
            (string[])["vpc.vpcId", "vpc.privateSubnetIds", "s3.bucketName", "s3.iamRoleArn", "controlPlane.requestQueueArn"],
            key => Assert.Contains($" warning: {key} is ", told.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("account.region", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_example_itself_has_its_own_values() => Assert.All(
        EdgeExamples.Names,
        name => Assert.DoesNotContain(
            "as in the example", _session.Run("validate", EdgeExamples.PathOf(name)).Output, StringComparison.Ordinal));

    [Fact]
    public void A_fault_is_a_line_like_a_compiler_s()
    {
        WriteTypo();

        Assert.Equal(new CommandResult(1, $"{Typo}\n1 problem\n", ""), _session.Run("validate"));
    }

    [Fact]
    public void Paths_are_as_the_user_of_the_directory_writes_them()
    {
        WriteTypo();

        Assert.StartsWith("typo.yaml:22:3: ", _session.RunIn("edges", "validate", "typo.yaml").Output, StringComparison.Ordinal);
        Assert.StartsWith(
            "edges/typo.yaml:22:3: ", _session.RunIn("", "validate", Path.Combine(_session.Directory, "edges")).Output,
            StringComparison.Ordinal);
        Assert.StartsWith("typo.yaml:22:3: ", _session.RunIn("edges", "validate").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_named_edges_are_checked()
    {
        WriteTypo();
        _session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));

        Assert.Equal(0, _session.Run("validate", "edges/demo.yaml").ExitCode);
        Assert.Equal(1, _session.Run("validate", "edges/demo.yaml", "edges/typo.yaml").ExitCode);
    }

    [Fact]
    public void A_release_file_among_the_named_ones_is_checked_as_a_release()
    {
        _session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo)).Write("releases/16.6.6.yaml", "version: 16.6.7");

        var result = _session.Run("validate", "edges/demo.yaml", "releases/16.6.6.yaml");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("releases/16.6.6.yaml:1:10: version is", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("edge is missing", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_two_edges_may_not_share_is_told_with_the_name_of_the_other_file()
    {
        _session.Write("edges/one.yaml", EdgeFiles.Text(EdgeFiles.Demo)).Write("edges/two.yaml", EdgeFiles.Text(EdgeFiles.Demo));

        var result = _session.Run("validate");

        Assert.Contains(
            "edges/two.yaml:5:9: edge.name is \"demo\", as in edges/one.yaml; use each name once; "
                + "", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "vpc.endpoints.kms is \"create\", as in edges/one.yaml for the same VPC; ", result.Output, StringComparison.Ordinal);
        Assert.Contains("controlPlane.requestQueueArn is ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_is_told_and_does_not_fail()
    {
        _session.Write("edges/demo.yaml", $"{EdgeFiles.Text(EdgeFiles.Demo)}\nobservability: {{ otlpSecretArn: {SecretArn} }}\n");

        var result = _session.Run("validate");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            $"edges/demo.yaml:34:33: warning: observability.otlpSecretArn is \"{SecretArn}\", but observability.enabled is false, so it "
                + "has no effect; use it with a collector; add enabled: true, or remove it\n1 edge: no problems; 1 warning\n",
            result.Output);
        Assert.Equal("warning", (string?)_session.Json("validate", "--json")["problems"]![0]!["severity"]);
    }

    [Fact]
    public void An_edge_can_be_named_as_for_every_other_command_and_so_can_the_directory()
    {
        WriteTypo();
        _session.Write("elsewhere/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));

        Assert.Equal("1 edge: no problems\n", _session.Run("validate", "demo", "--edges", "elsewhere").Output);
        Assert.Equal("1 edge: no problems\n", _session.Run("validate", "--edges", "elsewhere").Output);
        Assert.Equal(1, _session.Run("validate", "typo").ExitCode);
        Assert.Equal(
            "edge: there is no edge demp in elsewhere; use demo\n", _session.Run("validate", "demp", "--edges", "elsewhere").Error);
    }

    [Fact]
    public void A_key_whose_block_is_still_a_comment_is_told_where_it_belongs()
    {
        var text = EdgeFiles.Text(EdgeFiles.Demo).With("\nartifacts:\n", $"\nartifacts:\n  secretArn: {SecretArn}\n");

        var result = _session.Write("edges/demo.yaml", text).Run("validate");

        Assert.Contains("artifacts.secretArn is not a key here; use ", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "; did you mean registry.secretArn? write it below registry:, and remove a # before that\n", result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_edges_the_nearest_three_are_named()
    {
        foreach (var name in (string[])["acme-prod", "acme-test", "acme-dev", "other", "beta-prod"])
            _session.Write($"edges/{name}.yaml", EdgeFiles.Text(EdgeFiles.Demo).With("name: demo", $"name: {name}"));

        Assert.Equal(
            "edge: there is no edge acme-prd in edges; use one of 5 names, the nearest are acme-prod, acme-dev, acme-test\n",
            _session.Run("verify", "acme-prd").Error);
    }

    [Fact]
    public void Json_has_every_part_of_a_problem()
    {
        WriteTypo();
        _session.Write("edges/number.yaml", EdgeFiles.Text(EdgeFiles.Demo).With("\"123456789011\"", "123"));

        var problems = _session.Json("validate", "edges/number.yaml", "--json")["problems"]!.AsArray();

        Assert.Equal(
            """{"severity":"error","file":"edges/number.yaml","line":9,"column":14,"key":"account.accountId","value":"123","fault":"is """
                + """123","allowed":"use 12 digits, in quotes in YAML","remedy":"take the number from `aws sts """
                    + """get-caller-identity`","message":"account.accountId is 123; use 12 digits, in quotes in YAML; """
                    + """take the number from """
                        + """`aws sts get-caller-identity`"}""",
            Assert.Single(problems)!.ToJsonString(Relaxed));
    }

    [Fact]
    public void Sarif_has_a_result_with_a_place_for_every_problem_and_a_rule_for_every_key()
    {
        WriteTypo();
        _session.Write("edges/with space.yaml", "edge: 1");

        var run = _session.Json("validate", "edges/typo.yaml", "edges/with space.yaml", "--sarif")["runs"]![0]!;

        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        var results = run["results"]!.AsArray();
        var typo = results.Single(result => (string?)result!["ruleId"] == "s3.buketName")!;
        var place = typo["locations"]![0]!["physicalLocation"]!;
        Assert.Equal("error", (string?)typo["level"]);
        Assert.Equal("edges/typo.yaml", (string?)place["artifactLocation"]!["uri"]);
        Assert.Equal("""{"startLine":22,"startColumn":3}""", place["region"]!.ToJsonString());
        Assert.Contains(
            results,
            result => (string?)result!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"] == "edges/with%20space.yaml");
        Assert.All(results, result => Assert.Equal((string?)result!["ruleId"], (string?)rules[(int)result["ruleIndex"]!]!["id"]));
    }

    [Fact]
    public void Sarif_of_sound_files_has_no_result()
    {
        _session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));

        Assert.Empty(_session.Json("validate", "--sarif")["runs"]![0]!["results"]!.AsArray());
    }

    [Fact]
    public void Only_a_screen_gets_colours()
    {
        WriteTypo();

        Assert.DoesNotContain('\e', _session.Run("validate").Output);
        Assert.StartsWith("\e[1medges/typo.yaml:22:3: \e[0ms3.buketName", _session.Look("validate").Output, StringComparison.Ordinal);
    }

    private static System.Text.Json.JsonSerializerOptions Relaxed { get; } = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const string SecretArn = "arn:aws:secretsmanager:eu-central-1:123456789011:secret:edge/otlp-AbCdEf";

    private void WriteTypo() => _session.Write("edges/typo.yaml", EdgeFiles.Text(EdgeFiles.Demo).With("bucketName:", "buketName:"));
}
