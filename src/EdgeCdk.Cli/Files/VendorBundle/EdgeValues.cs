using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>What a bundle says about the edge.</summary>
/// <param name="draft">Gets the values; what it has already was decided by the user.</param>
/// <param name="map">What was decided before.</param>
/// <param name="findings">Gets what became of every value.</param>
internal sealed class EdgeValues(EdgeDraft draft, ImportMap map, Findings findings)
{
    private const string Release = "edge.release";

    private readonly Dictionary<string, List<(BundleValue Value, string Text, bool IsTold)>> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _given = [.. draft.Values.Keys];

    /// <summary>The value of a key as the bundle has it; null when it has none, or several.</summary>
    public string? this[string key] => _known.GetValueOrDefault(key);

    /// <summary>The keys with a value.</summary>
    public IEnumerable<string> Keys => _known.Keys;

    /// <summary>The keys whose value is that of a variable.</summary>
    public IEnumerable<string> OfVariable(string path) =>
        _found.Where(key => key.Value.Exists(one => one.Value.Variable == path)).Select(key => key.Key);

    /// <summary>Reads values.</summary>
    public void Read(IReadOnlyList<BundleValue> values)
    {
        var account = values.FirstOrDefault(value => EdgeKeyNames.Find(value) == "account.accountId" && !EdgeShapes.IsOfOthers(value)
            && EdgeShapes.Takes("account.accountId", value.Text))?.Text;
        foreach (var value in values)
        {
            if ((map[value.List] ?? map[value.Place]) is { } told)
                Take(value, told);
            else if (!findings.Has(value))
                Find(value, EdgeShapes.Of(value, account));
        }
    }

    /// <summary>Adds a value to those of a key.</summary>
    public void Add(string key, BundleValue value, string text, bool isTold = false) =>
        (_found.TryGetValue(key, out var known) ? known : (_found[key] = [])).Add((value, text, isTold));

    /// <summary>Decides which value each key has.</summary>
    public void Decide()
    {
        foreach (var (key, found) in _found)
            Decide(key, found);
    }

    private void Take(BundleValue value, string target)
    {
        if (target == ImportMap.Ignore)
            findings.Ignored(value);
        else if (ConfigKey.Find(ConfigKey.OfEdge, target) is null)
            return;
        else if (EdgeShapes.Takes(target, value.Text))
            Add(target, value, value.Text, isTold: true);
        else
            throw new CommandException($"{target} does not take {value.Text}, as the mapping file says for {value.Place}");
    }

    private void Find(BundleValue value, Candidates candidates)
    {
        if (candidates is { Keys: [var (key, text)], IsSure: true })
        {
            Add(key, value, text);
        }
        else if (candidates.Keys.Count > 0)
        {
            findings.Ask(value, value.List, string.Join(" or ", candidates.Keys.Select(one => one.Target)),
                [.. candidates.Keys.Select(one => one.Target), ImportMap.Ignore]);
        }
        else if (EdgeKeyNames.Find(value) is { } named && value.Text.Length > 0 && value.Text != "null")
        {
            findings.Add(value, Outcome.NotUnderstood, $"{named} takes no such value");
        }
    }

    private static string? Shown(BundleValue value, string text) => text == value.Text ? null : $"{value.Text}, as {text}";

    // The same value in several places is one; several values are a question, unless somebody chose one.
    private void Decide(string key, List<(BundleValue Value, string Text, bool IsTold)> found)
    {
        var isList = ConfigKey.Find(ConfigKey.OfEdge, key)!.Kind is KeyKind.List;
        var counts = found.Exists(one => one.IsTold) ? found.Where(one => one.IsTold).ToList() : found;
        var choices = counts.GroupBy(one => isList ? one.Value.List : one.Text)
            .Select(group => isList ? string.Join(',', group.Select(one => one.Text)) : group.Key).Distinct().ToList();
        foreach (var (value, text, _) in found)
        {
            if (_given.Contains(key))
                findings.Add(value, Outcome.Left, $"{key} was given with --set");
            else if (!counts.Exists(one => one.Value == value))
                findings.Add(value, Outcome.Left, $"the mapping file has another value for {key}");
            else if (choices.Count == 1)
                findings.Add(value, Outcome.Mapped, key == Release ? "version" : key, Shown(value, text));
            else
                findings.Ask(value, value.List, $"{key}, of which there are several values", [key, ImportMap.Ignore]);
        }

        if (choices.Count > 1)
            return;
        _known[key] = choices[0];
        if (key != Release && !_given.Contains(key))
            draft.Set(key, choices[0]);
    }
}
