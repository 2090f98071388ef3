using System.Globalization;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>What a bundle says about the release.</summary>
/// <param name="findings">Gets what became of every value.</param>
internal sealed class ReleaseValues(Findings findings)
{
    private readonly Dictionary<string, (string Place, object Value)> _all = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Paths of keys of the release, and their values.</summary>
    public IReadOnlyDictionary<string, (string Place, object Value)> All => _all;

    /// <summary>Takes a value for a key.</summary>
    public void Keep(string key, BundleValue value, object content)
    {
        if (_all.TryGetValue(key, out var known) && Shown(known.Value) != Shown(content))
        {
            if (_told.Contains(key))
            {
                findings.Add(value, Outcome.Left, $"the mapping file has another value for {key}");
                return;
            }

            findings.Ask(value, value.List, $"{key}, which is {Shown(known.Value)} in {known.Place}",
                content is string[]? [ImportMap.Ignore] : [key, ImportMap.Ignore]);
            return;
        }

        _all.TryAdd(key, (value.Place, content));
        findings.Add(value, Outcome.Mapped, key, value.Text == Shown(content) ? null : $"{value.Text}, as {Shown(content)}");
    }

    /// <summary>Takes the value of a key that somebody named for it.</summary>
    /// <exception cref="CommandException">The key does not take it.</exception>
    public void Take(string target, BundleValue value)
    {
        var key = ConfigKey.Find(ConfigKey.OfRelease, target)!;
        if (key.Kind is not (KeyKind.Value or KeyKind.Map) || key.Check(value.Text).Count > 0)
            throw new CommandException($"{target} does not take {value.Text}, as the mapping file says for {value.Place}");
        _told.Add(target);
        Keep(target, value, key.Kind is KeyKind.Value && key.ValueType == typeof(int)
            ? int.Parse(value.Text, CultureInfo.InvariantCulture)
            : key.Kind is KeyKind.Value && key.ValueType == typeof(bool) ? value.Text == "true" : value.Text);
    }

    private static string Shown(object content) => content is IReadOnlyList<string> items ? string.Join(' ', items)
        : ConfigKey.Written(content);
}
