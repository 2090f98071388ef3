using System.Text.Json.Nodes;
using EdgeCdk.Cli.Tests.Account.Preflight;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Handover.Split;

/// <summary>The files of <c>edge split</c>. The templates themselves are tested with the application that makes them.</summary>
public sealed class SplitTests : IDisposable
{
    private const string Wider = """
        [{ "holder": "demo-job-dqc", "statement": "MountFileSystem", "resource": "FileSystem/FileSystem", "pattern": "file-system/*",
           "alsoMatches": "other file systems" },
         { "holder": "demo-cleanup", "statement": "Read", "resource": "FileSystem/FileSystem", "pattern": "file-system/*",
           "alsoMatches": "other file systems" }]
        """;

    private readonly Session _session = new();

    public SplitTests()
    {
        // In place of the application.
        _session.Write("wider.json", Wider).Write("src/EdgeCdk.App/run.mjs", """
            import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
            const [command, directory] = process.argv.slice(2);
            if (command === 'split') {
              for (const team of ['keys', 'network', 'identity']) writeFileSync(`${directory}/${team}.template.json`, `{"of":"${team}"}`);
              copyFileSync('wider.json', `${directory}/wider.json`);
            } else {
              mkdirSync(process.env.CDK_OUTDIR, { recursive: true });
              writeFileSync(`${process.env.CDK_OUTDIR}/Edge-demo.template.json`,
                '{"Parameters":{"RegistryPassword":{"NoEcho":true},"DeploymentMethod":{"Default":"edge-file"}}}');
            }
            """);
        foreach (var file in (string[])["deployer.template.json", "team-deployers.template.json"])
            _session.Write($"docs/security/{file}", $$"""{"rights":"{{file}}"}""");
        _session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Each_team_gets_its_template_and_a_page_says_what_goes_from_one_to_the_next()
    {
        var answer = _session.Json("split", "demo", "--json");

        Assert.Equal(
            ["split/demo/keys.template.json", "split/demo/network.template.json", "split/demo/identity.template.json",
                "split/demo/team-deployers.template.json", "split/demo/deployer.template.json", "split/demo/README.md"],
            answer["files"]!.AsArray().Select(file => (string)file!));
        Assert.Equal(
            ["kms.generalKeyArn", "kms.dataQualityKeyArn", "vpc.securityGroups", "iam.roles"],
            answer["missing"]!.AsArray().Select(key => (string)key!));
        Assert.Equal("""{"of":"network"}""", _session.Read("split/demo/network.template.json"));
        Assert.False(_session.Has("split/demo/edge.template.json"));
        var page = _session.Read("split/demo/README.md");
        string[] order = ["--stack-name Keys-demo", "--stack-name Network-demo", "--stack-name Identity-demo", "## 4. Edge"];
        Assert.Equal(order, order.OrderBy(part => page.IndexOf(part, StringComparison.Ordinal)));
        Assert.All(
            (string[])["GeneralKeyArn", "DataQualityKeyArn"], name => Assert.Contains(OutputOfKeys(name), page, StringComparison.Ordinal));
        Assert.StartsWith("\ncd split/demo\n", page.Split("```sh")[1], StringComparison.Ordinal);
        Assert.DoesNotContain("=…", page, StringComparison.Ordinal);
        // A shell would read a file of that name.
        Assert.DoesNotContain("=<", page, StringComparison.Ordinal);
        Assert.Contains(
            "has no kms.generalKeyArn, kms.dataQualityKeyArn, vpc.securityGroups, iam.roles yet", page, StringComparison.Ordinal);
    }

    // What a parameter is called, its template decides; which values there are, the edge file.
    [Fact]
    public void The_rights_for_each_step_are_there_with_their_values()
    {
        _session.Write("edges/demo.yaml", ExistingResources.In(EdgeFiles.Text(EdgeFiles.Demo)));

        Assert.Equal(0, _session.Run("split", "demo").ExitCode);

        Assert.Equal("""{"rights":"deployer.template.json"}""", _session.Read("split/demo/deployer.template.json"));
        var page = _session.Read("split/demo/README.md");
        string Block(string stack) => page.Split("```sh").Single(part => part.Contains($"--stack-name {stack} ", StringComparison.Ordinal))
            .Split("```")[0];
        var (teams, last) = (Block("edge-deployer-teams-demo"), Block("edge-deployer-demo"));
        string[] order = ["edge-deployer-teams-demo", "--stack-name Keys-demo", "edge-deployer-demo", "## 2. Network"];
        Assert.Equal(order, order.OrderBy(part => page.IndexOf(part, StringComparison.Ordinal)));
        string[] Values(string command) =>
            [.. command.Split('\n').Select(line => line.Trim(' ', '\\')).Where(line => line.Contains('=') && !line.StartsWith('-'))];
        Assert.Equal(
            ["Edge=demo", $"VpcId={Targets.VpcId}", "PermissionsBoundaryArn=none", "RolePath=/teams/edge/",
                "TemplateBucket=\"$TEMPLATE_BUCKET\""],
            Values(teams));
        var own = Values(last);
        Assert.Equal(
            ["SecurityGroups=existing", $"GeneralKeyArn={ExistingResources.GeneralKeyArn}",
                $"DataQualityKeyArn={ExistingResources.DataQualityKeyArn}"],
            own[4..]);
        Assert.StartsWith(
            "ExistingRoleArns=arn:aws:iam::123456789011:role/teams/edge/demo-cleanup,arn:aws:iam::", own[3], StringComparison.Ordinal);
        foreach (var (template, values) in new[] { ("team-deployers", Values(teams)), ("deployer", own) })
        {
            var file = File.ReadAllText(Repository.Path("docs", "security", $"{template}.template.json"));
            var parameters = JsonNode.Parse(file)!["Parameters"]!;
            Assert.All(values, value => Assert.NotNull(parameters[value.Split('=')[0]]));
            Assert.Empty(parameters.AsObject().Where(parameter => parameter.Value!["Default"] is null)
                .Select(parameter => parameter.Key).Except(values.Select(value => value.Split('=')[0])));
        }
    }

    // Their policies name the keys, and with policies the template is larger than what CloudFormation takes in a call.
    [Fact]
    public void With_endpoints_the_network_team_gets_the_keys_and_whoever_deploys_creates_none()
    {
        const string stub = "src/EdgeCdk.App/run.mjs";
        _session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo).With(
                "  publicSubnetIds:", "  endpointOwner: network\n  endpointPolicies: { enabled: true }\n  publicSubnetIds:"))
            .Write(stub, _session.Read(stub).With("{\"of\":\"${team}\"}", """{"Parameters":{"GeneralKeyArn":{"Type":"String"}}}"""));

        Assert.Equal(0, _session.Run("split", "demo").ExitCode);

        var page = _session.Read("split/demo/README.md");
        var network = page.Split("## 2. Network")[1].Split("## 3.")[0];
        Assert.Contains("--s3-bucket \"$TEMPLATE_BUCKET\"", network, StringComparison.Ordinal);
        Assert.Contains($"--parameter-overrides \\\n    {OutputOfKeys("GeneralKeyArn")}\n", network, StringComparison.Ordinal);
        Assert.Contains("steps 2 and 3", page, StringComparison.Ordinal);
        Assert.Contains("  Endpoints=existing", page.Split("## 2. Network")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Wider_statements_are_listed_once_for_each_pattern()
    {
        Assert.Equal(0, _session.Run("split", "demo").ExitCode);

        Assert.Contains(
            "| `file-system/*` | FileSystem/FileSystem | other file systems | demo-job-dqc: MountFileSystem, demo-cleanup: Read |",
            _session.Read("split/demo/README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_template_of_the_edge_is_there_once_its_file_names_everything()
    {
        _session.Write("edges/demo.yaml", ExistingResources.In(EdgeFiles.Text(EdgeFiles.Demo)));

        var answer = _session.Json("split", "demo", "--json", "--output", "out");

        Assert.Empty(answer["missing"]!.AsArray());
        Assert.Contains("RegistryPassword", _session.Read("out/edge.template.json"), StringComparison.Ordinal);
        var page = _session.Read("out/README.md");
        Assert.Contains("--stack-name Edge-demo", page, StringComparison.Ordinal);
        // What only the customer knows is asked for; what has a default is not.
        Assert.Contains("--parameter-overrides \\\n    RegistryPassword=\"$RegistryPassword\"\n", page, StringComparison.Ordinal);
        Assert.Contains("With the AWS CLI alone, with values in `RegistryPassword`:\n", page, StringComparison.Ordinal);
        Assert.Contains("'ataccama:edge:name=demo'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("capabilities", page.Split("## 4. Edge")[1], StringComparison.Ordinal);
    }

    private static string OutputOfKeys(string name) =>
        $"{name}=\"$(aws cloudformation describe-stacks --region eu-central-1 --stack-name Keys-demo "
        + $"--query \"Stacks[0].Outputs[?OutputKey=='{name}'].OutputValue\" --output text)\"";

    [Fact]
    public void A_template_of_an_earlier_call_does_not_stay_beside_a_file_that_no_longer_fits()
    {
        _session.Write("split/demo/edge.template.json", "{}");

        Assert.Equal(0, _session.Run("split", "demo").ExitCode);

        Assert.False(_session.Has("split/demo/edge.template.json"));
    }
}
