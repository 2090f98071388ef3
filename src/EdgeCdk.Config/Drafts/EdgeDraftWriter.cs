using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Config.Drafts;

/// <summary>
/// Writes the text of an edge file: every key there is, each below a comment that says what it is for. A key without a value
/// stands behind a number sign, with its default.
/// </summary>
internal sealed partial class EdgeDraftWriter
{
    private const int Width = 100;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly StringBuilder _text = new();
    private readonly EdgeDraft _draft;

    private EdgeDraftWriter(EdgeDraft draft) => _draft = draft;

    /// <summary>The text of the file.</summary>
    /// <param name="draft">The values.</param>
    /// <param name="schema">Where editors find the schema, relative to the file. Null: it is not there.</param>
    public static string Write(EdgeDraft draft, string? schema)
    {
        var writer = new EdgeDraftWriter(draft);
        if (schema is not null)
            writer._text.Append(SchemaLine(schema));
        writer.Comment("A key behind a number sign has the default shown; remove the sign to change it.", "");
        foreach (var key in ConfigKey.OfEdge)
        {
            writer.Line("");
            writer.Key(key, key.Path, "", writer.IsOff(key, key.Path));
        }

        return writer._text.ToString();
    }

    /// <summary>The first line of a file, which tells editors where its schema is.</summary>
    public static string SchemaLine(string schema) => $"# yaml-language-server: $schema={schema}\n";

    /// <summary>The text of another file with the values of a draft in their places; the rest is left as it is.</summary>
    /// <param name="text">The text of a sound edge file.</param>
    /// <param name="draft">The values.</param>
    public static string Fill(string text, EdgeDraft draft) => draft.Values.Aggregate(text, (current, value) =>
    {
        var key = ConfigKey.Find(ConfigKey.OfEdge, value.Key)!;
        return FileEdit.Set(current, value.Key, [.. value.Value.Select(item => Scalar(key, item))], key.Kind is KeyKind.List);
    });

    private void Key(ConfigKey key, string path, string indent, bool isOff)
    {
        var sign = isOff ? "#" : "";
        Comment(key.Default is { } value ? $"{key.Summary} Default: {value}." : key.Summary, indent);
        switch (key.Kind)
        {
            case KeyKind.Block:
                Line($"{indent}{sign}{key.Name}:");
                foreach (var child in key.Children)
                    Key(child, $"{path}.{child.Name}", $"{indent}  ", isOff || IsOff(child, $"{path}.{child.Name}"));
                break;
            case KeyKind.Map when isOff && key.Children.Any(child => child.Initial is not null):
                Line($"{indent}{sign}{key.Name}:");
                foreach (var item in key.ItemNames!)
                    OffItem(key, item, path, $"{indent}  ");
                break;
            case KeyKind.Map:
                Line($"{indent}{sign}{key.Name}:{(isOff ? " {}" : "")}");
                foreach (var item in isOff ? [] : ItemsOf(key, path))
                    Item(key, item, path, $"{indent}  ");
                break;
            case KeyKind.List:
                var items = isOff ? (System.Collections.IEnumerable?)key.Initial ?? Array.Empty<string>() : _draft.Values[path];
                Line($"{indent}{sign}{key.Name}: [{string.Join(", ", items.Cast<object>().Select(item => Quoted((string)item)))}]");
                break;
            default:
                var initial = key.Initial is null ? "" : ConfigKey.Written(key.Initial);
                Line($"{indent}{sign}{key.Name}: {(isOff ? initial : Scalar(key, _draft.Values[path][0]))}".TrimEnd());
                break;
        }
    }

    // An item of a map with known names that has values without being in the file.
    private void OffItem(ConfigKey key, string name, string path, string indent)
    {
        Line($"{indent}#{name}:");
        foreach (var child in key.Children)
            Key(child, $"{path}.{name}.{child.Name}", $"{indent}  ", isOff: true);
    }

    // What was given for a map alone is written: it has no keys of its own to show.
    private void Item(ConfigKey key, string name, string path, string indent)
    {
        if (key.Children.Count == 0)
        {
            Line($"{indent}{Quoted(name)}: {Scalar(key, _draft.Values[$"{path}.{name}"][0])}");
            return;
        }

        Line($"{indent}{name}:");
        foreach (var child in key.Children.Where(child => _draft.Values.ContainsKey($"{path}.{name}.{child.Name}")))
            Line($"{indent}  {child.Name}: {Scalar(child, _draft.Values[$"{path}.{name}.{child.Name}"][0])}");
    }

    private IEnumerable<string> ItemsOf(ConfigKey key, string path) => _draft.Values.Keys
        .Where(given => given.StartsWith($"{path}.", StringComparison.Ordinal))
        .Select(given => given[(path.Length + 1)..])
        .Select(rest => key.Children.Count == 0 ? rest : rest.Split('.')[0])
        .Distinct();

    private bool IsOff(ConfigKey key, string path) =>
        !key.IsRequired && !_draft.Values.Keys.Any(given => given == path || given.StartsWith($"{path}.", StringComparison.Ordinal));

    private void Comment(string text, string indent)
    {
        foreach (var line in Paragraph.Wrapped(text, Width - indent.Length - "# ".Length))
            Line($"{indent}# {line}");
    }

    private void Line(string line) => _text.Append(line).Append('\n');

    private static string Scalar(ConfigKey key, string value) =>
        key.ValueType == typeof(string) || key.Kind is KeyKind.List ? Quoted(value) : value;

    // A text in JSON is one in YAML.
    private static string Quoted(string value) =>
        Plain().IsMatch(value) && value is not ("true" or "false" or "null") ? value : JsonSerializer.Serialize(value, Json);

    // What every reader of YAML takes for a text without quotes.
    [GeneratedRegex(@"\A[A-Za-z](?:[\w/.@+-]|:(?!\z))*\z", RegexOptions.ECMAScript | RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
