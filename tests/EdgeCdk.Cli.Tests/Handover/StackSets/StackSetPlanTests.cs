using System.Text.Json.Nodes;
using EdgeCdk.Cli.Handover.StackSets;
using EdgeCdk.Cli.Tests.Account.Preflight;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Handover.StackSets;

/// <summary>Which edge is in which stack set, and what is written into the script, decided by the edges and the plan of the last
/// export.</summary>
public sealed class StackSetPlanTests
{
    private const string Account = "123456789011", OtherAccount = "123456789012", Region = "eu-central-1", OtherRegion = "eu-west-1";

    [Theory]
    [InlineData("16.6.5", "16.6.4", "edge.release")]
    [InlineData("planeManager:", "dataRetention: retain\nplaneManager:", "dataRetention")]
    [InlineData("prefix: edge/16.6.5/", "prefix: elsewhere/16.6.5/", "artifacts.prefix")]
    [InlineData("planeManager:", "tags: { team: data }\nplaneManager:", "tags")]
    [InlineData("planeManager:", "deployment: { wave: 2 }\nplaneManager:", "deployment.wave")]
    public void What_is_of_the_stack_set_is_the_same_for_all_its_edges(string text, string replacement, string key)
    {
        var (acme, beta) = (Edge("acme"), Edge("beta", OtherAccount));
        var otherBeta = Edge("beta", OtherAccount, edit: file => file.With(text, replacement));
        var last = StackSetPlan.Of([acme, beta], [], "edges").Sets;

        // A new edge goes to a stack set of its own, and one that is in a stack set does not change alone.
        Assert.Equal(["edges-1: acme", "edges-2: beta"], Sets(StackSetPlan.Of([acme, otherBeta], [], "edges")));
        var alone = StackSetPlan.Of([acme, otherBeta], last, "edges");
        Assert.Equal([("beta", key)], alone.Refused.Select(refused => (refused.Edge, refused.Problem.Key)));
        Assert.Equal(last[0].Traits, alone.Sets[0].Traits);

        // The edges that have a file change together, and the stack set with them.
        var together = StackSetPlan.Of([otherBeta], last, "edges");
        Assert.Empty(together.Refused);
        Assert.Equal(["edges-1: acme beta"], Sets(together));
        Assert.Null(together.Sets[0].Traits.DifferenceTo(StackSetTraits.Of(otherBeta.Config)));
    }

    [Theory]
    [InlineData(Account, Region, "edges-1: acme", "edges-2: beta")]
    [InlineData(OtherAccount, Region, "edges-1: acme beta")]
    [InlineData(Account, OtherRegion, "edges-1: acme beta")]
    public void A_stack_set_has_one_edge_in_each_account_and_region(string account, string region, params string[] sets) =>
        Assert.Equal(sets, Sets(StackSetPlan.Of([Edge("acme"), Edge("beta", account, region)], [], "edges")));

    [Theory]
    [InlineData(Account, Region, false)]
    [InlineData(OtherAccount, Region, true)]
    [InlineData(Account, OtherRegion, true)]
    public void An_edge_stays_in_its_account_and_region(string account, string region, bool isRefused)
    {
        var last = StackSetPlan.Of([Edge("acme")], [], "edges").Sets;

        var refused = StackSetPlan.Of([Edge("acme", account, region)], last, "edges").Refused;

        Assert.Equal(isRefused ? ["account"] : [], refused.Select(one => one.Problem.Key));
    }

    [Fact]
    public void A_stack_set_whose_edges_have_no_file_stays_as_it_is_and_takes_new_ones()
    {
        var last = StackSetPlan.Of([Edge("acme")], [], "edges").Sets;

        Assert.Equal(["edges-1: acme beta"], Sets(StackSetPlan.Of([Edge("beta", OtherAccount)], last, "other")));
        Assert.Equal(["edges-1: acme", "other-2: beta"], Sets(StackSetPlan.Of([Edge("beta")], last, "other")));
    }

    // Its line was taken out of the plan, since it is gone.
    [Fact]
    public void A_new_stack_set_has_a_name_of_its_own_also_when_an_earlier_one_is_gone()
    {
        var sets = StackSetPlan.Of([Edge("acme"), Edge("beta")], [], "edges").Sets;

        Assert.Equal(["edges-2: beta", "edges-3: gamma"], Sets(StackSetPlan.Of([Edge("beta"), Edge("gamma")], [sets[1]], "edges")));
    }

    [Fact]
    public void A_script_of_one_wave_waits_for_nobody_and_names_what_it_leaves()
    {
        EdgeDefinition[] edges = [Edge("acme"), Edge("beta", OtherAccount)];
        var sets = StackSetPlan.Of(edges, [], "edges").Sets;

        var (all, one) = (DeployScript.Write(sets, edges, ""), DeployScript.Write(sets, edges[..1], ""));

        Assert.DoesNotContain("\nwave ", all, StringComparison.Ordinal);
        Assert.DoesNotContain("\nhealthy ", all, StringComparison.Ordinal);
        Assert.DoesNotContain("SOAK_MINUTES", all, StringComparison.Ordinal);
        Assert.DoesNotContain("# Left as they are", all, StringComparison.Ordinal);
        Assert.Contains("\n# Left as they are, without an exported file: beta\n", one, StringComparison.Ordinal);
        Assert.EndsWith(
            $"\nstack_set edges-1 edge-stack-set-16.6.5\nedge acme edges-1 {Account} {Region}\nsettled\n", one, StringComparison.Ordinal);
    }

    // A stack set is made before its first edge.
    [Fact]
    public void A_stack_set_has_a_value_for_each_parameter_without_a_default_and_the_prefix_that_goes_with_its_template()
    {
        EdgeDefinition[] edges = [Edge("acme")];
        var file = StackSetFiles.Of(StackSetPlan.Of(edges, [], "edges"), edges, "")
            .Single(file => file.Key == "stack-sets/edges-1.parameters.json").Value;

        Assert.Equal(
            PortableParameters.For(edges[0].Release).Where(parameter => parameter.Default is null).Select(parameter => parameter.Name)
                .Append("ArtifactPrefix").Order(),
            JsonNode.Parse(file)!.AsArray().Select(value => (string)value!["ParameterKey"]!).Order());
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("one", " one-by-one\nsettled")]
    public void Edges_of_one_customer_are_never_updated_at_once(string? customer, string how)
    {
        string Of(string file) => customer is null ? file : $"{file}deployment: {{ customer: {customer} }}\n";
        EdgeDefinition[] edges = [Edge("acme", edit: Of), Edge("beta", OtherAccount, edit: Of)];

        var script = DeployScript.Write(StackSetPlan.Of(edges, [], "edges").Sets, edges, "");

        Assert.Contains($"\nstack_set edges-1 edge-stack-set-16.6.5{how}\nedge acme ", script, StringComparison.Ordinal);
        Assert.Equal(customer is null ? 1 : 3, script.Split("\nsettled\n").Length - 1);
    }

    [Theory]
    [InlineData("eu-central-1", "amazonaws.com/")]
    [InlineData("cn-north-1", "amazonaws.com.cn/")]
    public void Templates_are_where_the_partition_has_its_buckets(string region, string domain)
    {
        var edge = Edge(
            "acme", region: region, edit: file => file.Replace("arn:aws:", $"arn:{Partition(region)}:", StringComparison.Ordinal));

        var script = DeployScript.Write(StackSetPlan.Of([edge], [], "edges").Sets, [edge], "");

        Assert.Contains($"https://$TEMPLATE_BUCKET.s3.$AWS_REGION.{domain}edge-cdk/$2.template.json", script, StringComparison.Ordinal);
        Assert.DoesNotContain(StackSetObstacles.Of(edge, Partition(region)), problem => problem.Key == "account.region");
        Assert.Single(StackSetObstacles.Of(edge, "aws-us-gov"), problem => problem.Key == "account.region");
    }

    private static string Partition(string region) => region == OtherRegion || region == Region ? "aws" : "aws-cn";

    private static EdgeDefinition Edge(
        string name, string account = Account, string region = Region, Func<string, string>? edit = null) => Targets.Of(
        new FakeAws(), text =>
    {
        var file = $"{text}\nplaneManager: {{ replicas: 1 }}\n"
            .With("name: demo ", $"name: {name} ")
            .Replace(Account, account, StringComparison.Ordinal)
            .Replace(Region, region, StringComparison.Ordinal);
        return edit?.Invoke(file) ?? file;
    }).Definition;

    private static IEnumerable<string> Sets(StackSetPlan plan) =>
        plan.Sets.Select(set => $"{set.Name}: {string.Join(' ', set.Members.Select(member => member.Edge))}");
}
