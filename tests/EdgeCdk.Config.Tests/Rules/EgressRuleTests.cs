using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Rules;

/// <summary>What is missing in an edge file with closed security groups, or of a network without NAT.</summary>
public sealed class EgressRuleTests
{
    private const string Endpoints = "additionalEndpoints: [ecr.api, ecr.dkr, ecs, logs, sts]";
    private const string Mirror = "123456789011.dkr.ecr.eu-central-1.amazonaws.com/edge/, credentials: none";
    private const string Closed = "    mode: closed\n", WithoutNat = "  internetAccess: false ", List = "    s3PrefixListId: pl-6ea54007 ";

    /// <summary>Values of the wrong form, and the messages about them.</summary>
    public static TheoryData<string, string, string> Mistakes
    {
        get
        {
            const string block = "use an IPv4 block such as 10.20.0.0/16; write a single address with /32";
            const string destination = "use an IPv4 block with a port or a range of ports, such as 10.20.0.0/16:5432 or "
                + "10.20.0.7/32:1024-65535; write a single address with /32, and the port behind a colon";
            return new()
            {
                {
                    Endpoints, "existingEndpoints: [ec2]",
                    """19:23: vpc.existingEndpoints[0] is "ec2"; use one of ecs, ecs-agent, ecs-telemetry, lambda, logs, sts, """
                        + "monitoring, ecr.api, ecr.dkr, elasticfilesystem, events, cloudformation, tagging; correct the value"
                },
                {
                    "    enabled: true ", "    furtherBuckets: [\"s3://stage\"] ",
                    """21:22: vpc.endpointPolicies.furtherBuckets[0] is "s3://stage"; use a bucket name: 3 to 63 lower-case letters, """
                        + "digits, dots and hyphens; copy the name alone, without s3:// or arn:"
                },
                {
                    "pl-6ea54007", "com.amazonaws.eu-central-1.s3",
                    """24:21: vpc.egress.s3PrefixListId is "com.amazonaws.eu-central-1.s3"; use pl- and 8 or 17 hexadecimal digits; """
                        + "copy the id from the VPC console, Managed prefix lists"
                },
                {
                    "s3PrefixListId: pl-6ea54007", "endpointBlocks: [10.9.0.0]",
                    $"24:22: vpc.egress.endpointBlocks[0] is \"10.9.0.0\"; {block}"
                },
                { "s3PrefixListId: pl-6ea54007", "dnsServers: [10.0.0.53]", $"24:18: vpc.egress.dnsServers[0] is \"10.0.0.53\"; {block}" },
                {
                    "s3PrefixListId: pl-6ea54007", "registry: [registry.example.com]",
                    $"24:16: vpc.egress.registry[0] is \"registry.example.com\"; {destination}"
                },
                {
                    "s3PrefixListId: pl-6ea54007", "telemetry: [203.0.113.7/32]",
                    $"24:17: vpc.egress.telemetry[0] is \"203.0.113.7/32\"; {destination}"
                },
                {
                    "10.30.7.4/32:1521-1522", "10.30.7.4:1521",
                    $"25:40: vpc.egress.dataSources[1] is \"10.30.7.4:1521\"; {destination}"
                },
                {
                    "sg-0f1924823027c00c7:3306", "sg-0f1924823027c00c7",
                    """26:24: vpc.egress.dataSourceGroups[0] is "sg-0f1924823027c00c7"; use a security group with a port or a range of """
                        + "ports, such as sg-0f1924823027c00c7:5432; copy the id from the VPC console, and write the port behind a colon"
                },
            };
        }
    }

    [Theory, MemberData(nameof(Mistakes))]
    public void A_value_of_the_wrong_form_is_refused(string from, string to, string message) => Assert.Contains(
        Messages((from, to)), actual => actual.EndsWith($"acme-prod.yaml:{message}", StringComparison.Ordinal));

    [Fact]
    public void The_example_has_no_fault() => Assert.Empty(Messages());

    [Theory]
    [InlineData("ecr.api, ecr.dkr, ecs, logs, sts", "ecr.api, ecr.dkr, ecs, logs", "no endpoint for sts, which")]
    [InlineData("ecr.api, ecr.dkr, ecs, logs, sts", "ecs, sts", "no endpoint for ecr.api, ecr.dkr, logs, which")]
    [InlineData("\nregistry:", "\nobservability: { enabled: true }\nregistry:", "no endpoint for monitoring, tagging, which")]
    [InlineData(
        "\nregistry:", "\nfunctions: { ownFunctionsInVpc: true }\nregistry:", "no endpoint for cloudformation, events, lambda, which")]
    public void Each_service_that_the_edge_calls_needs_an_endpoint_with_either_key(string part, string other, string fault)
    {
        Assert.Contains(Messages((part, other)), message => message.Contains(
            $"vpc.internetAccess is false, but there is {fault} the edge calls; use an endpoint", StringComparison.Ordinal));
        Assert.Contains(Messages((part, other), (WithoutNat, "  internetAccess: true ")), message => message.Contains(
            $"vpc.egress.mode is closed, but there is {fault} the edge calls; use an endpoint", StringComparison.Ordinal));
        Assert.DoesNotContain(Messages((part, other), (WithoutNat, "  internetAccess: true "), (Closed, "    mode: open\n")), message =>
            message.Contains("no endpoint", StringComparison.Ordinal));
    }

    // Cleanup and Deployment Support have a way, or the missing endpoints are a fault: there is nothing to warn of.
    [Theory]
    [InlineData(WithoutNat, WithoutNat)]
    [InlineData(WithoutNat, "  internetAccess: true ")]
    public void Own_functions_whose_endpoints_are_missing_are_told_once(string from, string to) => Assert.Single(
        Messages(("\nregistry:", "\nfunctions: { ownFunctionsInVpc: true }\nregistry:"), (from, to)));

    [Fact]
    public void An_endpoint_is_created_or_exists() => Assert.Contains(
        "vpc.existingEndpoints[1] is \"sts\", which is in vpc.additionalEndpoints too; use a service in one of the two lists; remove it",
        Assert.Single(Messages((Endpoints, $"{Endpoints}\n  existingEndpoints: [tagging, sts]"), (Closed, "    mode: closed\n"
            + "    endpointBlocks: [10.0.0.0/16]\n"))), StringComparison.Ordinal);

    [Fact]
    public void Open_groups_need_no_list_of_registries() => Assert.DoesNotContain(
        Messages((Mirror, "mirror.example.com/edge/, credentials: none"), (Closed, "    mode: open\n")),
        message => message.Contains("vpc.egress.registry", StringComparison.Ordinal));

    [Fact]
    public void An_endpoint_that_exists_is_one_but_closed_groups_need_to_know_where()
    {
        var existing = (Endpoints, "additionalEndpoints: [ecr.api, ecr.dkr, ecs, logs]\n  existingEndpoints: [sts]");

        Assert.Contains(
            "vpc.egress.endpointBlocks is missing; use the blocks with the endpoints of sts, which exist already;",
            Assert.Single(Messages(existing)), StringComparison.Ordinal);
        Assert.Empty(Messages(existing, (Closed, "    mode: closed\n    endpointBlocks: [10.0.0.0/16]\n")));
        Assert.Empty(Errors(existing, (Closed, "    mode: open\n")));
    }

    [Theory]
    [InlineData("endpoints: { kms: existing }", "kms")]
    [InlineData("endpoints: { s3: existing, sqs: existing }", "sqs")]
    public void So_is_one_that_every_edge_has(string endpoints, string service) => Assert.Contains(
        $"vpc.egress.endpointBlocks is missing; use the blocks with the endpoints of {service}, which",
        Assert.Single(Messages((Endpoints, $"{Endpoints}\n  {endpoints}"))), StringComparison.Ordinal);

    // Its template has the groups as well; until they exist, the groups of the stack allow the VPC.
    [Theory]
    [InlineData("")]
    [InlineData("  securityGroups: { planeManager: sg-00000001, jobs: sg-00000002, connectorsRollout: sg-00000003, "
        + "metadataBrowsing: sg-00000004, dqResultsReader: sg-00000005, fileSystem: sg-00000006, endpoints: sg-00000007 }\n")]
    public void Endpoints_that_the_network_team_creates_are_known_and_existing_groups_can_be_closed(string groups) =>
        Assert.Empty(Messages((WithoutNat, $"{groups}  endpointOwner: network\n{WithoutNat}")));

    [Fact]
    public void S3_without_a_prefix_list_is_behind_an_interface_endpoint()
    {
        Assert.Contains("vpc.egress.s3PrefixListId is missing;", Assert.Single(Messages((List, "    # "))), StringComparison.Ordinal);
        Assert.Contains(
            "the endpoints of s3, which exist already;",
            Assert.Single(Messages((List, "    # "), (Endpoints, $"{Endpoints}\n  endpoints: {{ s3: existing }}"))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "ataccama.azurecr.io/saas-edge/",
        "registry.prefix is \"ataccama.azurecr.io/saas-edge/\", but vpc.internetAccess is false;")]
    [InlineData("123456789011.dkr.ecr.eu-west-1.amazonaws.com/edge/, credentials: none", "use a mirror in eu-central-1;")]
    [InlineData("mirror.example.com/edge/, credentials: none", "vpc.egress.registry is missing;")]
    public void Images_come_from_where_the_edge_can_reach_them(string prefix, string fault) => Assert.Contains(
        Messages((Mirror, prefix)), message => message.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public void Results_of_another_region_have_no_gateway() => Assert.Contains(
        "s3.region is \"eu-west-1\", but vpc.internetAccess is false: the S3 endpoint leads to buckets of the edge's own region; use a",
        Assert.Single(Messages(("s3-role\"\n  region: \"eu-central-1\"", "s3-role\"\n  region: \"eu-west-1\""))), StringComparison.Ordinal);

    [Fact]
    public void A_collector_has_a_receiver_that_is_allowed()
    {
        var collector = ("\nregistry:", "\nobservability: { enabled: true }\nregistry:");
        var endpoints = ("logs, sts]", "logs, sts, monitoring, tagging]");

        Assert.Contains("vpc.egress.telemetry is missing;", Assert.Single(Messages(collector, endpoints)), StringComparison.Ordinal);
        Assert.Empty(Messages(collector, endpoints, (Closed, "    mode: closed\n    telemetry: [\"203.0.113.7/32:443\"]\n")));
    }

    [Theory]
    [InlineData("10.20.0.1/16:5432", "use a block whose host bits are zero")]
    [InlineData("10.20.0.0/15:1", "use a block whose host bits are zero", "10.21.0.0/15:1")]
    [InlineData("10.20.0.0/16:5432", "vpc.egress.dataSources[1] is \"10.20.0.0/16:5432\", as is vpc.egress.dataSources[0]")]
    [InlineData("10.21.0.0/16:90-80", "use a range whose first port is the lower one")]
    [InlineData("10.21.0.0/33:1", "use an IPv4 block with a port or a range of ports")]
    [InlineData("10.21.0.0/16", "use an IPv4 block with a port or a range of ports")]
    [InlineData("10.21.0.0/16:65536", "use an IPv4 block with a port or a range of ports")]
    [InlineData("10.256.0.0/16:1", "use an IPv4 block with a port or a range of ports")]
    public void Destinations_are_blocks_with_ports(string destination, string fault, string? instead = null) => Assert.Contains(
        fault, Assert.Single(Messages(("10.30.7.4/32:1521-1522", instead ?? destination))), StringComparison.Ordinal);

    [Theory]
    [InlineData("0.0.0.0/0:443")]
    [InlineData("10.20.0.0/15:1-65535")]
    [InlineData("255.255.255.255/32:80-80")]
    public void Any_block_may_be_one(string destination) => Assert.Empty(Messages(("10.30.7.4/32:1521-1522", destination)));

    [Fact]
    public void Keys_without_effect_are_warned_about() => Assert.Contains(
        "vpc.egress names what the workloads may reach, but mode is open, so it has no effect",
        Assert.Single(Messages((Closed, "    mode: open\n"))), StringComparison.Ordinal);

    private static IReadOnlyList<string> Errors(params (string From, string To)[] edits) =>
        [.. Messages(edits).Where(message => !message.Contains("warning", StringComparison.Ordinal))];

    private static IReadOnlyList<string> Messages(params (string From, string To)[] edits)
    {
        using var workspace = new Workspace();
        workspace.Write(Workspace.Edge, Workspace.Edited(File.ReadAllText(EdgeExamples.PathOf("closed")), edits));
        return
        [
            .. Fleet.Check([workspace.PathOf(Workspace.Edge)], workspace.PathOf("releases")).Problems
                .Select(problem => problem.ToString()),
        ];
    }
}
