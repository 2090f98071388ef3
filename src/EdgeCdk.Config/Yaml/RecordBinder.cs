using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Yaml;

/// <summary>
/// Fills a configuration record from YAML. A property is a key in camel case; <c>required</c> means that the key must be
/// there; anything else keeps its initial value when the key is absent. Goes on after a fault, to report all of them.
/// </summary>
/// <param name="isComplete">Whether a required key must be there. Default: true.</param>
internal sealed partial class RecordBinder(bool isComplete = true)
{
    private readonly List<Problem> _problems = [];
    private readonly Dictionary<string, YamlNode> _places = [];
    private readonly HashSet<string> _misspelt = [];
    private Type? _root;

    /// <summary>Everything found wrong, with its place in the text.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>The keys that misspelt ones were most likely meant to be.</summary>
    public IReadOnlyCollection<string> Misspelt => _misspelt;

    /// <summary>The record, filled as far as the text allows: a value that a problem names is not the user's.</summary>
    public T Bind<T>(YamlMapping root)
        where T : class
    {
        _root = typeof(T);
        return (T)BindRecord(typeof(T), root, "")!;
    }

    /// <summary>What is wrong with the value of a single key.</summary>
    public static IReadOnlyList<Problem> Check(PropertyInfo property, YamlNode value, string path)
    {
        var binder = new RecordBinder();
        binder.BindValue(property.PropertyType, value, path, property);
        return binder.Problems;
    }

    /// <summary>Adds the place of the key, or of the block that would hold it, to a problem.</summary>
    public Problem Locate(Problem problem)
    {
        // Ends at the empty path at the latest, the place of the whole file.
        var path = problem.Key;
        while (!_places.ContainsKey(path))
            path = path[..Math.Max(path.LastIndexOfAny(['.', '[']), 0)];
        return problem with { Line = _places[path].Line, Column = _places[path].Column };
    }

    private object? BindValue(Type type, YamlNode node, string path, PropertyInfo property)
    {
        _places[path] = node;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (node is YamlScalar { IsQuoted: false, Text: "" or "~" or "null" or "Null" or "NULL" })
        {
            return Fail(
                path, node, "has no value", RecordShape.Expected(type, property),
                $"give it a value{(RecordShape.IsRequired(property) ? "" : " or remove it")}");
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return BindList(type.GetGenericArguments()[0], node, path, property);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return BindDictionary(type, node, path, property);
        if (RecordShape.IsRecord(type))
            return BindRecord(type, node, path);
        if (node is not YamlScalar scalar)
            return Fail(path, node, $"is {node.Kind}", RecordShape.Expected(type, property), "write a single value");

        var value = BindScalar(type, scalar, path, property);
        if (value is not null && property.GetCustomAttribute<ConstraintAttribute>() is { } constraint && !constraint.Accepts(value))
        {
            var refusal = constraint.Refuse(value);
            var found = value is string
                ? refusal.Fault.Replace(Problem.Shown(value), Shown(scalar), StringComparison.Ordinal)
                : refusal.Fault;
            return Fail(path, node, found, refusal.Allowed, refusal.Remedy, refusal.HidesValue);
        }

        // An account id without quotes is a number to every other reader of YAML, and a number has no leading zero.
        if (value is string text && !scalar.IsQuoted && NumberOrTruth().IsMatch(text))
        {
            var fault = $"is {Problem.Readable(text)}, a {(char.IsLetter(text[0]) ? "truth value" : "number")} without quotes";
            return Fail(path, node, fault, RecordShape.Expected(type, property), $"put it in quotes: {Problem.Shown(text)}");
        }

        return value;
    }

    private object? BindScalar(Type type, YamlScalar scalar, string path, PropertyInfo property)
    {
        var text = scalar.Text;
        if (type == typeof(string))
            return text;
        if (scalar.IsQuoted && !type.IsEnum)
            return Fail(path, scalar, $"is {Problem.Shown(text)}, a text", RecordShape.Expected(type, property), "remove the quotes");
        object? value = null;
        if (type == typeof(bool))
        {
            value = text switch { "true" => true, "false" => false, _ => null };
        }
        else if (type == typeof(int))
        {
            value = WholeNumber().IsMatch(text) && int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        else if (type == typeof(DateOnly))
        {
            value = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : null;
        }
        else
        {
            value = Enum.GetValues(type).Cast<Enum>().FirstOrDefault(choice => Names.Value(choice) == text);
        }

        return value ?? Fail(path, scalar, $"is {Shown(scalar)}", RecordShape.Expected(type, property), "correct the value");
    }

    // A number and a truth value are shown as they are: in quotes they would be something else.
    private static string Shown(YamlScalar scalar) => !scalar.IsQuoted && NumberOrTruth().IsMatch(scalar.Text)
        ? Problem.Readable(scalar.Text)
        : Problem.Shown(scalar.Text);

    private object? BindList(Type itemType, YamlNode node, string path, PropertyInfo property)
    {
        if (node is not YamlSequence sequence)
        {
            return Fail(
                path, node, $"is {node.Kind}", RecordShape.Expected(property.PropertyType, property), "write each item behind a hyphen");
        }

        var count = sequence.Items.Count;
        var bound = sequence.Items.Select((item, index) => BindValue(itemType, item, $"{path}[{index}]", property)).ToArray();
        if (property.GetCustomAttribute<CountAttribute>() is { } allowed && !allowed.Accepts(count))
        {
            var remedy = count < allowed.Minimum ? "add the missing ones" : "remove some";
            return Fail(path, node, count == 1 ? "has 1 item" : $"has {count} items", allowed.Allowed, remedy);
        }

        if (bound.Contains(null))
            return null;
        var items = Array.CreateInstance(itemType, bound.Length);
        bound.CopyTo(items, 0);
        return items;
    }

    private object? BindDictionary(Type type, YamlNode node, string path, PropertyInfo property)
    {
        if (node is not YamlMapping mapping)
        {
            return Fail(
                path, node, $"is {node.Kind}", RecordShape.Expected(type, property), "write the keys on indented lines of their own");
        }

        var types = type.GetGenericArguments();
        var names = RecordShape.NamesOf(types[0]);
        var items = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(types))!;
        foreach (var (entry, itemPath) in KnownEntries(mapping, path, RecordShape.MapNames(property)?.ToArray()))
        {
            if (BindValue(types[1], entry.Value, itemPath, property) is { } value)
                items.Add(names is null ? entry.Key : names[entry.Key], value);
        }

        return items;
    }

    private object? BindRecord(Type type, YamlNode node, string path)
    {
        _places[path] = node;
        if (node is not YamlMapping mapping)
            return Fail(path, node, $"is {node.Kind}", RecordShape.Block(type), "write the keys on indented lines of their own");

        // Initialisers run, so that absent keys have their defaults; `required` is a rule of the compiler only.
        var record = Activator.CreateInstance(type)!;
        var properties = RecordShape.PropertiesOf(type);
        var entries = KnownEntries(mapping, path, [.. properties.Keys]).ToDictionary(pair => pair.Entry.Key);
        foreach (var (name, property) in properties)
        {
            if (entries.TryGetValue(name, out var pair))
            {
                if (BindValue(property.PropertyType, pair.Entry.Value, pair.Path, property) is { } value)
                    property.SetValue(record, value);
            }
            else if (isComplete && RecordShape.IsRequired(property) && !_misspelt.Contains(Join(path, name)))
            {
                Report(
                    Problem.Missing(Join(path, name), RecordShape.Expected(property.PropertyType, property), $"add {name}"),
                    mapping.Line,
                    mapping.Column);
            }
        }

        return record;
    }

    /// <summary>The entries of a mapping whose keys are known, each key once; the others are reported.</summary>
    private IEnumerable<(YamlEntry Entry, string Path)> KnownEntries(YamlMapping mapping, string path, string[]? names)
    {
        var unused = names?.Except(mapping.Entries.Select(entry => entry.Key)).ToArray() ?? [];
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            var key = Join(path, entry.Key);
            if (names is not null && !names.Contains(entry.Key))
            {
                var meant = Names.Closest(entry.Key, unused);
                if (meant is not null)
                    _misspelt.Add(Join(path, meant));
                var remedy = meant is not null ? $"did you mean {meant}?"
                    : Nested(entry.Key, names) is { } block ? $"write it in the block {block}, on an indented line of its own"
                    : Elsewhere(entry.Key) is { } other ? other
                    : "remove the key";
                // A letter that looks like another is seen nowhere else.
                var fault = $"is not a key here{(Problem.HasLettersBeyondAscii(entry.Key) ? $", written {Problem.Shown(entry.Key)}" : "")}";
                Report(new Problem(key, fault, $"use {string.Join(", ", names)}", remedy), entry.Line, entry.Column);
            }
            else if (!lines.TryAdd(entry.Key, entry.Line))
            {
                var twice = $"is set twice, first in line {lines[entry.Key]}";
                Report(new Problem(key, twice, "use a key once", "remove one of them"), entry.Line, entry.Column);
            }
            else
            {
                yield return (entry, key);
            }
        }
    }

    // Messages and documents write a key below another with a dot; a file does not.
    private static string? Nested(string key, string[] names) =>
        key.Split('.') is [var block, _, ..] && names.Contains(block) ? block : null;

    // Written files have blocks as comments: who removes the sign before a key, and not before its block, moves it to another block.
    private string? Elsewhere(string key)
    {
        if (_root is null)
            return null;
        List<string> places =
            [.. RecordShape.PathsOf(_root).Where(path => path.EndsWith($".{key}", StringComparison.Ordinal))];
        return places is [var place]
            ? $"did you mean {place}? write it below {place[..place.LastIndexOf('.')]}:, and remove a # before that"
            : null;
    }

    private object? Fail(string path, YamlNode node, string fault, string allowed, string remedy, bool hidesValue = false)
    {
        var value = hidesValue ? null : (node as YamlScalar)?.Text;
        Report(new Problem(path, fault, $"use {allowed}", remedy) { Value = value }, node.Line, node.Column);
        return null;
    }

    private void Report(Problem problem, int line, int column) => _problems.Add(problem with { Line = line, Column = column });

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    // What YAML 1.1 or 1.2 readers take for something other than a text.
    [GeneratedRegex(
        @"\A(?:[-+]?[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|0[xo][0-9a-fA-F]+|true|false|True|False|TRUE|FALSE)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex NumberOrTruth();

    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();
}
