using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests.Endpoints;

/// <summary>The policies of the endpoints: whatever the contract allows still works through them, and nothing carries data out.</summary>
public sealed class EndpointPolicyTests
{
    // AWS takes no longer policy for an endpoint.
    private const int Longest = 20_480;

    private static readonly Lazy<RestrictedEdge> Edge = new(() => new RestrictedEdge());

    [Fact]
    public void Every_endpoint_of_a_service_that_the_edge_calls_has_one() => Assert.Equal(
        [
            "CloudFormation", "EcrApi", "EcrDkr", "Ecs", "Events", "Kms", "Lambda", "Logs", "Monitoring", "S3", "SecretsManager", "Sqs",
            "Sts",
        ],
        Edge.Value.Restricted.Except(["Tagging"]).Order(StringComparer.Ordinal));

    [Fact]
    public void None_is_longer_than_AWS_takes() => Assert.All(Edge.Value.Texts, text => Assert.InRange(text.Length, 1, Longest * 3 / 4));

    [Fact]
    public void Whatever_the_contract_allows_is_allowed_through_the_endpoints()
    {
        var cases = Edge.Value.Allowed.ToList();

        var decisions = IamSimulator.Decide(Edge.Value.Documents, [.. cases.Select(one => one.Request)]);

        var broken = cases.Zip(decisions).Where(pair => pair.Second != IamSimulator.Allowed)
            .Select(pair => $"{pair.First.Case} through {pair.First.Request.Endpoint![0]}: {pair.Second}").ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken));
        Assert.True(cases.Count > 100, $"{cases.Count} requests");
    }

    // The same request is allowed without the policy of the endpoint: nothing else denies it.
    [Fact]
    public void No_way_out_leads_through_an_endpoint()
    {
        var rows = ExfiltrationRow.Read();
        var requests = rows.SelectMany(row => Edge.Value.Requests(row).Select(pair => (Row: row, pair.Open, pair.Restricted))).ToList();

        var open = IamSimulator.Decide(Edge.Value.Documents, [.. requests.Select(one => one.Open)]);
        var restricted = IamSimulator.Decide(Edge.Value.Documents, [.. requests.Select(one => one.Restricted)]);

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
