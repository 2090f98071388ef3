using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.Terraform;

/// <summary>Reads what <c>terraform show -json</c> prints (format 1), and state files (version 4).</summary>
internal static partial class StateFile
{
    /// <summary>How to get one.</summary>
    public const string HowTo = "run `terraform show -json > state.json` in the directory of the vendor's bundle, and name that file";

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="shown">How it is called in messages.</param>
    /// <exception cref="CommandException">It cannot be read, or is something else.</exception>
    public static TerraformState Read(string path, string shown)
    {
        var root = StateJson.Read(path, shown);
        try
        {
            return Of(root, shown);
        }
        // Something in the file has another kind than the format says.
        catch (InvalidOperationException)
        {
            throw new CommandException($"{shown} is not in a format of Terraform that this version of edge knows: {HowTo}");
        }
    }

    private static TerraformState Of(JsonObject root, string shown)
    {
        if (root.ContainsKey("planned_values") || root.ContainsKey("resource_changes"))
            throw new CommandException($"{shown} is a plan of Terraform, not a state: {HowTo}");
        if (root["format_version"] is { } format)
        {
            // The part behind the point changes when something is added.
            if ($"{format}".Split('.')[0] is not ("0" or "1"))
                throw Unknown(shown, $"format_version {format}", "format_version 1");
            var values = root["values"] as JsonObject ?? throw Empty(shown);
            return Found(shown, root, ShownResources.Of(values["root_module"] as JsonObject));
        }

        if (root["version"] is { } version && root.ContainsKey("resources"))
        {
            if ($"{version}" != "4")
                throw Unknown(shown, $"version {version}", "version 4");
            return Found(shown, root, root.Items("resources").OfType<JsonObject>().SelectMany(StoredResources.Of));
        }

        throw new CommandException($"{shown} is not a state of Terraform: it has neither format_version nor version; {HowTo}");
    }

    private static CommandException Unknown(string shown, string found, string known) => new(
        $"{shown} has {found}, and this version of edge reads {known}: use a newer version of edge, or an older one of Terraform");

    private static CommandException Empty(string shown) => new($"{shown} has no resources: {HowTo}");

    private static TerraformState Found(string shown, JsonObject root, IEnumerable<StateResource> resources)
    {
        var all = resources.DistinctBy(resource => resource.Address).OrderBy(resource => resource.Address, StringComparer.Ordinal).ToList();
        // They go into scripts and configuration.
        if (all.Find(resource => !AddressPattern().IsMatch(resource.Address)) is { } odd)
            throw new CommandException($"{shown} has something that is not the address of a resource (\"{Short(odd.Address)}\"): {HowTo}");
        return all.Count > 0 ? new TerraformState(all) { Version = root.Text("terraform_version") } : throw Empty(shown);
    }

    private static string Short(string text) =>
        string.Concat(text.Take(80).Select(character => char.IsControl(character) ? '?' : character));

    [GeneratedRegex("""\A(?:[\w.-]|\[(?:\d+|"(?:[^"\\\p{C}]|\\.)*")\])+\z""", RegexOptions.CultureInvariant)]
    private static partial Regex AddressPattern();
}
