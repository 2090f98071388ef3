using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Drafts;

/// <summary>The lines of a file, each with the line end that it has.</summary>
internal sealed class FileLines(string text)
{
    private readonly List<string> _lines = [.. text.Split('\n')];

    /// <summary>The text of the file.</summary>
    public string Text => string.Join('\n', _lines);

    /// <summary>Inserts a line, with the line end that the other lines have; the last line may have none.</summary>
    public void Insert(int place, string line)
    {
        if (place >= _lines.Count)
            _lines.Add("");
        _lines.Insert(place, _lines[0].EndsWith('\r') ? $"{line}\r" : line);
    }

    /// <summary>
    /// Replaces the items of a list that has each on a line of its own. What stands above an item, and behind it, belongs to it: an item
    /// that stays keeps its lines.
    /// </summary>
    /// <param name="first">How many lines are above the first item.</param>
    /// <param name="list">The list.</param>
    /// <param name="items">Its items from now on.</param>
    public void Replace(int first, YamlSequence list, IReadOnlyList<string> items)
    {
        var old = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var from = first;
        foreach (var item in list.Items.Cast<YamlScalar>())
        {
            old.TryAdd(item.Text, _lines[from..item.Line]);
            from = item.Line;
        }

        var dash = new string(' ', _lines[list.Items[0].Line - 1].IndexOf('-', StringComparison.Ordinal)) + "- ";
        _lines.RemoveRange(first, list.End.Line - first);
        var place = first;
        foreach (var item in items)
        {
            if (old.TryGetValue(item, out var kept))
            {
                _lines.InsertRange(place, kept);
                place += kept.Count;
            }
            else
            {
                Insert(place++, dash + item);
            }
        }
    }
}
