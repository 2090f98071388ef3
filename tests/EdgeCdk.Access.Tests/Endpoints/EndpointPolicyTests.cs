using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests.Endpoints;

/// <summary>The policies of the endpoints: whatever the contract allows still works through them, and nothing carries data out.</summary>
public sealed class EndpointPolicyTests
{
    // AWS takes no longer policy for an endpoint.
    private const int Longest = 20_480;

    private static readonly Lazy<(RestrictedEdge One, RestrictedEdge Divided)> Edges = new(() =>
    {
        using var edges = new SynthesizedEdges();
        return (new(edges, isDivided: false), new(edges, isDivided: true));
    });

    private static RestrictedEdge Edge => Edges.Value.One;

    [Fact]
    public void Every_endpoint_of_a_service_that_the_edge_calls_has_one() => Assert.Equal(
        [
            "CloudFormation", "EcrApi", "EcrDkr", "Ecs", "Events", "Kms", "Lambda", "Logs", "Monitoring", "S3", "SecretsManager", "Sqs",
            "Sts",
        ],
        Edge.Restricted.Except(["Tagging"]).Order(StringComparer.Ordinal));

    [Fact]
    public void None_is_longer_than_AWS_takes() => Assert.All(Edge.Texts, text => Assert.InRange(text.Length, 1, Longest * 3 / 4));

    [Fact]
    public void Whatever_the_contract_allows_is_allowed_through_the_endpoints()
    {
        var cases = Edge.Allowed.ToList();

        var decisions = IamSimulator.Decide(Edge.Documents, [.. cases.Select(one => one.Request)]);

        var broken = cases.Zip(decisions).Where(pair => pair.Second != IamSimulator.Allowed)
            .Select(pair => $"{pair.First.Case} through {pair.First.Request.Endpoint![0]}: {pair.Second}").ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken));
        Assert.True(cases.Count > 100, $"{cases.Count} requests");
    }

    [Fact]
    public void The_templates_of_the_teams_give_the_same_answers_through_the_endpoints()
    {
        var divided = Edges.Value.Divided;
        var allowed = divided.Allowed.Select(one => one.Request).ToList();
        var waysOut = ExfiltrationRow.Read().SelectMany(divided.Requests).Select(pair => pair.Restricted).ToList();

        var decisions = IamSimulator.Decide(divided.Documents, [.. allowed, .. waysOut]);

        Assert.Equal(Edge.Allowed.Count(), allowed.Count);
        Assert.Empty(allowed.Zip(decisions).Where(pair => pair.Second != IamSimulator.Allowed).Select(pair => $"{pair}"));
        Assert.Empty(
            waysOut.Zip(decisions.Skip(allowed.Count)).Where(pair => pair.Second == IamSimulator.Allowed).Select(pair => $"{pair}"));
        Assert.All(divided.Texts, text => Assert.InRange(text.Length, 1, Longest));
    }

    // The same request is allowed without the policy of the endpoint: nothing else denies it.
    [Fact]
    public void No_way_out_leads_through_an_endpoint()
    {
        var rows = ExfiltrationRow.Read();
        var requests = rows.SelectMany(row => Edge.Requests(row).Select(pair => (Row: row, pair.Open, pair.Restricted))).ToList();

        var open = IamSimulator.Decide(Edge.Documents, [.. requests.Select(one => one.Open)]);
        var restricted = IamSimulator.Decide(Edge.Documents, [.. requests.Select(one => one.Restricted)]);

        var broken = requests.Zip(open, restricted)
            .Where(one => one.Second != IamSimulator.Allowed || one.Third is not ("ImplicitlyDenied" or "ExplicitlyDenied"))
            .Select(one => $"{one.First.Row.Who}, {one.First.Restricted}: {one.Second} without the policy, {one.Third} with it").ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken));
        Assert.True(rows.Count >= 40, $"{rows.Count} rows");
        Assert.Null(GeneratedPart.Compare(
            "exfiltration",
            GeneratedPart.Table(
                ["who", "does", "to", "through", "why", "result"],
                requests.Zip(restricted).Select(pair => (string[])
                [
                    pair.First.Row.Who, $"`{pair.First.Restricted.Action}`", $"`{pair.First.Row.On}`", pair.First.Row.Through,
                    pair.First.Row.Why, pair.Second == "ImplicitlyDenied" ? "denied" : pair.Second,
                ])),
            "docs", "security", "network.md"));
    }

    [Fact]
    public void Every_way_in_the_table_is_there_once() =>
        Assert.Distinct(ExfiltrationRow.Read().Select(row => $"{row.Who} {string.Join(' ', row.Do)} {row.On} {row.Through}"));
}
