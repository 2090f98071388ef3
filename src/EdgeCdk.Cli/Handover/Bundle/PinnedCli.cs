using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>The files with which npm installs the CDK CLI of this repository, and nothing else of it.</summary>
internal static class PinnedCli
{
    /// <summary>.npmrc: before <c>npm ci</c>, npx would run a package of somebody else that has the name of the command.</summary>
    public const string Settings = "yes=false\n";

    private const string Package = "aws-cdk";
    private const string LockFile = "package-lock.json";

    /// <summary>package.json and package-lock.json.</summary>
    /// <param name="repository">The repository whose lock file pins the CLI.</param>
    /// <param name="name">Name of the package that they describe.</param>
    public static (string Package, string Lock) Of(string repository, string name)
    {
        if (Read(Path.Combine(repository, LockFile))?["packages"]?[$"node_modules/{Package}"] is not JsonObject locked)
        {
            throw new CommandException(
                $"{LockFile} in {repository} does not pin {Package}, which the bundle must install in the version that this "
                    + "repository has; run `npm install` there, and commit the file");
        }

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

    // Null when it is not there, or no JSON.
    private static JsonObject? Read(string file)
    {
        try
        {
            return JsonText.Parsed(File.ReadAllText(file)) as JsonObject;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
