using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Preflight.ServiceControl;

/// <summary>A statement of a service control policy, evaluated as far as that is possible without AWS.</summary>
/// <param name="Json">The statement.</param>
/// <param name="Number">Its place in the document, from 1.</param>
internal sealed record ServiceControlStatement(JsonNode Json, int Number)
{
    /// <summary>What it is called.</summary>
    public string Name => Json.Text("Sid") is { Length: > 0 } sid ? sid : $"statement {Number}";

    public bool IsDeny => Json.Text("Effect") == "Deny";

    /// <summary>Its conditions.</summary>
    public IEnumerable<(string Operation, string Key, JsonNode? Values)> Conditions =>
        from operation in Json["Condition"] as JsonObject ?? []
        from key in operation.Value as JsonObject ?? []
        select (operation.Key, key.Key, key.Value);

    /// <summary>Whether it applies to a call.</summary>
    public Answer AppliesTo(NeededCall call, CallContext context) =>
        new[] { NamesAction(call.Action), NamesResource(call.Resource), context.Holds(Conditions, call) }.Min();

    private Answer NamesAction(string action)
    {
        var isNamed = JsonPaths.Many(Json["Action"] ?? Json["NotAction"])
            .Any(pattern => Wildcard.Matches(pattern.ToString().ToLowerInvariant(), action.ToLowerInvariant()));
        return isNamed == Json["Action"] is not null ? Answer.Yes : Answer.No;
    }

    private Answer NamesResource(string resource)
    {
        var patterns = JsonPaths.Many(Json["Resource"] ?? Json["NotResource"]).Select(pattern => pattern.ToString()).ToList();
        if (patterns.Count == 0)
            return Answer.Yes;
        var names = patterns.Select(pattern => Names(pattern, resource)).Max();
        return Json["Resource"] is not null ? names : (Answer)(Answer.Yes - names);
    }

    // What a pattern covers with all its wildcards it covers in every case; what it might only overlap depends on the call.
    private static Answer Names(string pattern, string resource)
    {
        if (Wildcard.Matches(pattern, resource))
            return Answer.Yes;
        var isOpen = resource.Contains('*', StringComparison.Ordinal) || new[] { resource, pattern }.Any(CallContext.HasVariable);
        return isOpen && Service(pattern) is var service && (service == Service(resource) || service == "*" || Service(resource) == "*")
            ? Answer.Depends
            : Answer.No;
    }

    private static string Service(string arn) => arn.Split(':') is { Length: > 2 } parts ? parts[2] : "*";
}
