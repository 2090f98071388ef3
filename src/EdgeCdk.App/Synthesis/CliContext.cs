using System.Text.Json.Nodes;

namespace EdgeCdk.App.Synthesis;

/// <summary>
/// What the CDK CLI was given with <c>-c</c>. Read from its variable, since the library takes seconds to start, and a mistake
/// in a file should show at once.
/// </summary>
internal static class CliContext
{
    public const string Variable = "CDK_CONTEXT_JSON";

    // They choose edges, or stacks to bundle code for, which no stack here does; the template of an edge does not depend on them.
    private static readonly string[] Selection = ["edge", "edges", "releases", "cache", "aws:cdk:bundling-stacks"];

    /// <summary>A value; null when there is none, or an empty one.</summary>
    public static string? Get(string key) => All()[key]?.ToString() is { Length: > 0 } value ? value : null;

    /// <summary>Everything that may change the template of an edge.</summary>
    public static string WithoutSelection()
    {
        var context = All();
        foreach (var key in Selection)
            context.Remove(key);
        return context.ToJsonString();
    }

    private static JsonObject All() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } json ? JsonNode.Parse(json)!.AsObject() : [];
}
