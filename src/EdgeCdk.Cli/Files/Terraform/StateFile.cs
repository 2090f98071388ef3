using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.Terraform;

/// <summary>Reads what <c>terraform show -json</c> prints (format 1), and state files (version 4).</summary>
internal static partial class StateFile
{
    private const int LargestMiB = 64;

    /// <summary>How to get one.</summary>
    public const string HowTo = "run `terraform show -json > state.json` in the directory of the vendor's bundle, and name that file";

    // Deeper than any resource of AWS.
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 100 };

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="shown">How it is called in messages.</param>
    /// <exception cref="CommandException">It cannot be read, or is something else.</exception>
    public static TerraformState Read(string path, string shown)
    {
        var root = Parse(path, shown);
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

    private static JsonObject Parse(string path, string shown)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.CanSeek && stream.Length > (long)LargestMiB << 20)
                throw new CommandException($"{shown} is larger than {LargestMiB} MiB: this is not the state of an edge alone; {HowTo}");
            return JsonNode.Parse(stream, documentOptions: Limits) is JsonObject root ? Checked(root)
                : throw new CommandException($"{shown} is not a JSON object: {HowTo}");
        }
        catch (JsonException exception)
        {
            throw new CommandException($"{shown} is not JSON ({InputFile.Place(exception)}): {HowTo}");
        }
        // A name twice in an object, or bytes that are no text.
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or DecoderFallbackException)
        {
            throw new CommandException($"{shown} is not JSON as Terraform writes it: {HowTo}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{shown} cannot be read ({exception.Message.TrimEnd('.')})");
        }
    }

    // Objects are read when they are first looked into: whatever is wrong anywhere shows now.
    private static JsonObject Checked(JsonObject root)
    {
        var open = new Stack<JsonNode>([root]);
        while (open.TryPop(out var node))
        {
            if (node is JsonObject block)
            {
                foreach (var (_, value) in block)
                    Push(value);
            }
            else if (node is JsonArray list)
            {
                foreach (var item in list)
                    Push(item);
            }
            else if (node.GetValueKind() is JsonValueKind.String)
            {
                _ = node.GetValue<string>();
            }
        }

        return root;

        void Push(JsonNode? node)
        {
            if (node is not null)
                open.Push(node);
        }
    }

    private static string Short(string text) =>
        string.Concat(text.Take(80).Select(character => char.IsControl(character) ? '?' : character));

    [GeneratedRegex("""\A(?:[\w.-]|\[(?:\d+|"(?:[^"\\\p{C}]|\\.)*")\])+\z""", RegexOptions.CultureInvariant)]
    private static partial Regex AddressPattern();
}
