using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>A configuration file of a bundle.</summary>
/// <param name="File">Its path in the bundle.</param>
/// <param name="Root">Its content.</param>
internal sealed record BundleDocument(string File, JsonObject Root)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 40, AllowDuplicateProperties = false };

    /// <summary>Whether it has values, and not definitions. Default: its name decides.</summary>
    public bool HasValues { get; init; } = IsValues(File);

    /// <summary>
    /// The variable of the root module that a value was taken from, such as <c>vpc.vpcId</c>, by the value. Default: none.
    /// </summary>
    public IReadOnlyDictionary<JsonNode, string> Origins { get; init; } = new Dictionary<JsonNode, string>();

    /// <summary>The directory that the file is in; empty for the root of the bundle.</summary>
    public string Folder => File.LastIndexOf('/') is var end and > 0 ? File[..end] : "";

    /// <summary>Reads all configuration files: JSON here, the language of Terraform by its library, in one process.</summary>
    /// <param name="repository">The repository, whose npm packages are used.</param>
    /// <param name="source">The bundle.</param>
    /// <exception cref="CommandException">A file cannot be read.</exception>
    public static IReadOnlyList<BundleDocument> Read(string repository, BundleSource source)
    {
        var total = 0;
        var json = new List<BundleDocument>();
        var terraform = new JsonObject();
        foreach (var file in source.Files.Where(file => IsConfiguration(file.Path)))
        {
            var text = LimitedReading.Text(file);
            total += text.Length;
            if (total > 16 * LimitedReading.LargestText)
                throw new CommandException("the configuration files are larger than 16 MiB together: this is not a bundle of the vendor");
            if (!file.Name.EndsWith(".json", StringComparison.Ordinal))
                terraform[file.Path] = text;
            else if (Parse(file.Path, text) is var root && !IsValues(file.Path) && text.Contains("${", StringComparison.Ordinal))
                terraform[file.Path] = root;
            else
                json.Add(new BundleDocument(file.Path, root));
        }

        return [.. json, .. terraform.Count == 0 ? [] : Terraform(repository, terraform)];
    }

    /// <summary>Whether a file of this name has the values of variables.</summary>
    public static bool IsValues(string path) =>
        path.EndsWith(".tfvars.json", StringComparison.Ordinal) || path.EndsWith(".tfvars", StringComparison.Ordinal);

    private static bool IsConfiguration(string path) => IsValues(path)
        || path.EndsWith(".tf", StringComparison.Ordinal) || path.EndsWith(".tf.json", StringComparison.Ordinal);

    private static JsonObject Parse(string file, string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict) as JsonObject
                ?? throw new CommandException($"{file} is not a JSON object");
        }
        catch (JsonException exception)
        {
            throw new CommandException(
                $"{file} is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}): download it again");
        }
    }

    private static IEnumerable<BundleDocument> Terraform(string repository, JsonObject files)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Files", "VendorBundle", "hcl.mjs");
        var answer = ProcessRunner.Run("node", [script], repository, input: files.ToJsonString());
        if (answer.ExitCode != 0)
            throw new CommandException(answer.Error.Trim());
        foreach (var (file, result) in JsonNode.Parse(answer.Output)!.AsObject())
        {
            yield return result!["json"] is JsonObject root
                ? new BundleDocument(file, (JsonObject)root.DeepClone())
                : throw new CommandException($"{file} is not in the language of Terraform ({result["error"]}): download it again");
        }
    }
}
