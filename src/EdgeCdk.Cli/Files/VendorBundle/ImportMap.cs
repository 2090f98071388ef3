using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>
/// What a person said about values of a bundle that can be read in more than one way: place and target. It is kept beside the releases,
/// so that the next bundle of the same form needs no questions.
/// </summary>
internal sealed class ImportMap
{
    /// <summary>Name of the file in the directory of releases.</summary>
    public const string FileName = "bundle-map.json";

    /// <summary>
    /// Targets that are no key: a fixed value of a variable, nothing at all, and, for what the bundle does not have, as in the release
    /// before.
    /// </summary>
    public const string Constant = "constant", Ignore = "ignore", Previous = "previous";

    /// <summary>What is in the file.</summary>
    public const string HowTo = "use {\"<file>: <path>\": \"<target>\"}";

    private readonly SortedDictionary<string, string> _targets = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>
    /// The target of a place; null when nothing is said about it. A file or block that is left out, or that is as before, is so with
    /// everything in it.
    /// </summary>
    public string? this[string place]
    {
        get
        {
            for (var above = place; above.Length > 0; above = Above(above))
            {
                if (_targets.TryGetValue(above, out var target) && (above == place || target is Ignore or Previous))
                {
                    _used.Add(above);
                    return target;
                }
            }

            return null;
        }
    }

    /// <summary>Places that something is said about.</summary>
    public IEnumerable<string> Places => _targets.Keys;

    /// <summary>Places that are not in the bundle.</summary>
    public IEnumerable<string> Unused => _targets.Keys.Where(place => !_used.Contains(place));

    /// <summary>Whether a place itself has a target.</summary>
    public bool Names(string place) => _targets.ContainsKey(place);

    /// <summary>Reads a file, whose answers come before those that are there.</summary>
    /// <exception cref="CommandException">It is not a mapping file.</exception>
    public void Read(string file)
    {
        foreach (var (place, target) in InputFile.Json(InputFile.Text(file, file), file, $": {HowTo}"))
        {
            _targets[place] = target is JsonValue text && text.TryGetValue<string>(out var known) ? known
                : throw new CommandException($"{file} is not a mapping file ({place}): {HowTo}");
        }
    }

    /// <summary>The same with an answer.</summary>
    public ImportMap With(string place, string target)
    {
        var map = new ImportMap();
        foreach (var (other, known) in _targets)
            map._targets[other] = known;
        map._targets[place] = target;
        return map;
    }

    /// <summary>The text of the file.</summary>
    public string Text() => JsonText.Of(_targets);

    private static string Above(string place)
    {
        var start = place.IndexOf(": ", StringComparison.Ordinal);
        var end = place.LastIndexOf('.');
        return end > start && start >= 0 ? place[..end] : start >= 0 ? place[..start] : "";
    }
}
