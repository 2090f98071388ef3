using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Config.Tests;

public sealed class FleetTests
{
    private static readonly (string From, string To)[] Second =
    [
        ("name: acme-prod", "name: acme-test"), (
            "acme-prod-requests",
            "acme-test-requests"), ("acme-prod-results", "acme-test-results"), ("vpc-0f1924823027c00c7", "vpc-00000001"),
    ];

    [Fact]
    public void Every_release_of_this_repository_can_be_deployed()
    {
        var versions = Directory.GetFiles(Repository.Path("releases"), "*.yaml").Select(Path.GetFileNameWithoutExtension).ToList();

        Assert.All(versions, version =>
        {
            using var workspace = new Workspace().Edit(Workspace.Edge, ("release: 16.6.5", $"release: {version}"), WithAllQueues());
            Assert.Equal(version, Assert.Single(Fleet.Load(workspace.PathOf("edges"), Repository.Path("releases"))).Release.Version);
        });
    }

    [Fact]
    public void What_onboarding_asks_for_pastes_in_unchanged()
    {
        const string onboarding = """
            account:
              region: "eu-central-1"
              accountId: "123456789011"
            vpc:
              vpcId: "vpc-0f1924823027c00c7"
              privateSubnetIds:
                - "subnet-0fa6e2c437dd0e5fd"
                - "subnet-0156acffabb5aa872"
              publicSubnetIds:
                - "subnet-093c2ad4f707332e6"
                - "subnet-0439b68cf1fa5e1ba"
            s3:
              bucketName: "bucket-s3-ecc58765"
              iamRoleArn: "arn:aws:iam::123456789011:role/s3-role"
              region: "eu-central-1"

            """;
        var own = Workspace.TextOf("edge.yaml");
        using var workspace = new Workspace();
        workspace.Write(
            Workspace.Edge,
            onboarding
                + own[..own.IndexOf("account:", StringComparison.Ordinal)]
                + own[own.IndexOf("controlPlane:", StringComparison.Ordinal)..]);

        Assert.Equal(
            [
                "edges/acme-prod.yaml:5:3: vpc.cidrBlocks is missing; use a list of 1 to 5 items, each an IPv4 block such as "
                    + "10.0.0.0/16; add cidrBlocks",
                "edges/acme-prod.yaml:5:3: vpc.privateRouteTableIds names no route table; use those of the private subnets; "
                    + "add them, or set vpc.endpoints.s3 to existing when the VPC has an S3 gateway endpoint",
            ],
            workspace.Messages());

        workspace.Edit(Workspace.Edge, ("s3:\n", "  cidrBlocks: [10.0.0.0/16]\n  privateRouteTableIds: [rtb-0aa11bb22cc33dd44]\ns3:\n"));

        Assert.Equal("123456789011", Assert.Single(workspace.Load()).Config.Account.AccountId);
    }

    [Fact]
    public void Seven_mistakes_make_seven_messages_in_one_go() => Assert.Equal(
        [
            "edges/acme-prod.yaml:1:1: s3 is missing; use a block with bucketName, iamRoleArn, region; add s3",
            """edges/acme-prod.yaml:3:12: edge.release is "16.6.6"; use one of 16.6.5; correct the release, or install a newer """
                + """version of Edge CDK, which brings newer releases, or add its file, if you keep releases of your own""",
            "edges/acme-prod.yaml:6:14: account.accountId is 012345678901, a number without quotes; use 12 digits, in quotes in YAML; "
                + "put it in quotes: \"012345678901\"",
            """edges/acme-prod.yaml:9:48: vpc.privateSubnetIds[1] is "subnet-0fa6e2c437dd0e5fd", as is vpc.privateSubnetIds[0]; use """
                + """each once; remove or correct one of them""",
            "edges/acme-prod.yaml:11:3: vpc.cidrBloks is not a key here; use vpcId, privateSubnetIds, publicSubnetIds, cidrBlocks, "
                + "availabilityZones, endpoints, "
                + "endpointOwner, privateRouteTableIds, securityGroups, additionalEndpoints, existingEndpoints, internetAccess, "
                + "endpointPolicies, egress, proxy; "
                + "did you mean cidrBlocks?",
            "edges/acme-prod.yaml:14:3: controlPlane.eventSources is missing; use disabled or enabled; add eventSources",
            """edges/acme-prod.yaml:17:24: terminationProtection is "yes"; use true or false; correct the value""",
        ],
        Workspace.MessagesOfEdge(
            ("cidrBlocks", "cidrBloks"),
            ("s3:\n  bucketName: bucket-s3-ecc58765\n  iamRoleArn: arn:aws:iam::012345678901:role/s3-role\n  region: eu-central-1\n", ""),
            ("artifacts:", "terminationProtection: yes\nartifacts:"),
            ("\"012345678901\"", "012345678901"),
            ("subnet-0156acffabb5aa872", "subnet-0fa6e2c437dd0e5fd"),
            ("16.6.5", "16.6.6"),
            ("  eventSources: disabled\n", "")));

    [Fact]
    public void Problems_of_all_files_are_told_together_by_file_and_line()
    {
        using var workspace = new Workspace();
        workspace.Write(
            "edges/second.yaml",
            Workspace.Edited(
                Workspace.TextOf("edge.yaml"),
                [.. Second, ("region: eu-central-1\n  accountId", "region: eu\n  accountId"), ("vpc-00000001", "vpc-1")]));
        workspace.Edit(Workspace.Edge, ("eventSources: disabled", "eventSources: off"));
        workspace.Write("releases/16.6.6.yaml", "- 1\n");

        Assert.Equal(
            ["edges/acme-prod.yaml:21:17", "edges/second.yaml:5:11", "edges/second.yaml:8:10", "releases/16.6.6.yaml:1:1"],
            workspace.Messages().Select(message => message.Split(": ")[0]));
    }

    [Fact]
    public void Edges_come_in_the_order_of_their_names()
    {
        using var workspace = new Workspace().Write("edges/0.yaml", Workspace.Edited(Workspace.TextOf("edge.yaml"), Second));

        Assert.Equal(["acme-prod", "acme-test"], workspace.Load().Select(edge => edge.Config.Edge.Name));
    }

    [Fact]
    public void One_edge_can_be_selected_by_its_name()
    {
        using var workspace = new Workspace().Write("edges/second.yaml", Workspace.Edited(Workspace.TextOf("edge.yaml"), Second));

        Assert.Equal("acme-test", Assert.Single(workspace.Load(only: "acme-test")).Config.Edge.Name);
    }

    [Fact]
    public void A_selected_name_that_no_edge_has_is_explained()
    {
        using var workspace = new Workspace().Write("edges/0.yaml", Workspace.Edited(Workspace.TextOf("edge.yaml"), Second));

        Assert.Equal(
            ["""edges: has no edge named "acme"; use acme-prod, acme-test; correct the name of the edge"""],
            workspace.Messages(only: "acme"));
    }

    [Theory]
    [InlineData("vpcId: vpc-00000001", "vpcId: vpc-1", "8:10: vpc.vpcId is ")]
    [InlineData("edge:\n", "edge: [\n", "")]
    public void A_fault_in_the_file_of_another_edge_keeps_nobody_from_the_selected_one(string from, string to, string message)
    {
        using var workspace = new Workspace()
            .Write("edges/second.yaml", Workspace.Edited(Workspace.TextOf("edge.yaml"), [.. Second, (from, to)]));

        Assert.Single(workspace.Load(only: "acme-prod"));
        Assert.StartsWith($"edges/second.yaml:{message}", workspace.Messages()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_in_the_file_of_the_selected_edge_is_told_alone()
    {
        using var workspace = new Workspace()
            .Write("edges/second.yaml", Workspace.Edited(Workspace.TextOf("edge.yaml"), [.. Second, ("vpc-00000001", "vpc-1")]))
            .Write("releases/9.9.9.yaml", "version: 9.9.9\nimages: [");

        Assert.StartsWith(
            "edges/second.yaml:8:10: vpc.vpcId is ", Assert.Single(workspace.Messages(only: "acme-test")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_that_the_selected_edge_is_not_on_may_have_faults()
    {
        using var workspace = new Workspace().Write("releases/9.9.9.yaml", "version: 9.9.9\nimages: [");

        Assert.Single(workspace.Load(only: "acme-prod"));
        Assert.StartsWith("releases/9.9.9.yaml:", Assert.Single(workspace.Messages()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_release_of_the_selected_edge_may_not()
    {
        using var workspace = new Workspace().Edit(Workspace.Release, ("planeManager: { cpu: 1024", "planeManager: { cpu: 1"));

        Assert.StartsWith(
            "releases/16.6.5.yaml:15:22: planeManager.cpu is 1; ", Assert.Single(workspace.Messages(only: "acme-prod")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_edge_file_can_be_loaded_under_any_name()
    {
        using var workspace = new Workspace().Write("mine.yml", Workspace.TextOf("edge.yaml"));

        Assert.Equal("acme-prod", Assert.Single(Fleet.Load(workspace.PathOf("mine.yml"), workspace.PathOf("releases"))).Config.Edge.Name);
    }

    [Fact]
    public void A_release_with_a_fault_is_not_held_against_the_edges_on_it() => Assert.Equal(
        ["releases/16.6.5.yaml:15:22: planeManager.cpu is 1; use one of 256, 512, 1024, 2048, 4096, 8192, 16384; correct the value"],
        Workspace.MessagesOfRelease(("planeManager: { cpu: 1024", "planeManager: { cpu: 1")));

    [Theory]
    [InlineData("accountId: \"012345678901\"", "accountId: 012345678901")]
    [InlineData("region: eu-central-1\n  accountId", "region: eu\n  accountId")]
    [InlineData("account:", "acount:")]
    [InlineData("vpcId:", "vpcIds:")]
    [InlineData("privateSubnetIds:", "privateSubnetId:")]
    [InlineData("artifacts:", "artefacts:")]
    [InlineData("release: 16.6.5", "release: 16")]
    [InlineData("name: acme-prod", "name: Acme")]
    [InlineData("iamRoleArn: arn", "iamRoleArn: nar")]
    [InlineData("requestQueueArn: arn", "requestQueueArn: nar")]
    [InlineData("edge:", "edge: [x]\ntags:")]
    public void One_mistake_makes_one_message(string from, string to) => Assert.Single(Workspace.MessagesOfEdge((from, to)));

    [Fact]
    public void An_exception_carries_all_problems_and_tells_them_line_by_line()
    {
        using var workspace = new Workspace().Edit(Workspace.Edge, ("name: acme-prod", "name: Acme"), ("vpc-0f1924823027c00c7", "vpc-1"));

        var exception = Assert.Throws<ConfigException>(() => workspace.Load());

        Assert.Equal(["edge.name", "vpc.vpcId"], exception.Problems.Select(problem => problem.Key));
        Assert.Equal(["Acme", "vpc-1"], exception.Problems.Select(problem => problem.Value));
        Assert.Equal(string.Join('\n', exception.Problems), exception.Message);
    }

    // The edge file has the queues of the functions of its own release.
    private static (string From, string To) WithAllQueues()
    {
        const string last = "eventSources: disabled";
        var missing = FunctionTraitsAttribute.All.Where(function => function.QueueArnIn(Workspace.LoadEdge().Config.ControlPlane) is null);
        return (last, last + string.Concat(missing.Select(function =>
            $"\n  {Names.Key(function.QueueArn)}: arn:aws:sqs:eu-central-1:999988887777:acme-prod-{function.Package}")));
    }
}
