using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;
using Spectre.Console.Testing;

namespace EdgeCdk.Account.Tests;

/// <summary>What <c>edge discover</c> finds in a VPC, and what it does to a file.</summary>
public sealed class DiscoverTests(EmulatedAccount account) : IDisposable
{
    private readonly Stack<Action> _undone = new();

    private Landscape Land => account.Land;

    public void Dispose()
    {
        while (_undone.TryPop(out var undo))
            undo();
    }

    [Fact]
    public void A_file_that_says_what_aws_shows_stays_as_it_is()
    {
        using var session = new Session(account.Aws, Complete);

        var result = session.Run("discover", "acme", "--yes");

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("edges/acme.yaml has all of these values already\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(Complete, session.Text);
    }

    [Fact]
    public void What_onboarding_does_not_ask_for_is_filled_in()
    {
        using var session = new Session(account.Aws, Without("cidrBlocks", "privateRouteTableIds", "endpoints"));

        var result = session.Run("discover", "acme", "--yes");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("+  cidrBlocks: [10.0.0.0/16]\n", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "+  endpoints: { s3: create, kms: create, secretsManager: create, sqs: create }\n",
            result.Output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("\n-  ", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"  privateRouteTableIds: [{Land.RouteTableId}]\n  availabilityZones: [eu-central-1a, eu-central-1b]\n",
            session.Text,
            StringComparison.Ordinal);
        Assert.Equal(0, session.Run("validate").ExitCode);
    }

    [Fact]
    public void With_closed_egress_the_prefix_list_of_S3_is_filled_in()
    {
        using var session = new Session(account.Aws, Complete.With("vpc:\n", "vpc:\n  egress: { mode: closed }\n"));

        var result = session.Run("discover", "acme", "--yes");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"  egress: \{ mode: closed, s3PrefixListId: pl-[0-9a-f]+ \}\n", session.Text);
    }

    [Fact]
    public void An_endpoint_that_is_there_is_used_and_the_reason_told()
    {
        var (kms, gateway) = (Undone(Land.Interface("kms")), Undone(Land.Gateway(Land.RouteTableId)));
        Undone(Land.Interface("sqs", privateDns: false));
        using var session = new Session(account.Aws, Complete.With("sqs: create }", "sqs: create } # decided"));

        var result = session.Run("discover", "acme", "--yes");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(
            "  endpoints: { s3: existing, kms: existing, secretsManager: create, sqs: create } # decided\n",
            session.Text,
            StringComparison.Ordinal);
        Assert.Contains($"{kms} has private DNS, and AWS allows it for one endpoint only", result.Output, StringComparison.Ordinal);
        Assert.Contains($"{gateway} has its route in {Land.RouteTableId}", result.Output, StringComparison.Ordinal);
        Assert.Contains("has no private DNS", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_that_the_edge_itself_made_stays_its_own()
    {
        var own = Undone(Land.Interface("kms"));
        account.Api.Call("ec2", "create_tags", new JsonObject
        {
            ["Resources"] = new JsonArray(own),
            ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "ataccama:edge:name", ["Value"] = "acme" }),
        });
        using var session = new Session(account.Aws, Complete);

        Assert.EndsWith("has all of these values already\n", session.Run("discover", "acme").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gateway_that_serves_only_some_route_tables_is_told_with_the_command_that_mends_it()
    {
        var third = Land.Subnet("10.0.5.0/24", "c");
        var table = Land.RouteTable(third);
        var gateway = Undone(Land.Gateway(Land.RouteTableId));
        var edgeFile = Complete.With($"{Land.PrivateSubnetIds[1]}]", $"{Land.PrivateSubnetIds[1]}, {third}]");
        using var session = new Session(account.Aws, edgeFile);

        var result = session.Run("discover", "acme", "--yes");

        Assert.True(result.ExitCode == 1, result.Error);
        Assert.Contains($"to correct: {gateway} is not in {table}", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"aws ec2 modify-vpc-endpoint --region eu-central-1 --vpc-endpoint-id {gateway} --add-route-table-ids {table}\n",
            result.Output,
            StringComparison.Ordinal);
        Assert.Contains("availabilityZones: [eu-central-1a, eu-central-1b, eu-central-1c]", session.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_subnets_in_one_zone_are_told_and_one_is_proposed()
    {
        var twin = Land.Subnet("10.0.8.0/22", "b");
        using var session = new Session(account.Aws, Complete.With($"{Land.PrivateSubnetIds[1]}]", $"{Land.PrivateSubnetIds[1]}, {twin}]"));

        var result = session.Run("discover", "acme");

        Assert.True(result.ExitCode == 1, result.Error);
        Assert.Contains(
            $"to correct: {Land.PrivateSubnetIds[1]} and {twin} are in one zone, eu-central-1b",
            result.Output,
            StringComparison.Ordinal);
        Assert.Contains($"such as {twin}, which has the most free addresses", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_without_consent()
    {
        using var console = new TestConsole();
        console.Interactive();
        console.Input.PushTextWithEnter("n");
        console.Input.PushTextWithEnter("y");
        using var session = new Session(account.Aws, Without("cidrBlocks"));
        var text = session.Text;

        Assert.Equal(1, session.Run("discover", "acme").ExitCode);
        Assert.Equal(1, session.Answer(console, "discover", "acme").ExitCode);
        Assert.Equal(text, session.Text);
        Assert.Equal(0, session.Answer(console, "discover", "acme").ExitCode);
        Assert.NotEqual(text, session.Text);
    }

    [Fact]
    public void Json_has_the_keys_with_their_reasons_and_the_patch()
    {
        using var session = new Session(account.Aws, Complete.With("cidrBlocks: [10.0.0.0/16]", "cidrBlocks: [10.1.0.0/16]"));

        var answer = JsonNode.Parse(session.Run("discover", "acme", "--json").Output)!;

        var key = Assert.Single(answer["keys"]!.AsArray(), key => (bool)key!["changes"]!)!;
        Assert.Equal(
            ("vpc.cidrBlocks", "10.1.0.0/16", "10.0.0.0/16"),
            ((string)key["key"]!, (string)key["from"]![0]!, (string)key["value"]![0]!));
        Assert.Contains("-  cidrBlocks: [10.1.0.0/16]", (string?)answer["patch"], StringComparison.Ordinal);
        Assert.False((bool)answer["written"]!);
    }

    [Theory]
    [InlineData("{vpc}", "vpc-0f1924823027c00c7", "there is no vpc-0f1924823027c00c7 in eu-central-1")]
    [InlineData("{subnet}", "subnet-0fa6e2c437dd0e5fd", " has no subnet-0fa6e2c437dd0e5fd; correct vpc.privateSubnetIds")]
    public void What_is_not_there_is_told_in_the_words_of_the_file(string from, string to, string message)
    {
        var old = from == "{vpc}" ? Land.VpcId : Land.PrivateSubnetIds[0];
        using var session = new Session(account.Aws, Complete.With(old, to));

        var result = session.Run("discover", "acme");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_does_not_say_where_to_look_is_told_what_is_missing()
    {
        using var session = new Session(account.Aws, Without("vpcId"));

        var result = session.Run("discover", "acme");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("vpc.vpcId is missing", result.Output, StringComparison.Ordinal);
        Assert.Contains("there is no edge other in edges; use acme", session.Run("discover", "other").Error, StringComparison.Ordinal);
    }

    private string Complete => Land.EdgeFile.With("  endpoints:", "  availabilityZones: [eu-central-1a, eu-central-1b]\n  endpoints:");

    private string Without(params string[] keys) =>
        string.Join(
            '\n',
            Land.EdgeFile.Split('\n').Where(line => !keys.Any(key => line.StartsWith($"  {key}:", StringComparison.Ordinal))));

    private string Undone(string endpoint)
    {
        _undone.Push(() => Land.Remove(endpoint));
        return endpoint;
    }
}
