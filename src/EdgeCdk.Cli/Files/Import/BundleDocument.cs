using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>A configuration file of a bundle.</summary>
/// <param name="File">Its path in the bundle.</param>
/// <param name="Root">What it says.</param>
internal sealed record BundleDocument(string File, JsonNode Root)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 40, AllowDuplicateProperties = false };

    /// <summary>Whether it gives values, and not definitions.</summary>
    public bool HasValues => IsValues(File);

    /// <summary>Reads all configuration files: JSON here, the language of Terraform by its library, in one process.</summary>
    /// <param name="repository">The repository, whose npm packages are used.</param>
    /// <param name="source">The bundle.</param>
    /// <exception cref="CommandException">A file cannot be read.</exception>
    public static IReadOnlyList<BundleDocument> Read(string repository, BundleSource source)
    {
        var total = 0;
        var json = new List<BundleDocument>();
        var hcl = new JsonObject();
        foreach (var file in source.Files.Where(file => IsConfiguration(file.Path)))
        {
            var text = LimitedReading.Text(file);
            total += text.Length;
            if (total > 16 * LimitedReading.LargestText)
                throw new CommandException("the configuration files are larger than 16 MiB together: this is not a bundle of the vendor");
            if (file.Name.EndsWith(".json", StringComparison.Ordinal))
                json.Add(new BundleDocument(file.Path, Parse(file.Path, text)));
            else
                hcl[file.Path] = text;
        }

        return [.. json, .. hcl.Count == 0 ? [] : Terraform(repository, hcl)];
    }

    private static bool IsValues(string path) =>
        path.EndsWith(".tfvars.json", StringComparison.Ordinal) || path.EndsWith(".tfvars", StringComparison.Ordinal);

    private static bool IsConfiguration(string path) => IsValues(path)
        || path.EndsWith(".tf", StringComparison.Ordinal) || path.EndsWith(".tf.json", StringComparison.Ordinal);

    private static JsonNode Parse(string file, string text)
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
        var script = Path.Combine(AppContext.BaseDirectory, "Files", "Import", "hcl.mjs");
        var answer = ProcessRunner.Run("node", [script], repository, input: files.ToJsonString());
        if (answer.ExitCode != 0)
            throw new CommandException(answer.Error.Trim());
        foreach (var (file, result) in JsonNode.Parse(answer.Output)!.AsObject())
        {
            yield return result!["json"] is { } root
                ? new BundleDocument(file, root.DeepClone())
                : throw new CommandException($"{file} is not in the language of Terraform ({result["error"]}): download it again");
        }
    }
}
