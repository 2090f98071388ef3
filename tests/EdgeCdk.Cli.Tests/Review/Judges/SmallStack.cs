using System.Text.Json.Nodes;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Tests.Review.Judges;

/// <summary>Stacks of one or a few resources, of which a test sees all that a review says.</summary>
internal static class SmallStack
{
    /// <summary>The changes, a line each. What needs a decision begins with a sign.</summary>
    /// <param name="before">The resources before, in JSON.</param>
    /// <param name="after">The resources afterwards, in JSON.</param>
    public static string Review(string before, string after) => Review(Template(before), Template(after));

    /// <summary>The same of whole templates.</summary>
    public static string Review(JsonObject before, JsonObject after) => string.Join('\n', Changes(before, after).Select(Line));

    /// <summary>The same of the properties of one resource, which has its type as its name.</summary>
    public static string Review(string type, string before, string after) => Review(Resource(type, before), Resource(type, after));

    /// <summary>The changes themselves.</summary>
    public static IReadOnlyList<Change> Changes(string type, string before, string after) =>
        Changes(Template(Resource(type, before)), Template(Resource(type, after)));

    /// <summary>The same of the rights of a role, by the statements of its one policy.</summary>
    public static string ReviewRights(string before, string after) => Review(Role(before), Role(after));

    public static JsonObject Template(string resources) => new() { ["Resources"] = JsonNode.Parse(resources) };

    private static IReadOnlyList<Change> Changes(JsonObject before, JsonObject after) =>
        Assert.Single(Templates.Review([(before, after)])).Changes;

    private static string Resource(string type, string properties) =>
        $$"""{"{{type.Split(':')[^1]}}": {"Type": "{{type}}", "Properties": {{properties}} } }""";

    private static string Role(string statements) =>
        Resource("AWS::IAM::Role", $$"""{"Policies": [{"PolicyDocument": {"Statement": {{statements}} } }]}""");

    private static string Line(Change change) =>
        $"{(change.NeedsDecision ? "! " : "")}{Names.Value(change.Kind)}: {change.Sentence} [{change.Property}]";
}
