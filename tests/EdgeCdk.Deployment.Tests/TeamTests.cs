using System.Text.Json.Nodes;
using EdgeCdk.App.Split;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>
/// An edge whose keys, network and roles belong to three teams, through its whole life: nobody has rights of another one.
/// </summary>
public sealed class TeamTests() : InTurn(0)
{
    [Fact]
    public void Three_teams_and_whoever_deploys_create_use_upgrade_and_destroy_an_edge_each_with_only_its_own_rights()
    {
        using var account = new TeamAccount();
        var aws = account.Aws;
        var before = Moment.After(null, aws);

        account.GiveRights(DeployerTemplates.Teams, TeamAccount.ValuesOfTeams(account.Undivided("16.6.4")));
        Apply(account, new TeamTemplates(account.Undivided("16.6.4")).All, []);
        var edge = account.Divided("16.6.4");
        var templates = new TeamTemplates(edge).All;
        account.GiveRights(DeployerTemplates.Edge, DeployerTemplates.ValuesOfEdge(edge));
        var refusals = Refusals(account);
        var preflight = new TeamPreflight(edge, templates, aws);
        var (found, broken) = (preflight.Findings(), preflight.Broken("alpha-cleanup", "WriteLogs", "alpha-image-update"));
        var handover = new HandoverRehearsal(aws);
        var (key, role) = (handover.Key(), handover.Role("alpha-cleanup"));
        account.Deploy(edge);
        var deployed = Moment.After(null, aws);
        Apply(account, templates, IdsOf(deployed.Alpha!));
        var used = Usage.Of(deployed.Alpha!, aws);

        edge = account.Divided("16.6.5");
        Apply(account, new TeamTemplates(edge).All, IdsOf(deployed.Alpha!));
        account.Deploy(edge);
        var upgraded = Moment.After(null, aws);
        account.Delete(null);
        foreach (var team in (Team[])[Team.Identity, Team.Network, Team.Keys])
            account.Delete(team);
        var destroyed = Moment.After(null, aws);

        Assert.Equal(["ec2", "iam", "kms"], refusals);
        Assert.Empty(found);
        Assert.Equal(
            [
                "Failed alpha-cleanup: its permission policy lacks 1 statement",
                "Failed alpha-image-update: its trust policy lacks 1 statement",
            ],
            broken.Where(finding => finding.StartsWith("Failed", StringComparison.Ordinal)).Select(finding => finding.Split(" that ")[0]));
        Assert.All(broken, finding => Assert.Matches(" alpha-(cleanup|image-update): ", finding));
        Assert.Equal((true, "Enabled", "IMPORT_COMPLETE"), key);
        Assert.Contains("already exists", role, StringComparison.Ordinal);
        string[] ofTeams =
        [
            "AWS::IAM::Role", "AWS::IAM::Policy", "AWS::EC2::SecurityGroup", "AWS::EC2::VPCEndpoint", "AWS::KMS::Key", "AWS::KMS::Alias",
        ];
        Assert.DoesNotContain(deployed.Alpha!.Resources.Values, resource => ofTeams.Contains(resource.Type));
        Assert.Equal(6, used.Jobs.Count);
        Assert.NotEmpty(used.Received);
        Assert.NotEmpty(used.Rollouts);
        string[] holdData = ["AWS::EFS::FileSystem", "AWS::S3::Bucket"];
        Assert.All(holdData, type => Assert.Equal(deployed.Alpha.PhysicalIds(type), upgraded.Alpha!.PhysicalIds(type)));
        Assert.Equal(
            [],
            destroyed.Inventory.Except(before.Inventory).Where(thing => !IsKept(thing)));
        Assert.Empty(account.Emulator.Crashes);
    }

    // The order of the page: keys, network, identity.
    private static void Apply(TeamAccount account, IReadOnlyDictionary<Team, JsonObject> templates, Dictionary<string, string> ids)
    {
        account.Apply(Team.Keys, templates[Team.Keys], new Dictionary<string, string>());
        var keys = ((string[])["GeneralKeyArn", "DataQualityKeyArn"])
            .ToDictionary(key => key, key => account.Output("Keys-" + TeamAccount.Edge, key));
        account.Apply(Team.Network, templates[Team.Network], keys
            .Where(key => templates[Team.Network]["Parameters"]?[key.Key] is not null).ToDictionary());
        account.Apply(Team.Identity, templates[Team.Identity], keys.Concat(ids).ToDictionary());
    }

    private static Dictionary<string, string> IdsOf(StackView edge) => new()
    {
        ["FileSystemId"] = edge["FileSystem/FileSystem"],
        ["FileSystemDriversId"] = edge["FileSystem/Drivers"],
    };

    // The services that refuse to whoever deploys the edge what the teams create.
    private static List<string> Refusals(TeamAccount account)
    {
        var trust = Document("""{ "Service": "lambda.amazonaws.com" }""", "sts:AssumeRole", "");
        var policy = Document("""{ "AWS": "arn:aws:iam::123456789012:root" }""", "kms:*", """, "Resource": "*" """);
        var role = Resource("IAM::Role", ("RoleName", "alpha-helper"), ("AssumeRolePolicyDocument", trust));
        var group = Resource("EC2::SecurityGroup", ("GroupDescription", "x"), ("VpcId", account.Undivided("16.6.4").Config.Vpc.VpcId));
        var key = Resource("KMS::Key", ("KeyPolicy", policy));
        return [.. new[] { group, role, key }.Select(resource => Service(account.Refusal(resource)))];
    }

    private static JsonNode Document(string principal, string action, string rest) => JsonNode.Parse($$"""
        { "Version": "2012-10-17", "Statement": [
          { "Effect": "Allow", "Principal": {{principal}}, "Action": "{{action}}"{{rest}} }] }
        """)!;

    private static string Service(string? refusal) =>
        refusal is null ? "allowed" : refusal.Split("is not authorized to perform: ")[1].Split(':')[0];

    private static JsonObject Resource(string type, params (string Key, JsonNode Value)[] properties) => new()
    {
        ["Type"] = $"AWS::{type}",
        ["Properties"] = new JsonObject(properties.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
    };

    private static bool IsKept(string thing) => thing.StartsWith("key pending deletion", StringComparison.Ordinal)
        || ((string[])["role people-", "role edge-deployer-", "role AWSServiceRoleFor", "bucket cdk-"])
            .Any(kept => thing.StartsWith(kept, StringComparison.Ordinal));
}
