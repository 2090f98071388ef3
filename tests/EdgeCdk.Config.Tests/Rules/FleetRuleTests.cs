using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Rules;

/// <summary>The second file has another name, queues and VPC than the first, unless a test says otherwise.</summary>
public sealed class FleetRuleTests
{
    private const string SecretArn = "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/registry-AbCdEf";
    private const string QueueHelp = "use queues of this edge alone; take both ARNs from the vendor's registration data of this edge";

    private static readonly (string From, string To) OtherName = ("name: acme-prod", "name: acme-test");
    private static readonly (string From, string To) OtherRequests = ("acme-prod-requests", "acme-test-requests");
    private static readonly (string From, string To) OtherResults = ("acme-prod-results", "acme-test-results");
    private static readonly (string From, string To) OtherVpc = ("vpc-0f1924823027c00c7", "vpc-00000001");

    [Fact]
    public void Two_edges_that_share_nothing_are_no_fault() => Assert.Empty(MessagesWith(OtherName, OtherRequests, OtherResults, OtherVpc));

    [Fact]
    public void A_name_that_another_edge_has_is_refused() => Assert.Equal(
        [
            """edges/second.yaml:2:9: edge.name is "acme-prod", as in edges/acme-prod.yaml; use each name once; rename one of the """
                + """edges: its stack and its roles carry the name""",
        ],
        MessagesWith(OtherRequests, OtherResults, OtherVpc));

    [Fact]
    public void A_queue_that_another_edge_has_is_refused() => Assert.Equal(
        [
            $"""edges/second.yaml:19:20: controlPlane.requestQueueArn is "arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests", """
                + $"""as in edges/acme-prod.yaml; {QueueHelp}""",
            $"""edges/second.yaml:20:25: controlPlane.resultReaderQueueArn """
                + $"""is "arn:aws:sqs:eu-central-1:999988887777:acme-prod-results", as in edges/acme-prod.yaml; {QueueHelp}""",
        ],
        MessagesWith(OtherName, OtherVpc));

    [Fact]
    public void A_queue_that_another_edge_has_for_the_other_purpose_is_refused() => Assert.Equal(
        [
            $"""edges/second.yaml:19:20: controlPlane.requestQueueArn is "arn:aws:sqs:eu-central-1:999988887777:acme-prod-results", as """
                + $"""in edges/acme-prod.yaml; {QueueHelp}""",
        ],
        MessagesWith(
            OtherName, OtherVpc, ("acme-prod-requests", "acme-prod-results"),
            (
                "resultReaderQueueArn: arn:aws:sqs:eu-central-1:999988887777:acme-prod-results",
                "resultReaderQueueArn: arn:aws:sqs:eu-central-1:999988887777:x")));

    [Fact]
    public void Registry_credentials_that_another_edge_has_are_refused()
    {
        using var workspace = new Workspace();
        var registry = ("artifacts:", $"registry: {{ secretArn: \"{SecretArn}\" }}\nartifacts:");
        workspace.Edit(Workspace.Edge, registry);

        Assert.Equal(
            [
                $"""edges/second.yaml:22:24: registry.secretArn is "{SecretArn}", as in edges/acme-prod.yaml; use credentials of this """
                    + """edge alone; """
                    + "make a secret with the credentials that the vendor gave for this edge",
            ],
            AddSecond(workspace, OtherName, OtherRequests, OtherResults, OtherVpc, registry).Messages());
    }

    [Theory]
    [InlineData("s3", "kms: existing, secretsManager: existing, sqs: existing")]
    [InlineData("kms", "s3: existing, secretsManager: existing, sqs: existing")]
    [InlineData("secretsManager", "s3: existing, kms: existing, sqs: existing")]
    [InlineData("sqs", "s3: existing, kms: existing, secretsManager: existing")]
    public void An_endpoint_that_another_edge_creates_in_the_same_vpc_is_refused(string endpoint, string others) => Assert.Equal(
        [
            $"""edges/second.yaml:13:14: vpc.endpoints.{endpoint} is "create", as in edges/acme-prod.yaml for the same VPC; """
                + "use one edge of a VPC to create an endpoint; set it to existing in one of the files",
        ],
        MessagesWith(OtherName, OtherRequests, OtherResults, ("\ns3:", $"\n  endpoints: {{ {others} }}\ns3:")));

    [Fact]
    public void An_additional_endpoint_that_another_edge_creates_in_the_same_vpc_is_refused()
    {
        using var workspace = new Workspace();
        workspace.Edit(Workspace.Edge, ("\ns3:", "\n  additionalEndpoints: [sts, logs]\ns3:"));
        var endpoints = (
            "\ns3:",
            "\n  endpoints: { s3: existing, kms: existing, secretsManager: existing, sqs: existing }\n  additionalEndpoints: [ecs, "
                + "logs]\ns3:");

        Assert.Equal(
            [
                """edges/second.yaml:14:30: vpc.additionalEndpoints[1] is "logs", as in edges/acme-prod.yaml for the same VPC; use one """
                    + """edge of a VPC to create an endpoint; leave it out of one of the files""",
            ],
            AddSecond(workspace, OtherName, OtherRequests, OtherResults, endpoints).Messages());
    }

    [Fact]
    public void What_is_wrong_in_one_file_is_not_compared_with_others() => Assert.Equal(
        [
            """edges/second.yaml:2:9: edge.name is "acme_prod"; use 3 to 20 lower-case letters, digits and single hyphens, beginning """
                + """with a letter and not ending with a hyphen; take the edge name that the vendor knows""",
        ],
        MessagesWith(("name: acme-prod", "name: acme_prod"), OtherRequests, OtherResults, OtherVpc));

    private static IReadOnlyList<string> MessagesWith(params (string From, string To)[] edits)
    {
        using var workspace = new Workspace();
        return AddSecond(workspace, edits).Messages();
    }

    private static Workspace AddSecond(Workspace workspace, params (string From, string To)[] edits) =>
        workspace.Write("edges/second.yaml", Workspace.Edited(Workspace.TextOf("edge.yaml"), edits));

    [Fact]
    public void An_edge_with_endpoint_policies_has_its_vpc_for_itself()
    {
        const string Existing = "{ s3: existing, kms: existing, secretsManager: existing, sqs: existing }";
        using var workspace = new Workspace();
        workspace.Write("edges/second.yaml", Workspace.TextOf("edge.yaml")
            .Replace("acme-prod", "second", StringComparison.Ordinal)
            .Replace("\ns3:", $"\n  endpoints: {Existing}\ns3:", StringComparison.Ordinal));
        Assert.Empty(workspace.Messages());

        workspace.Edit(Workspace.Edge, ("\ns3:", "\n  endpointPolicies: { enabled: true }\ns3:"));

        Assert.Contains(
            "vpc.endpointPolicies.enabled is true, but ", Assert.Single(workspace.Messages()), StringComparison.Ordinal);

        // The same id in another region is another VPC.
        var second = File.ReadAllText(workspace.PathOf("edges/second.yaml"));
        workspace.Write("edges/second.yaml", second.Replace("eu-central-1", "eu-west-1", StringComparison.Ordinal));
        Assert.DoesNotContain(workspace.Messages(), message => message.Contains("endpointPolicies", StringComparison.Ordinal));
    }
}
