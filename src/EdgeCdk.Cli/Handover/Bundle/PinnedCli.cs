using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>The files with which npm installs the CDK CLI of this repository, and nothing else of it.</summary>
internal static class PinnedCli
{
    /// <summary>.npmrc: before <c>npm ci</c>, npx would run a package of somebody else that has the name of the command.</summary>
    public const string Settings = "yes=false\n";

    private const string Package = "aws-cdk";

    /// <summary>package.json and package-lock.json.</summary>
    /// <param name="repository">The repository whose lock file pins the CLI.</param>
    /// <param name="name">Name of the package that they describe.</param>
    public static (string Package, string Lock) Of(string repository, string name)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(repository, "package-lock.json")))!;
        var locked = file["packages"]![$"node_modules/{Package}"]!.AsObject();
        if (locked["dependencies"] is not null || locked["optionalDependencies"] is not null)
            throw new InvalidOperationException($"{Package} has dependencies now; they must be in the bundle, too");
        var version = locked["version"]!.ToString();
        var own = new JsonObject
        {
            ["name"] = name,
            ["private"] = true,
            ["dependencies"] = new JsonObject { [Package] = version },
        };
        var root = new JsonObject { ["name"] = name, ["dependencies"] = new JsonObject { [Package] = version } };
        return (JsonText.Of(own), JsonText.Of(new JsonObject
        {
            ["name"] = name,
            ["lockfileVersion"] = 3,
            ["requires"] = true,
            ["packages"] = new JsonObject { [""] = root, [$"node_modules/{Package}"] = locked.DeepClone() },
        }));
    }
}
