using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Yaml;

/// <summary>
/// Fills a configuration record from YAML. A property is a key in camel case; <c>required</c> means that the key must be
/// there; anything else keeps its initial value when the key is absent. Goes on after a fault, to report all of them.
/// </summary>
internal sealed partial class RecordBinder
{
    private readonly List<Problem> _problems = [];
    private readonly Dictionary<string, YamlNode> _places = [];
    private readonly HashSet<string> _misspelt = [];

    /// <summary>Everything found wrong, with its place in the text.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>The keys that misspelt ones were most likely meant to be.</summary>
    public IReadOnlyCollection<string> Misspelt => _misspelt;

    /// <summary>The record, filled as far as the text allows: a value that a problem names is not the user's.</summary>
    public T Bind<T>(YamlMapping root)
        where T : class => (T)BindRecord(typeof(T), root, "")!;

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
            return Fail(path, node, "has no value", Expected(type, property), $"give it a value{(IsRequired(property) ? "" : " or remove it")}");
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return BindList(type.GetGenericArguments()[0], node, path, property);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return BindDictionary(type, node, path, property);
        if (type.IsClass && type != typeof(string))
            return BindRecord(type, node, path);
        if (node is not YamlScalar scalar)
            return Fail(path, node, $"is {node.Kind}", Expected(type, property), "write a single value");

        var value = BindScalar(type, scalar, path, property);
        if (value is not null && property.GetCustomAttribute<ConstraintAttribute>() is { } constraint && !constraint.Accepts(value))
            return Fail(path, node, $"is {Problem.Shown(value)}", constraint.Allowed, constraint.Remedy);

        // An account id without quotes is a number to every other reader of YAML, and a number has no leading zero.
        if (value is string text && !scalar.IsQuoted && NumberOrTruth().IsMatch(text))
        {
            var fault = $"is {Problem.Readable(text)}, a {(char.IsLetter(text[0]) ? "truth value" : "number")} without quotes";
            return Fail(path, node, fault, Expected(type, property), $"put it in quotes: {Problem.Shown(text)}");
        }

        return value;
    }

    private object? BindScalar(Type type, YamlScalar scalar, string path, PropertyInfo property)
    {
        var text = scalar.Text;
        if (type == typeof(string))
            return text;
        if (scalar.IsQuoted && !type.IsEnum)
            return Fail(path, scalar, $"is {Problem.Shown(text)}, a text", Expected(type, property), "remove the quotes");
        object? value = null;
        if (type == typeof(bool))
            value = text switch { "true" => true, "false" => false, _ => null };
        else if (type == typeof(int))
            value = WholeNumber().IsMatch(text) && int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
        else if (type == typeof(DateOnly))
            value = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
        else
            value = Enum.GetValues(type).Cast<Enum>().FirstOrDefault(choice => Names.Value(choice) == text);
        return value ?? Fail(path, scalar, $"is {Problem.Shown(text)}", Expected(type, property), "correct the value");
    }

    private object? BindList(Type itemType, YamlNode node, string path, PropertyInfo property)
    {
        if (node is not YamlSequence sequence)
            return Fail(path, node, $"is {node.Kind}", Expected(property.PropertyType, property), "write each item behind a hyphen");

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
            return Fail(path, node, $"is {node.Kind}", Expected(type, property), "write the keys on indented lines of their own");

        var types = type.GetGenericArguments();
        var names = NamesOf(types[0]);
        var items = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(types))!;
        foreach (var (entry, itemPath) in KnownEntries(mapping, path, names?.Keys.ToArray()))
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
            return Fail(path, node, $"is {node.Kind}", Block(type), "write the keys on indented lines of their own");

        // Initialisers run, so that absent keys have their defaults; `required` is a rule of the compiler only.
        var record = Activator.CreateInstance(type)!;
        var properties = PropertiesOf(type);
        var entries = KnownEntries(mapping, path, [.. properties.Keys]).ToDictionary(pair => pair.Entry.Key);
        foreach (var (name, property) in properties)
        {
            if (entries.TryGetValue(name, out var pair))
            {
                if (BindValue(property.PropertyType, pair.Entry.Value, pair.Path, property) is { } value)
                    property.SetValue(record, value);
            }
            else if (IsRequired(property) && !_misspelt.Contains(Join(path, name)))
            {
                Report(Problem.Missing(Join(path, name), Expected(property.PropertyType, property), $"add {name}"), mapping.Line, mapping.Column);
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
                var remedy = meant is null ? "remove the key" : $"did you mean {meant}?";
                Report(new Problem(key, "is not a key here", $"use {string.Join(", ", names)}", remedy), entry.Line, entry.Column);
            }
            else if (!lines.TryAdd(entry.Key, entry.Line))
            {
                var fault = $"is there twice, first in line {lines[entry.Key]}";
                Report(new Problem(key, fault, "use a key once", "remove one of them"), entry.Line, entry.Column);
            }
            else
            {
                yield return (entry, key);
            }
        }
    }

    private object? Fail(string path, YamlNode node, string fault, string allowed, string remedy)
    {
        Report(new Problem(path, fault, $"use {allowed}", remedy) { Value = (node as YamlScalar)?.Text }, node.Line, node.Column);
        return null;
    }

    private void Report(Problem problem, int line, int column) => _problems.Add(problem with { Line = line, Column = column });

    private static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute));

    private static Dictionary<string, PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToDictionary(property => Names.Key(property.Name));

    /// <summary>The values of an enum by their names in files; null for a type whose names are the user's.</summary>
    private static Dictionary<string, Enum>? NamesOf(Type type) =>
        type.IsEnum ? Enum.GetValues(type).Cast<Enum>().ToDictionary(Names.Value) : null;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>What may stand behind a key, in words that follow "use".</summary>
    private static string Expected(Type type, PropertyInfo property)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var constraint = property.GetCustomAttribute<ConstraintAttribute>();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return $"a list of {property.GetCustomAttribute<CountAttribute>()?.Allowed}, each {constraint?.Allowed}";
        if (type.IsGenericType)
            return NamesOf(type.GetGenericArguments()[0]) is { } names ? $"a block with {string.Join(", ", names.Keys)}" : "a block of keys";
        if (type.IsClass && type != typeof(string))
            return Block(type);
        if (constraint is not null)
            return constraint.Allowed;
        if (NamesOf(type) is { } choices)
            return string.Join(" or ", choices.Keys);
        return type == typeof(bool) ? "true or false"
            : type == typeof(int) ? "a whole number"
            : type == typeof(DateOnly) ? "a date such as 2026-11-22"
            : "a text";
    }

    /// <summary>The keys of a record, in words that follow "use".</summary>
    public static string Block(Type type) => $"a block with {string.Join(", ", PropertiesOf(type).Keys)}";

    // What YAML 1.1 or 1.2 readers take for something other than a text.
    [GeneratedRegex(@"\A(?:[-+]?[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|0[xo][0-9a-fA-F]+|true|false|True|False|TRUE|FALSE)\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberOrTruth();

    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();
}
