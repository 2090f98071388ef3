using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Changes;

/// <summary>What AWS publishes about resource types.</summary>
internal static class ResourceSchemas
{
    private static readonly JsonObject Types =
        JsonNode.Parse(File.ReadAllText(Repository.Path("tests", "EdgeCdk.Deployer.Tests", "resource-types.json")))!["types"]!.AsObject();

    /// <summary>Properties whose change replaces a resource, those of nested objects left out: their parents' names suffice here.</summary>
    public static IEnumerable<string> CreateOnly(string type)
    {
        var schema = Types[type] ?? throw new ArgumentException($"{type} has no schema here", nameof(type));
        return schema["createOnly"]!.AsArray()
            .Select(name => (string)name!)
            .Where(name => !name.Contains('.', StringComparison.Ordinal));
    }
}
