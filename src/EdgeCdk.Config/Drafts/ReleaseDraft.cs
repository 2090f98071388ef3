using System.Globalization;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Drafts;

/// <summary>The text of a release file that is being made: what another release says, with values in place of its own.</summary>
internal sealed class ReleaseDraft
{
    private readonly OrderedDictionary<string, object> _root = new(StringComparer.Ordinal);

    /// <summary>The values of a release file that is known to be right.</summary>
    /// <param name="text">Its text. Null: begin with nothing.</param>
    public static ReleaseDraft From(string? text)
    {
        var draft = new ReleaseDraft();
        if (text is not null)
            Fill(draft._root, YamlReader.Read(text.TrimStart('\uFEFF')));
        return draft;
    }

    /// <summary>Whether there is a value or block.</summary>
    public bool Has(params string[] path) => Find(path, creates: false) is { } block && block.ContainsKey(path[^1]);

    /// <summary>The value at a path; null when there is none.</summary>
    public string? this[params string[] path] =>
        Find(path, creates: false)?.TryGetValue(path[^1], out var value) is true && value is string text ? text.Trim('"') : null;

    /// <summary>Names in a block.</summary>
    public IReadOnlyList<string> NamesIn(string block) =>
        _root.TryGetValue(block, out var inner) && inner is OrderedDictionary<string, object> names ? [.. names.Keys] : [];

    /// <summary>The paths of all values.</summary>
    public IEnumerable<string[]> Paths() => Below(_root, []);

    /// <summary>Sets a text, a number, a truth value or a list of texts.</summary>
    public void Set(object value, params string[] path) => Find(path, creates: true)![path[^1]] = value switch
    {
        string text => ReleaseScalar.Written(text),
        bool truth => truth ? "true" : "false",
        IReadOnlyList<string> items => ReleaseScalar.List(items),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Removes a value or block, if it is there.</summary>
    public void Remove(params string[] path) => Find(path, creates: false)?.Remove(path[^1]);

    /// <summary>The text of the file.</summary>
    /// <param name="comments">Lines above it, without number signs.</param>
    public string Text(params IEnumerable<string> comments) => ReleaseDraftWriter.Write(_root, comments);

    private static IEnumerable<string[]> Below(OrderedDictionary<string, object> block, string[] path) => block.SelectMany(member =>
        member.Value is OrderedDictionary<string, object> inner ? Below(inner, [.. path, member.Key]) : [[.. path, member.Key]]);

    private OrderedDictionary<string, object>? Find(string[] path, bool creates)
    {
        var block = _root;
        foreach (var name in path[..^1])
        {
            if (!block.TryGetValue(name, out var inner) || inner is not OrderedDictionary<string, object>)
            {
                if (!creates)
                    return null;
                block[name] = inner = new OrderedDictionary<string, object>(StringComparer.Ordinal);
            }

            block = (OrderedDictionary<string, object>)inner;
        }

        return block;
    }

    private static void Fill(OrderedDictionary<string, object> block, YamlMapping mapping)
    {
        foreach (var entry in mapping.Entries)
        {
            switch (entry.Value)
            {
                case YamlMapping inner:
                    var below = new OrderedDictionary<string, object>(StringComparer.Ordinal);
                    Fill(below, inner);
                    block[entry.Key] = below;
                    break;
                case YamlSequence list:
                    block[entry.Key] = ReleaseScalar.List(list.Items.Cast<YamlScalar>().Select(item => item.Text));
                    break;
                case YamlScalar scalar:
                    block[entry.Key] = scalar.IsQuoted ? ReleaseScalar.Written(scalar.Text) : scalar.Text;
                    break;
            }
        }
    }
}
