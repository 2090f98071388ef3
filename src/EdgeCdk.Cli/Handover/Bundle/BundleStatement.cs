using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>
/// Where the files of a bundle come from: a statement in the format of in-toto, with provenance as SLSA defines it. Programs that check
/// supply chains read it.
/// </summary>
internal static class BundleStatement
{
    /// <summary>Its name in the bundle.</summary>
    public const string FileName = "provenance.intoto.json";

    private const string BuildType = "urn:edge-cdk:bundle:1";

    /// <summary>The text of the statement.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="time">Time of the bundle.</param>
    /// <param name="checksums">SHA-256 of every other file, by name.</param>
    public static string Of(NamedEdge edge, DateTimeOffset time, IEnumerable<KeyValuePair<string, string>> checksums)
    {
        var all = checksums.ToList();
        bool IsInput(string name) => name.Split('/')[0] is "edges" or "releases" or "artifacts";
        return JsonText.Of(new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray([.. all.Select(file => Descriptor("name", file))]),
            ["predicateType"] = "https://slsa.dev/provenance/v1",
            ["predicate"] = new JsonObject
            {
                ["buildDefinition"] = new JsonObject
                {
                    ["buildType"] = BuildType,
                    ["externalParameters"] = new JsonObject
                    {
                        ["edge"] = edge.Name,
                        ["release"] = edge.Definition.Release.Version,
                        ["timestamp"] = $"{time.ToUniversalTime():yyyy-MM-dd'T'HH:mm:ss'Z'}",
                    },
                    ["resolvedDependencies"] = new JsonArray(
                        [.. all.Where(file => IsInput(file.Key)).Select(file => Descriptor("uri", file))]),
                },
                ["runDetails"] = new JsonObject { ["builder"] = new JsonObject { ["id"] = "urn:edge-cdk:edge-bundle" } },
            },
        });
    }

    /// <summary>The checksums that a statement has, by the names of the files; null when it is no such statement.</summary>
    public static IReadOnlyDictionary<string, string>? Subjects(string text)
    {
        try
        {
            return JsonNode.Parse(text)!["subject"]!.AsArray()
                .ToDictionary(subject => (string)subject!["name"]!, subject => (string)subject!["digest"]!["sha256"]!);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException or NullReferenceException
            or ArgumentException)
        {
            return null;
        }
    }

    private static JsonObject Descriptor(string key, KeyValuePair<string, string> file) => new JsonObject
    {
        [key] = file.Key,
        ["digest"] = new JsonObject { ["sha256"] = file.Value },
    };
}
