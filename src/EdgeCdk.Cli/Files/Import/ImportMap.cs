using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>
/// What a person said about values of a bundle that can be read in more than one way: place and target. It is kept beside the releases,
/// so that the next bundle of the same form needs no questions.
/// </summary>
internal sealed class ImportMap
{
    /// <summary>Name of the file in the directory of releases.</summary>
    public const string FileName = "bundle-map.json";

    /// <summary>Targets that are no key: a fixed value of a variable, and nothing at all.</summary>
    public const string Constant = "constant", Ignore = "ignore";

    private readonly SortedDictionary<string, string> _targets = new(StringComparer.Ordinal);

    /// <summary>The target of a place; null when nothing is said about it.</summary>
    public string? this[string place] => _targets.GetValueOrDefault(place);

    /// <summary>Places that something is said about.</summary>
    public IEnumerable<string> Places => _targets.Keys;

    /// <summary>Reads a file, whose answers come before those that are there.</summary>
    /// <exception cref="CommandException">It is not a mapping file.</exception>
    public void Read(string file)
    {
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(file),
                documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
            foreach (var (place, target) in root!.AsObject())
                _targets[place] = target!.GetValue<string>();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IOException or NullReferenceException)
        {
            throw new CommandException(
                $"{file} is not a mapping file: use {{\"<file>: <path>\": \"<target>\"}} ({exception.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Adds an answer.</summary>
    public void Add(string place, string target) => _targets[place] = target;

    /// <summary>The text of the file.</summary>
    public string Text() => JsonText.Of(_targets);
}
