using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// One question to IAM: may this principal call this action on this resource, with these context keys? Policies are named by their
/// ids.
/// </summary>
public sealed record AccessRequest
{
    /// <summary>ARN of a role, or name of a service.</summary>
    public required string Principal { get; init; }

    public required string Action { get; init; }

    public required string Resource { get; init; }

    /// <summary>Account that the resource is in.</summary>
    public required string Account { get; init; }

    /// <summary>Values of the request's context keys; each a text or a list of texts.</summary>
    public IReadOnlyDictionary<string, JsonNode> Context { get; init; } = new Dictionary<string, JsonNode>();

    /// <summary>Policies of the principal.</summary>
    public IReadOnlyList<string> Identity { get; init; } = [];

    /// <summary>Its permissions boundary. Default: none.</summary>
    public IReadOnlyList<string>? Boundary { get; init; }

    /// <summary>Policy of the resource. Default: none.</summary>
    public string? ResourcePolicy { get; init; }

    /// <summary>Policy of the VPC endpoint that the request goes through. Default: none.</summary>
    public IReadOnlyList<string>? Endpoint { get; init; }

    /// <summary>Ids of all policies that IAM evaluates.</summary>
    [JsonIgnore]
    public IEnumerable<string> Policies =>
        [.. Identity, .. Boundary ?? [], .. Endpoint ?? [], .. ResourcePolicy is null ? (string[])[] : [ResourcePolicy]];

    /// <summary>For messages.</summary>
    public override string ToString()
    {
        var context = Context.Select(pair => $"{pair.Key}={pair.Value}");
        return $"{Action} on {Resource} with {string.Join(", ", context)}";
    }
}

/// <summary>Requests to decide again with other policies in place of those with the same ids.</summary>
public sealed record PolicyVariant(IReadOnlyDictionary<string, JsonNode> Policies, IReadOnlyList<int> Requests);

/// <summary>Decides requests with the IAM simulator of the test packages, all in one process.</summary>
public static class IamSimulator
{
    public const string Allowed = "Allowed";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Decides requests: the decisions are in the order of the requests.</summary>
    /// <exception cref="InvalidOperationException">The simulator did not run.</exception>
    public static IReadOnlyList<string> Decide(IReadOnlyDictionary<string, JsonNode> policies, IReadOnlyList<AccessRequest> requests)
    {
        var decisions = DecideByKey(policies, requests);
        return [.. requests.Select(request => decisions[KeyOf(request)])];
    }

    /// <summary>Decides requests, equal ones once; the decisions are found by <see cref="KeyOf"/>.</summary>
    /// <exception cref="InvalidOperationException">The simulator did not run.</exception>
    public static IReadOnlyDictionary<string, string> DecideByKey(
        IReadOnlyDictionary<string, JsonNode> policies, IEnumerable<AccessRequest> requests)
    {
        var byKey = requests.Select(request => (Key: KeyOf(request), Request: request)).DistinctBy(pair => pair.Key).ToList();
        var result = Run(new { policies, requests = byKey.Select(pair => pair.Request) });
        return byKey.Select(pair => pair.Key).Zip(result.Decisions).ToDictionary();
    }

    /// <summary>A text that is the same for equal requests.</summary>
    public static string KeyOf(AccessRequest request) => JsonSerializer.Serialize(request, Json);

    /// <summary>Finds for each variant the first request that it decides otherwise; -1 without one.</summary>
    /// <param name="policies">The policies, by id.</param>
    /// <param name="requests">The requests.</param>
    /// <param name="decisions">Their decisions, in the same order.</param>
    /// <param name="variants">What to try.</param>
    /// <exception cref="InvalidOperationException">The simulator did not run.</exception>
    public static IReadOnlyList<int> Compare(
        IReadOnlyDictionary<string, JsonNode> policies,
        IReadOnlyList<AccessRequest> requests,
        IReadOnlyList<string> decisions,
        IEnumerable<PolicyVariant> variants) =>
        Run(new { policies, requests, decisions, variants }).Differences;

    private static Result Run<T>(T input) =>
        JsonSerializer.Deserialize<Result>(LineProcess.Simulator.Ask(JsonSerializer.Serialize(input, Json)), Json)!;

    private sealed record Result(IReadOnlyList<string> Decisions, IReadOnlyList<int> Differences);
}
