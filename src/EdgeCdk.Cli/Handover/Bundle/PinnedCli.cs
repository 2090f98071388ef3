using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>What makes npm install the CDK CLI of this repository, and nothing else of it.</summary>
internal static class PinnedCli
{
    private const string Package = "aws-cdk";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>package.json and package-lock.json.</summary>
    /// <param name="repository">The repository whose lock file pins the CLI.</param>
    /// <param name="name">Name of the package that they describe.</param>
    public static (string Package, string Lock) Of(string repository, string name)
    {
        var locked = JsonNode.Parse(File.ReadAllText(Path.Combine(repository, "package-lock.json")))!["packages"]![$"node_modules/{Package}"]!.AsObject();
        if (locked["dependencies"] is not null || locked["optionalDependencies"] is not null)
            throw new InvalidOperationException($"{Package} has dependencies now; take them over as well");
        var own = new JsonObject { ["name"] = name, ["private"] = true, ["devDependencies"] = new JsonObject { [Package] = locked["version"]!.DeepClone() } };
        var root = new JsonObject { ["name"] = name, ["devDependencies"] = own["devDependencies"]!.DeepClone() };
        return (Text(own), Text(new JsonObject
        {
            ["name"] = name,
            ["lockfileVersion"] = 3,
            ["requires"] = true,
            ["packages"] = new JsonObject { [""] = root, [$"node_modules/{Package}"] = locked.DeepClone() },
        }));
    }

    private static string Text(JsonObject json) => $"{json.ToJsonString(Indented)}\n";
}
