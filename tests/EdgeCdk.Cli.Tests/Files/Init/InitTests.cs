using EdgeCdk.Config;
using EdgeCdk.Config.Reference;
using EdgeCdk.Tests.Support;
using Spectre.Console.Testing;

namespace EdgeCdk.Cli.Tests.Files.Init;

public sealed class InitTests : IDisposable
{
    private const string RoleArn = "arn:aws:iam::999988887777:role/edge-access-acme";
    private const string QueueArn = "arn:aws:sqs:eu-central-1:999988887777:acme-";

    private static readonly string[] Rest =
    [
        "--set", "edge.name=acme",
        "--set", "vpc.cidrBlocks=10.0.0.0/16, 100.64.0.0/16",
        "--set", "vpc.privateRouteTableIds=rtb-0aa11bb22cc33dd44",
        "--set", $"controlPlane.edgeAccessRoleArn={RoleArn}",
        "--set", $"controlPlane.requestQueueArn={QueueArn}requests",
        "--set", $"controlPlane.resultReaderQueueArn={QueueArn}results",
        "--set", "artifacts.bucket=vendor-releases",
    ];

    // To everything that is asked beside the onboarding values, some of them wrong at first.
    private static readonly string[] Answers =
    [
        "Acme", "acme", "", "10.0.0.0", "10.0.0.0/16", "", "existing", "perhaps", "create", "", "rtb-0aa11bb22cc33dd44",
        RoleArn, "requests", $"{QueueArn}requests", $"{QueueArn}results", "", "",
    ];

    private readonly Session _session = new Session().Write("onboarding.yaml", Session.Onboarding);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_onboarding_values_and_what_the_vendor_gives_make_a_sound_file()
    {
        var result = Init();

        Assert.Equal(new CommandResult(0, "edges/acme.yaml was written\nsee `npx edge explain` for what can be changed\n", ""), result);
        var edge = Assert.Single(Fleet.Load(_session.PathOf("edges"), _session.PathOf("releases"))).Config;
        Assert.Equal("16.6.5", edge.Edge.Release);
        Assert.Equal("123456789011", edge.Account.AccountId);
        Assert.Equal(["subnet-0fa6e2c437dd0e5fd", "subnet-0156acffabb5aa872"], edge.Vpc.PrivateSubnetIds);
        Assert.Equal(["10.0.0.0/16", "100.64.0.0/16"], edge.Vpc.CidrBlocks);
        Assert.Equal(Config.Edge.EventSources.Disabled, edge.ControlPlane.EventSources);
    }

    [Fact]
    public void A_fault_of_another_edge_is_none_of_the_new_one()
    {
        _session.Write("edges/other.yaml", "edge: { name: other, release: 1.2.3 }\n");

        var result = _session.Run("init", "--example", "smallest", "--set", "edge.name=acme");

        Assert.Equal(
            new CommandResult(
                0,
                "edges/acme.yaml was written\nreplace the account, ids, names and ARNs of the example by yours, leave "
                    + "controlPlane.eventSources disabled until the vendor has registered the edge, then run `npx edge validate`\n",
                ""),
            result);
    }

    public static TheoryData<string> Examples => [.. EdgeExamples.Names];

    [Theory, MemberData(nameof(Examples))]
    public void An_example_becomes_the_file_of_an_edge_with_another_name_and_keeps_its_comments(string example)
    {
        Customer.WritePackages(_session.PathOf("packages"), "16.6.5");
        var text = File.ReadAllText(EdgeExamples.PathOf(example));

        var result = _session.Run("init", "--example", example, "--set", "edge.name=acme");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("edges/acme.yaml was written\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("replace the account, ids, names and ARNs of the example", result.Output, StringComparison.Ordinal);
        var lines = _session.Read("edges/acme.yaml").Split('\n');
        // The schema is not in this repository.
        var changed = text.Split('\n')[1..].Zip(lines).Where(pair => pair.First != pair.Second);
        Assert.Contains("name: acme", Assert.Single(changed).Second, StringComparison.Ordinal);
        Assert.Equal("acme", Assert.Single(Fleet.Load(_session.PathOf("edges"), _session.PathOf("releases"))).Config.Edge.Name);
    }

    [Fact]
    public void What_is_known_takes_the_place_of_the_values_of_an_example()
    {
        var onboarding = Session.Onboarding.With("123456789011", "012345678909").With("subnet-0fa6e2c437dd0e5fd", "subnet-0fa6e2c4");
        _session.Write("onboarding.yaml", onboarding);

        var result = _session.Run(
            "init", "--example", "watched", "--from", "onboarding.yaml", "--set", "edge.name=acme", "--set", "logRetentionDays=7",
            "--set", "customerRoleAccounts=011122223333", "--set", "tags.cost=0123");

        Assert.True(result.ExitCode == 0, result.Output);
        var edge = Assert.Single(Fleet.Load(_session.PathOf("edges"), _session.PathOf("releases"))).Config;
        Assert.Equal("012345678909", edge.Account.AccountId);
        Assert.Equal(["subnet-0fa6e2c4", "subnet-0156acffabb5aa872"], edge.Vpc.PrivateSubnetIds);
        Assert.Equal(["011122223333"], edge.CustomerRoleAccounts);
        Assert.Equal("0123", edge.Tags["cost"]);
        Assert.Equal(7, edge.LogRetentionDays);
        Assert.True(edge.Alarms!.Create);
    }

    [Fact]
    public void Of_an_example_only_the_name_of_the_edge_is_asked()
    {
        using var console = new TestConsole();
        console.Interactive();
        console.Input.PushTextWithEnter("acme");

        Assert.Equal(0, _session.Answer(console, "init", "--example", "smallest").ExitCode);
        Assert.True(_session.Has("edges/acme.yaml"));
        var missing = _session.Run("init", "--example", "smallest");
        Assert.Equal(1, missing.ExitCode);
        Assert.StartsWith("edge.name is missing; ", missing.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n1 problem\n", missing.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_example_that_is_not_there_is_answered_with_those_that_are() => Assert.Equal(
        new CommandResult(
            1, "", $"edge: there is no example small; use {string.Join(", ", EdgeExamples.Names)}\nedge: see `npx edge init --help`\n"),
        _session.Run("init", "--example", "small", "--set", "edge.name=acme"));

    [Fact]
    public void The_file_has_every_key_below_what_it_is_for()
    {
        Init();

        var lines = _session.Read("edges/acme.yaml").Split('\n').Select(line => line.Trim()).ToList();
        foreach (var key in ConfigKey.OfEdge.SelectMany(key => key.WithDescendants()).Where(
                key => !key.Path.Contains('<', StringComparison.Ordinal)))
        {
            var line = lines.FindIndex(line => line.TrimStart('#').StartsWith($"{key.Name}:", StringComparison.Ordinal));
            Assert.True(line > 0 && lines[line - 1].StartsWith("# ", StringComparison.Ordinal), key.Path);
        }
    }

    [Fact]
    public void A_default_can_be_switched_on_by_removing_its_sign()
    {
        Init();
        string[] simple = ["logRetentionDays: 30", "dataRetention: delete", "terminationProtection: true", "customerRoleAccounts: []"];

        var text = simple.Aggregate(_session.Read("edges/acme.yaml"), (text, line) => text.With($"#{line}", line));

        Assert.Single(Fleet.Load(_session.Write("edges/acme.yaml", text).PathOf("edges"), _session.PathOf("releases")));
    }

    [Fact]
    public void Editors_find_the_schema_of_the_file()
    {
        Assert.DoesNotContain("$schema", Written("one"), StringComparison.Ordinal);
        const string schema = "docs/schemas/edge.schema.json", package = $"node_modules/edge-cdk/{schema}";
        _session.Write(package, "{}");
        Assert.StartsWith($"# yaml-language-server: $schema=../{package}\n", Written("two"), StringComparison.Ordinal);
        // In the repository of Edge CDK itself.
        _session.Write("src/EdgeCdk.App/run.mjs", "").Write(schema, "{}");
        Assert.StartsWith($"# yaml-language-server: $schema=../{schema}\n", Written("three"), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_else_is_given_is_in_the_file()
    {
        _session.Write(
            "onboarding.yaml",
            $"{Session.Onboarding}\njobs: {{ dqc: {{ cpu: 8192, memoryMiB: 32768 }} }}\ntags: {{ cost.center: \"0042\", note: 'a: é' "
                + "}\nlogRetentionDays: 90\n");

        var result = Init("--set", "tags.a.b=true", "--set", "jobs.create-table.memoryMiB=4096", "--set", "alarms.create=true");

        Assert.Equal("edges/acme.yaml was written\nsee `npx edge explain` for what can be changed\n", result.Output);
        var text = _session.Read("edges/acme.yaml");
        Assert.Contains(
            "\njobs:\n  dqc:\n    cpu: 8192\n    memoryMiB: 32768\n  create-table:\n    memoryMiB: 4096\n", text, StringComparison.Ordinal);
        Assert.Contains("\ntags:\n  cost.center: \"0042\"\n  note: \"a: é\"\n  a.b: \"true\"\n", text, StringComparison.Ordinal);
        Assert.Contains("\nlogRetentionDays: 90\n", text, StringComparison.Ordinal);
        Assert.Contains("\nalarms:\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_answers_everything_missing_is_listed_and_nothing_written()
    {
        var result = _session.Run("init", "--from", "onboarding.yaml", "--non-interactive");

        Assert.Equal(1, result.ExitCode);
        const string queue = "the ARN of a standard SQS queue, such as arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests";
        (string Key, string Allowed)[] missing =
        [
            ("edge.name", "3 to 20 lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen"),
            ("vpc.cidrBlocks", "a list of 1 to 5 items, each an IPv4 block such as 10.0.0.0/16"),
            ("vpc.privateRouteTableIds", "a list of at most 16 items, each rtb- and 8 or 17 hexadecimal digits"),
            ("controlPlane.edgeAccessRoleArn", "the ARN of an IAM role, such as arn:aws:iam::123456789011:role/s3-role"),
            ("controlPlane.requestQueueArn", queue),
            ("controlPlane.resultReaderQueueArn", queue),
        ];
        var lines = missing.Select(item =>
            $"{item.Key} is missing; use {item.Allowed}; add --set {item.Key}=…, or the key to the file of --from");
        Assert.Equal([.. lines, "6 problems"], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(_session.Has("edges"));
    }

    [Fact]
    public void Faults_of_what_is_given_are_told_with_their_place_and_nothing_is_written()
    {
        _session.Write("onboarding.yaml", Session.Onboarding.With("vpcId: \"vpc-0f1924823027c00c7\"", "vpcID: vpc-0f1924823027c00c7"));

        var result = Init("--set", "nothing=1", "--set", "edge.release=x", "--set", "tags=x", "--set", "jobs=x", "--set", "word");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            [
                "onboarding.yaml:5:3: vpc.vpcID is not a key here; use vpcId, privateSubnetIds, publicSubnetIds, cidrBlocks, "
                    + "availabilityZones, endpoints, endpointOwner, privateRouteTableIds, securityGroups, additionalEndpoints, "
                    + "existingEndpoints, internetAccess, endpointPolicies, egress, proxy; did you mean vpcId?",
                "nothing is not a key; use the path of one, such as vpc.cidrBlocks; `npx edge explain` lists them all",
                "edge.release is \"x\"; use three numbers with dots, such as 16.6.5; write the version alone, without v or "
                    + ".yaml",
                "tags is a block of keys; use tags.<name>; give a value to a key in the block",
                "jobs is a block of keys; use jobs.<name>; give a value to a key in the block",
                "--set word has no value; use --set key=value; add the value",
                "6 problems",
            ],
            result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(_session.Has("edges"));
    }

    [Fact]
    public void A_file_that_is_there_already_stays_as_it_is()
    {
        _session.Write("edges/acme.yaml", "mine");

        var result = Init();

        Assert.Equal(
            (1, "edges/acme.yaml: exists already; use another edge.name; or remove the file\n1 problem\n"),
            (result.ExitCode, result.Output));
        Assert.Equal("mine", _session.Read("edges/acme.yaml"));
    }

    [Fact]
    public void What_cannot_be_taken_is_refused_before_anything_is_asked()
    {
        _session.Write("edges/acme.yaml", "mine");
        using var console = new TestConsole();
        console.Interactive();

        var taken = _session.Answer(console, "init", "--set", "edge.name=acme");
        var unknown = _session.Answer(console, "init", "--set", "edge.release=16.6.3");

        Assert.Equal("edges/acme.yaml: exists already; use another edge.name; or remove the file\n1 problem\n", taken.Output);
        Assert.StartsWith("edge.release is \"16.6.3\"; use one of 16.6.4, 16.6.5; ", unknown.Output, StringComparison.Ordinal);
        Assert.Equal("", console.Output);
    }

    [Fact]
    public void What_cannot_be_taken_is_asked_for_again_with_the_reason_and_so_is_an_empty_answer()
    {
        _session.Write("edges/taken.yaml", "mine");
        using var console = new TestConsole();
        console.Interactive();
        foreach (var answer in (string[])["", "taken", "acme", "16.6.3", .. Answers[2..]])
            console.Input.PushTextWithEnter(answer);

        _session.Answer(console, "init", "--from", "onboarding.yaml");

        var asked = console.Output.ReplaceLineEndings(" ");
        Assert.Contains("use 3 to 20 lower-case letters", asked, StringComparison.Ordinal);
        Assert.Contains("taken: exists already; use another edge.name", asked, StringComparison.Ordinal);
        Assert.Contains("use one of 16.6.4, 16.6.5", asked, StringComparison.Ordinal);
        Assert.Contains("Use create or existing.", asked, StringComparison.Ordinal);
        Assert.True(_session.Has("edges/acme.yaml"));
    }

    [Fact]
    public void What_cannot_be_right_together_is_told_and_the_file_is_kept_for_correction()
    {
        var result = Init("--set", "vpc.availabilityZones=eu-central-1a,eu-central-1a");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("edges/acme.yaml was written\nedges/acme.yaml:", result.Output, StringComparison.Ordinal);
        Assert.Contains("vpc.availabilityZones[1] is \"eu-central-1a\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_cannot_be_written_to_is_told_like_any_other_fault()
    {
        _session.Write("edges", "a file where the directory should be");

        var result = Init();

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("edge: edges/acme.yaml cannot be written (", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_names_the_file_and_the_problems()
    {
        var written = _session.Json(["init", "--from", "onboarding.yaml", "--json", .. Rest]);

        Assert.Equal("edges/acme.yaml", (string?)written["file"]);
        Assert.Empty(written["problems"]!.AsArray());
    }

    [Fact]
    public void Questions_are_asked_again_until_the_answer_is_right()
    {
        using var console = new TestConsole();
        console.Interactive();
        foreach (var answer in Answers)
            console.Input.PushTextWithEnter(answer);
        console.Input.PushTextWithEnter("");

        var result = _session.Answer(console, "init", "--from", "onboarding.yaml", "--set", "artifacts.bucket=vendor-releases");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains(
            "edge.name is \"Acme\"; use 3 to 20 lower-case letters", console.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("account.region", console.Output, StringComparison.Ordinal);
        var edge = Assert.Single(Fleet.Load(_session.PathOf("edges"), _session.PathOf("releases"))).Config;
        Assert.Equal(Config.Edge.ResourceMode.Existing, edge.Vpc.Endpoints.Kms);
        Assert.Equal("vendor-releases", edge.Artifacts.Bucket);
        Assert.Null(edge.Artifacts.Prefix);
    }

    [Fact]
    public void Packages_come_from_the_directory_unless_a_bucket_is_wanted()
    {
        using var console = new TestConsole();
        console.Interactive();
        foreach (var answer in Answers)
            console.Input.PushTextWithEnter(answer);

        var result = _session.Answer(console, "init", "--from", "onboarding.yaml");

        // The file is there, and what is left to do is told.
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Contains(
            "artifacts.directory has no zip in lambda-artifacts/edgeinteractivejobs; use exactly one zip; "
                + "copy edgeinteractivejobs.zip of release 16.6.5 there",
            result.Output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("artifacts.bucket:", console.Output, StringComparison.Ordinal);
        Assert.Contains("\n#artifacts:\n", _session.Read("edges/acme.yaml"), StringComparison.Ordinal);
    }

    private CommandResult Init(params string[] more) =>
        _session.Run(["init", "--from", "onboarding.yaml", "--non-interactive", .. Rest, .. more]);

    private string Written(string name)
    {
        Init("--set", $"edge.name={name}");
        return _session.Read($"edges/{name}.yaml");
    }
}
