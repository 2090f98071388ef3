using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>
/// Where files that are handed over come from: a statement in the format of in-toto, with provenance as SLSA defines it. Programs that
/// check supply chains read it.
/// </summary>
internal static class BundleStatement
{
    /// <summary>Its name, in a bundle or beside the files.</summary>
    public const string FileName = "provenance.intoto.json";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The text of the statement of a bundle.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="time">Time of the bundle.</param>
    /// <param name="checksums">SHA-256 of every other file, by name.</param>
    public static string Of(NamedEdge edge, DateTimeOffset time, IReadOnlyCollection<KeyValuePair<string, string>> checksums)
    {
        var inputs = checksums.Where(file => file.Key.Split('/')[0] is "edges" or "releases" or BundledPackages.Directory);
        var parameters = new JsonObject
        {
            ["edge"] = edge.Name,
            ["release"] = edge.Definition.Release.Version,
            ["timestamp"] = time.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture),
        };
        return Of("bundle", parameters, checksums, [.. inputs.Select(file => Descriptor("uri", file))]);
    }

    /// <summary>The text of a statement.</summary>
    /// <param name="kind">What was made.</param>
    /// <param name="parameters">What it was made with.</param>
    /// <param name="checksums">SHA-256 of every file, by name.</param>
    /// <param name="inputs">What it was made from.</param>
    public static string Of(string kind, JsonObject parameters, IEnumerable<KeyValuePair<string, string>> checksums, JsonArray inputs)
    {
        var definition = new JsonObject
        {
            ["buildType"] = $"urn:edge-cdk:{kind}:1",
            ["externalParameters"] = parameters,
            ["resolvedDependencies"] = inputs,
        };
        var run = new JsonObject { ["builder"] = new JsonObject { ["id"] = $"urn:edge-cdk:edge-{kind}" } };
        return JsonText.Of(new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray([.. checksums.Select(file => Descriptor("name", file))]),
            ["predicateType"] = "https://slsa.dev/provenance/v1",
            ["predicate"] = new JsonObject { ["buildDefinition"] = definition, ["runDetails"] = run },
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

    /// <summary>
    /// The time of the bundle that a statement is of; null when it names none that a bundle can have. The zip itself has only even seconds.
    /// </summary>
    /// <param name="text">A statement that has <see cref="Subjects"/>.</param>
    public static DateTimeOffset? Time(string text) =>
        JsonNode.Parse(text) is JsonObject statement && statement["predicate"] is JsonObject predicate
        && predicate["buildDefinition"] is JsonObject definition && definition["externalParameters"] is JsonObject parameters
        && parameters["timestamp"] is JsonValue value && value.TryGetValue<string>(out var time)
            ? ParseTime(time)
            : null;

    /// <summary>Reads the time of a bundle.</summary>
    public static DateTimeOffset? ParseTime(string text) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        && DeterministicZip.Takes(time)
            ? time
            : null;

    private static JsonObject Descriptor(string key, KeyValuePair<string, string> file) => new JsonObject
    {
        [key] = file.Key,
        ["digest"] = new JsonObject { ["sha256"] = file.Value },
    };
}
