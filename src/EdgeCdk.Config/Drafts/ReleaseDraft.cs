using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Drafts;

/// <summary>The text of a release file that is being made: what another release says, with values in place of its own.</summary>
internal sealed partial class ReleaseDraft
{
    private const int MostOnOneLine = 4;

    // Their names are the vendor's: one on a line, to be read and compared.
    private static readonly string[] Listed = ["environment", "constants"];

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
    public void Set(object value, params string[] path) => Find(path, creates: true)![path[^1]] = value is string text ? Written(text)
        : value switch
        {
            bool truth => truth ? "true" : "false",
            IReadOnlyList<string> items => $"[{string.Join(", ", items.Select(Written))}]",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    /// <summary>Removes a value or block, if it is there.</summary>
    public void Remove(params string[] path) => Find(path, creates: false)?.Remove(path[^1]);

    /// <summary>The text of the file.</summary>
    /// <param name="comments">Lines above it, without number signs.</param>
    public string Text(params IEnumerable<string> comments)
    {
        var text = new StringBuilder(string.Concat(comments.Select(comment => $"# {comment}\n")));
        Write(text, _root, "");
        return text.ToString();
    }

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
                    block[entry.Key] = $"[{string.Join(", ", list.Items.Cast<YamlScalar>().Select(item => Written(item.Text)))}]";
                    break;
                case YamlScalar scalar:
                    block[entry.Key] = scalar.IsQuoted ? Written(scalar.Text) : scalar.Text;
                    break;
            }
        }
    }

    private static void Write(StringBuilder text, OrderedDictionary<string, object> block, string indent)
    {
        foreach (var (name, value) in block)
        {
            var key = Written(name);
            if (value is not OrderedDictionary<string, object> inner)
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}{key}: {value}\n");
            }
            else if (inner.Count == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}{key}: {{}}\n");
            }
            else if (inner.Count <= MostOnOneLine && !Listed.Contains(name) && inner.Values.All(item => item is string))
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}{key}: {{ {OnOneLine(inner)} }}\n");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}{key}:\n");
                Write(text, inner, $"{indent}  ");
            }
        }
    }

    private static string OnOneLine(OrderedDictionary<string, object> block) =>
        string.Join(", ", block.Select(item => $"{Written(item.Key)}: {item.Value}"));

    // In quotes where a reader of YAML would take it for something else than this text.
    private static string Written(string text) =>
        PlainPattern().IsMatch(text) && !NumberOrWord().IsMatch(text) ? text : JsonSerializer.Serialize(text, Json);

    [GeneratedRegex(@"\A[A-Za-z0-9/_$.-](?:[\w./:@$+=-]*[\w./$+=-])?\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex PlainPattern();

    [GeneratedRegex(
        @"\A(?:[-+]?[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|0[xo][0-9a-fA-F]+|true|false|null|yes|no|on|off|-|\.+)\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NumberOrWord();
}
