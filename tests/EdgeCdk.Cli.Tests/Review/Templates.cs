using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Review;

/// <summary>Templates to be changed and compared.</summary>
internal static class Templates
{
    /// <summary>A fresh copy of a reviewed template.</summary>
    public static JsonObject Of(string edge) => Read("tests", "snapshots", $"Edge-{edge}.template.json");

    public static JsonObject Read(params string[] path) => JsonNode.Parse(File.ReadAllText(Repository.Path(path)))!.AsObject();

    /// <summary>The resource at a construct path below the stack.</summary>
    public static JsonObject At(this JsonObject template, string path) => Entry(template, path).Value!.AsObject();

    public static KeyValuePair<string, JsonNode?> Entry(JsonObject template, string path) =>
        template["Resources"]!.AsObject().Single(
            resource => resource.Value!["Metadata"]!["aws:cdk:path"]!.ToString().EndsWith($"/{path}", StringComparison.Ordinal)
            && resource.Value["Metadata"]!["aws:cdk:path"]!.ToString().Split('/', 2)[1] == path);

    public static JsonObject PropertiesAt(this JsonObject template, string path) => template.At(path)["Properties"]!.AsObject();

    /// <summary>The statement with a Sid, of any policy of the resource at a path.</summary>
    public static JsonObject StatementAt(this JsonObject template, string path, string sid) =>
        Resource.Walk(template.PropertiesAt(path)).OfType<JsonObject>().Single(node => node["Sid"]?.ToString() == sid);

    /// <summary>Lets a role do everything with S3.</summary>
    public static void Allow(JsonObject template, string role) =>
        template.PropertiesAt(role)["Policies"]![0]!["PolicyDocument"]!["Statement"]!.AsArray().Add(
            new JsonObject { ["Action"] = "s3:*", ["Effect"] = "Allow", ["Resource"] = "*" });

    /// <summary>Reviews of pairs of templates, all compared by one process.</summary>
    public static IReadOnlyList<StackReview> Review(IReadOnlyList<(JsonObject Before, JsonObject After)> pairs)
    {
        return
        [
            .. TemplateDiff.Compare(
                LineProcess.Diff.Ask,
                [
                    .. pairs.Select(pair => (new StackTemplate("Edge", pair.Before), new StackTemplate("Edge", pair.After))),
                ]).Select(StackReview.Of),
        ];
    }
}
