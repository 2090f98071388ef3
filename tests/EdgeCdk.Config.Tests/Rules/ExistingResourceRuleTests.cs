using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Rules;

/// <summary>Roles, security groups and keys that the stack does not create.</summary>
public sealed class ExistingResourceRuleTests
{
    private const string General = "arn:aws:kms:eu-central-1:012345678901:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private const string Results = "arn:aws:kms:eu-central-1:012345678901:key/2234abcd-12ab-34cd-56ef-1234567890ab";
    private const string AllGroups =
        "planeManager: sg-00000001, jobs: sg-00000002, connectorsRollout: sg-00000003, metadataBrowsing: sg-00000004, "
            + "dqResultsReader: sg-00000005, fileSystem: sg-00000006, endpoints: sg-00000007";

    [Fact]
    public void All_three_are_read()
    {
        var lines = $"iam: {{ roles: existing, rolePath: /a/b/ }}\n{Keys(General, Results)}";
        var edge = Workspace.LoadEdge(Groups(AllGroups), Added(lines)).Config;

        Assert.Equal(new IamSection { Roles = ResourceMode.Existing, RolePath = "/a/b/" }, edge.Iam);
        Assert.Equal(new KmsSection { GeneralKeyArn = General, DataQualityKeyArn = Results }, edge.Kms);
        Assert.Equal(
            new SecurityGroupsSection
            {
                PlaneManager = "sg-00000001",
                Jobs = "sg-00000002",
                ConnectorsRollout = "sg-00000003",
                MetadataBrowsing = "sg-00000004",
                DqResultsReader = "sg-00000005",
                FileSystem = "sg-00000006",
                Endpoints = "sg-00000007",
            },
            edge.Vpc.SecurityGroups);
    }

    [Theory]
    [InlineData("iam: { roles: existing }")]
    [InlineData($"kms: {{ generalKeyArn: \"{General}\" }}")]
    [InlineData($"kms: {{ dataQualityKeyArn: \"{Results}\" }}")]
    public void Each_may_exist_without_the_others(string lines) => Assert.Empty(Workspace.MessagesOfEdge(Added(lines)));

    [Theory]
    [InlineData("", "arn:aws:iam::012345678901:role/acme-prod-job-dqc")]
    [InlineData("iam: { roles: existing, rolePath: /teams/edge/ }", "arn:aws:iam::012345678901:role/teams/edge/acme-prod-job-dqc")]
    public void The_path_is_part_of_the_arn_of_a_role(string lines, string arn) =>
        Assert.Equal(arn, Workspace.LoadEdge(Added(lines)).Config.RoleArn("acme-prod-job-dqc"));

    [Fact]
    public void A_path_of_roles_that_the_stack_creates_is_refused() => Assert.Equal(
        [
            """edges/acme-prod.yaml:22:18: iam.rolePath is "/edge/", but the stack creates its roles; use it with existing roles; remove """
                + "it, or add roles: existing",
        ],
        Workspace.MessagesOfEdge(Added("iam: { rolePath: /edge/ }")));

    [Theory]
    [InlineData("edge/")]
    [InlineData("/edge")]
    [InlineData("/a//b/")]
    [InlineData("/a*/")]
    [InlineData("/a$/")]
    [InlineData("/a b/")]
    [InlineData("/aws-service-role/ecs.amazonaws.com/")]
    [InlineData("/aws-reserved/")]
    public void A_path_that_no_role_of_the_customer_can_have_is_refused(string path) => Assert.Equal(
        [
            $"""edges/acme-prod.yaml:22:35: iam.rolePath is "{path}"; use a path that begins and ends with a slash, of letters, digits """
                + "and + = , . @ _ -, such as /edge/; take it from the rules of the account for roles",
        ],
        Workspace.MessagesOfEdge(Added($"iam: {{ roles: existing, rolePath: \"{path}\" }}")));

    [Fact]
    public void Every_group_that_the_edge_needs_is_asked_for() => Assert.Equal(
        WorkloadGroup.All.Select(group => group.Name)
            .Except(["jobs", "cleanup", "deploymentSupport", "telemetryLoadBalancer", "telemetryCollector"]).Order(),
        Missing(Groups("jobs: sg-00000001")));

    [Fact]
    public void A_group_of_endpoints_is_asked_for_only_when_the_stack_creates_any()
    {
        var groups = AllGroups.Replace(", endpoints: sg-00000007", "", StringComparison.Ordinal);
        const string existing = "{ kms: existing, secretsManager: existing, sqs: existing }";

        Assert.Equal(["endpoints"], Missing(Groups(groups)));
        Assert.Empty(Missing(Groups(groups, $"  endpoints: {existing}\n")));
        Assert.Equal(["endpoints"], Missing(Groups(groups, $"  endpoints: {existing}\n  additionalEndpoints: [sts]\n")));
    }

    [Fact]
    public void Groups_of_telemetry_are_asked_for_only_with_a_collector() => Assert.Equal(
        ["telemetryCollector", "telemetryLoadBalancer"], Missing(Groups(AllGroups), Added("observability: { enabled: true }")));

    [Fact]
    public void A_missing_group_is_told_with_what_to_do() => Assert.Equal(
        [
            "edges/acme-prod.yaml:9:19: vpc.securityGroups.fileSystem is missing; use the id of a security group of the VPC; add it, or "
                + "remove vpc.securityGroups: the stack creates either all groups or none",
        ],
        Workspace.MessagesOfEdge(Groups(AllGroups.Replace("fileSystem: sg-00000006, ", "", StringComparison.Ordinal))));

    [Fact]
    public void One_group_for_two_workloads_is_refused() => Assert.Equal(
        [
            """edges/acme-prod.yaml:9:54: vpc.securityGroups.jobs is "sg-00000001", as is vpc.securityGroups.planeManager; use a """
                + "security group for each; create another group",
        ],
        Workspace.MessagesOfEdge(Groups(AllGroups.Replace("sg-00000002", "sg-00000001", StringComparison.Ordinal))));

    [Fact]
    public void An_id_of_something_else_is_refused() => Assert.Equal(
        [
            """edges/acme-prod.yaml:9:54: vpc.securityGroups.jobs is "vpc-00000002"; use sg- and 8 or 17 hexadecimal digits; copy the id """
                + "from the VPC console",
        ],
        Workspace.MessagesOfEdge(Groups(AllGroups.Replace("sg-00000002", "vpc-00000002", StringComparison.Ordinal))));

    [Fact]
    public void One_key_for_everything_is_refused() => Assert.Equal(
        [
            $"""edges/acme-prod.yaml:22:124: kms.dataQualityKeyArn is "{General}", as is kms.generalKeyArn; use a key for data-quality """
                + "results alone; create another key: whoever uses the general key could decrypt the results",
        ],
        Workspace.MessagesOfEdge(Added(Keys(General, General))));

    [Theory]
    [InlineData("eu-central-1:012345678901", "eu-west-1:012345678901", "region eu-central-1")]
    [InlineData("eu-central-1:012345678901", "eu-central-1:111122223333", "account 012345678901")]
    public void A_key_of_another_place_is_refused(string from, string to, string place) => Assert.All(
        Workspace.MessagesOfEdge(Added(
            Keys(General.Replace(from, to, StringComparison.Ordinal), Results.Replace(from, to, StringComparison.Ordinal)))),
        message => Assert.Contains($"use an ARN of {place}", message, StringComparison.Ordinal));

    [Fact]
    public void Keys_of_results_and_groups_that_another_edge_has_are_refused()
    {
        using var workspace = new Workspace();
        (string From, string To)[] both = [Groups(AllGroups), Added(Keys(General, Results))];
        (string From, string To)[] second =
        [
            .. both, ("name: acme-prod", "name: acme-test"), ("acme-prod-requests", "acme-test-requests"),
            ("acme-prod-results", "acme-test-results"), ("vpc-0f1924823027c00c7", "vpc-00000001"),
        ];
        workspace.Edit(Workspace.Edge, both).Write("edges/second.yaml", Workspace.Edited(Workspace.TextOf("edge.yaml"), second));

        Assert.Equal(
            [
                "kms.dataQualityKeyArn",
                .. WorkloadGroup.All.Where(group => AllGroups.Contains($"{group.Name}: ")).Select(group => group.Key),
            ],
            workspace.Messages().Select(message => message.Split(' ')[1]).Order(StringComparer.Ordinal)
                .OrderBy(key => key == "kms.dataQualityKeyArn" ? -1 : WorkloadGroup.All.ToList().FindIndex(group => group.Key == key)));
    }

    private static (string From, string To) Added(string lines) => ("artifacts:\n", $"{lines}\nartifacts:\n");

    private static (string From, string To) Groups(string groups, string more = "") =>
        ("  privateSubnetIds:", $"{more}  securityGroups: {{ {groups} }}\n  privateSubnetIds:");

    private static string Keys(string general, string results) =>
        $"kms: {{ generalKeyArn: \"{general}\", dataQualityKeyArn: \"{results}\" }}";

    private static IEnumerable<string> Missing(params (string From, string To)[] edits) => Workspace.MessagesOfEdge(edits)
        .Where(message => message.Contains(" is missing; ", StringComparison.Ordinal))
        .Select(message => message.Split(' ')[1].Split('.')[^1]).Order(StringComparer.Ordinal);
}
