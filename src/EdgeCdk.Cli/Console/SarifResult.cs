using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Console;

/// <summary>One result in a SARIF log.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Level">error, warning or note.</param>
/// <param name="Message">What is said.</param>
/// <param name="File">Path of the file, relative or absolute.</param>
internal sealed record SarifResult(string Rule, string Level, string Message, string File)
{
    /// <summary>Line in the file, from 1. Default: 0, the file as a whole.</summary>
    public int Line { get; init; }

    /// <summary>Column in the line, from 1. Default: 0, the whole line.</summary>
    public int Column { get; init; }

    /// <summary>Full name of a resource that the result is about. Default: null, none.</summary>
    public string? Resource { get; init; }

    /// <summary>Why somebody accepts it. Default: null, nobody does.</summary>
    public string? Justification { get; init; }

    /// <summary>The result in the form of the log.</summary>
    /// <param name="rules">The rules of the log.</param>
    public JsonObject Json(List<string> rules)
    {
        var result = new JsonObject
        {
            ["ruleId"] = Rule,
            ["ruleIndex"] = rules.IndexOf(Rule),
            ["level"] = Level,
            ["message"] = new JsonObject { ["text"] = Message },
            ["locations"] = new JsonArray(Location()),
        };
        if (Justification is not null)
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "external", ["justification"] = Justification });
        return result;
    }

    private JsonObject Location()
    {
        var place = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = Uri } };
        if (Line > 0)
            place["region"] = new JsonObject { ["startLine"] = Line };
        if (Line > 0 && Column > 0)
            place["region"]!["startColumn"] = Column;
        var location = new JsonObject { ["physicalLocation"] = place };
        if (Resource is not null)
            location["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = Resource, ["kind"] = "resource" });
        return location;
    }

    private string Uri => Path.IsPathRooted(File)
        ? new Uri(File).AbsoluteUri
        : string.Join('/', File.Split('/').Select(System.Uri.EscapeDataString));
}
