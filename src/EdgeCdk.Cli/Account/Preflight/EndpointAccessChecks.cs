using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Network;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Whether an existing interface endpoint allows the edge to use it.</summary>
internal static class EndpointAccessChecks
{
    public static IEnumerable<Finding> Find(PreflightTarget target, EndpointService service, VpcEndpoint endpoint) =>
    [
        .. EndpointGroupChecks.Find(target, service.Key, endpoint),
        .. IsNeeded(target, service) ? Policy(target, service, endpoint) : Other(service.Key, endpoint),
        .. Zones(target, service.Key, endpoint),
    ];

    /// <summary>The policy of an endpoint that the network team creates, compared with that of its template.</summary>
    public static IEnumerable<Finding> Policy(PreflightTarget target, EndpointService service, VpcEndpoint endpoint)
    {
        if (!IsNeeded(target, service) || target.Needed?.Invoke().EndpointPolicy(service.Service) is not { Count: > 0 } needed
            || JsonText.Parsed(endpoint.Policy) is not JsonObject document)
        {
            return [];
        }

        var findings = new PolicyFindings(
            target.Edge, service.Key, $"the policy of {endpoint.Id}", new PolicyComparison(needed, PolicyStatement.Of(document)));
        return [.. findings.TooNarrow("calls through the endpoint fail with AccessDenied"), .. findings.TooWide()];
    }

    private static bool IsNeeded(PreflightTarget target, EndpointService service) =>
        target.Config.Vpc is { EndpointOwner: EndpointOwner.Network, EndpointPolicies.Enabled: true } vpc
        && service.Mode(vpc.Endpoints) is ResourceMode.Create;

    private static IEnumerable<Finding> Other(string key, VpcEndpoint endpoint)
    {
        if (IsRestricted(endpoint.Policy))
        {
            var others = key.EndsWith("sqs", StringComparison.Ordinal) ? ", also for the vendor's queues in another account" : "";
            yield return new Finding(Outcome.Warning, key)
            {
                What = $"{endpoint.Id} has a policy of its own",
                Later = $"what it does not allow fails with AccessDenied{others}",
                Remedy = "allow the roles of the edge, or the account, in the policy",
            };
        }
    }

    // The default policy allows everything to everybody.
    private static bool IsRestricted(string policy) => policy.Length > 0 && (JsonText.Parsed(policy) is not JsonObject document
        || JsonPaths.Many(document["Statement"]).Any(statement => statement.Text("Effect") != "Allow" || statement["Condition"] is not null
            || !IsAny(statement["Action"]) || !IsAny(statement["Resource"])
            || !IsAny(statement["Principal"] is JsonObject principal ? principal["AWS"] : statement["Principal"])));

    private static bool IsAny(JsonNode? names) => JsonPaths.Many(names).Any(name => name?.ToString() == "*");

    private static IEnumerable<Finding> Zones(PreflightTarget target, string key, VpcEndpoint endpoint)
    {
        var own = target.Vpc.Subnets(endpoint.SubnetIds);
        var covered = own.Select(VpcView.ZoneOf).ToList();
        var missing = string.Join(" and ", target.PrivateSubnets.Select(VpcView.ZoneOf).Where(zone => zone.Length > 0).Except(covered));
        if (missing.Length > 0 && own.Count > 0 && own.Count == endpoint.SubnetIds.Count && !covered.Contains(""))
        {
            yield return new Finding(Outcome.Warning, key)
            {
                What = $"{endpoint.Id} has no address in {missing}",
                Later = "calls from there go to another zone: that costs, and they fail when that zone fails",
                Remedy = $"add subnets of {missing} to it",
            };
        }
    }
}
