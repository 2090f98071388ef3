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

    /// <summary>The record, filled as far as the text allows: ask <see cref="IsSound"/> before using a value of it.</summary>
    public T Bind<T>(YamlMapping root)
        where T : class => (T)BindRecord(typeof(T), root, "")!;

    /// <summary>Whether nothing is wrong with the key, the blocks around it and the values below it.</summary>
    public bool IsSound(string key) => !_problems.Select(problem => problem.Key).Concat(_misspelt).Any(faulty => Holds(faulty, key) || Holds(key, faulty));

    /// <summary>Adds the place of the key, or of the block that would hold it, to a problem.</summary>
    public Problem Locate(Problem problem)
    {
        for (var path = problem.Key; ; path = path[..Math.Max(path.LastIndexOfAny(['.', '[']), 0)])
        {
            if (_places.TryGetValue(path, out var node))
                return problem with { Line = node.Line, Column = node.Column };
            if (path.Length == 0)
                return problem;
        }
    }

    private static bool Holds(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (outer.Length is 0 || inner.Length == outer.Length || inner[outer.Length] is '.' or '[');

    private object? BindValue(Type type, YamlNode node, string path, PropertyInfo property)
    {
        _places[path] = node;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (node is YamlScalar { IsQuoted: false, Text: "" or "~" or "null" })
            return Fail(path, node, "has no value", $"use {Expected(type, property)}", "give it a value or remove the key");
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return BindList(type.GetGenericArguments()[0], node, path, property);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return BindDictionary(type.GetGenericArguments(), node, path, property);
        if (type.IsClass && type != typeof(string))
            return BindRecord(type, node, path);
        if (node is not YamlScalar scalar)
            return Fail(path, node, $"is {node.Kind}", $"use {Expected(type, property)}", "write one value behind the key");

        var value = BindScalar(type, scalar, path, property);
        if (value is null || property.GetCustomAttribute<ConstraintAttribute>() is not { } constraint || constraint.Accepts(value))
            return value;
        Report(Problem.Is(path, value, constraint.Allowed, constraint.Remedy), node);
        return null;
    }

    private object? BindScalar(Type type, YamlScalar scalar, string path, PropertyInfo property)
    {
        var text = scalar.Text;
        if (type == typeof(string))
        {
            // An account id without quotes is a number, and a number has no leading zero.
            if (!scalar.IsQuoted && NumberOrTruth().IsMatch(text))
                return Wrong($"is {text}, a {(char.IsLetter(text[0]) ? "truth value" : "number")} without quotes", $"write {path[(path.LastIndexOf('.') + 1)..]}: \"{text}\"");
            return text;
        }

        if (scalar.IsQuoted && !type.IsEnum)
            return Wrong($"is \"{text}\", a text", "remove the quotes");
        if (type == typeof(bool))
            return text switch { "true" => true, "false" => false, _ => Wrong($"is {text}", "correct the value") };
        if (type == typeof(int))
            return WholeNumber().IsMatch(text) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : Wrong($"is {text}", "correct the value");
        if (type == typeof(DateOnly))
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : Wrong($"is {text}", "correct the value");
        return Enum.GetValues(type).Cast<Enum>().FirstOrDefault(choice => Names.Value(choice) == text) ?? Wrong($"is {Shown(text)}", "correct the value");

        object? Wrong(string fault, string remedy) => Fail(path, scalar, fault, $"use {Expected(type, property)}", remedy);
    }

    private object? BindList(Type itemType, YamlNode node, string path, PropertyInfo property)
    {
        if (node is not YamlSequence sequence)
            return Fail(path, node, $"is {node.Kind}", $"use {Expected(property.PropertyType, property)}", "write each item behind a hyphen");
        if (property.GetCustomAttribute<CountAttribute>() is { } count && (sequence.Items.Count < count.Minimum || sequence.Items.Count > count.Maximum))
            return Fail(path, node, $"has {sequence.Items.Count} items", $"use {count.Minimum} to {count.Maximum}", sequence.Items.Count < count.Minimum ? "add the missing ones" : "remove some");

        var bound = sequence.Items.Select((item, index) => BindValue(itemType, item, $"{path}[{index}]", property)).ToArray();
        if (bound.Contains(null))
            return null;
        var items = Array.CreateInstance(itemType, bound.Length);
        bound.CopyTo(items, 0);
        return items;
    }

    private object? BindDictionary(Type[] types, YamlNode node, string path, PropertyInfo property)
    {
        if (node is not YamlMapping mapping)
            return Fail(path, node, $"is {node.Kind}", "use a block of keys", "write the keys on indented lines of their own");
        var (keyType, valueType) = (types[0], types[1]);
        var names = keyType.IsEnum ? Enum.GetValues(keyType).Cast<Enum>().ToDictionary(Names.Value, choice => (object)choice) : null;
        var items = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(types))!;
        foreach (var (entry, itemPath) in KnownEntries(mapping, path, names?.Keys.ToArray()))
        {
            if (BindValue(valueType, entry.Value, itemPath, property) is { } value)
                items.Add(names is null ? entry.Key : names[entry.Key], value);
        }

        return items;
    }

    private object? BindRecord(Type type, YamlNode node, string path)
    {
        _places[path] = node;
        if (node is not YamlMapping mapping)
            return Fail(path, node, $"is {node.Kind}", "use a block of keys", "write the keys on indented lines of their own");

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
            else if (property.IsDefined(typeof(RequiredMemberAttribute)) && !_misspelt.Contains(Join(path, name)))
            {
                Report(Problem.Missing(Join(path, name), Expected(property.PropertyType, property), $"add {name}"), mapping);
            }
        }

        return record;
    }

    /// <summary>The entries of a mapping whose keys are known, each key once; the others are reported.</summary>
    private IEnumerable<(YamlEntry Entry, string Path)> KnownEntries(YamlMapping mapping, string path, string[]? names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in mapping.Entries)
        {
            var place = new YamlScalar(entry.Key, false, entry.Line, entry.Column);
            var key = Join(path, entry.Key);
            if (names is not null && !names.Contains(entry.Key))
            {
                var meant = Names.Closest(entry.Key, names.Except(mapping.Entries.Select(other => other.Key)));
                if (meant is not null)
                    _misspelt.Add(Join(path, meant));
                Fail(key, place, "is not a key here", $"use {string.Join(", ", names)}", meant is null ? "remove the key" : $"did you mean {meant}?");
            }
            else if (!seen.Add(entry.Key))
            {
                Fail(key, place, "is there twice", "use a key once", "remove one of them");
            }
            else
            {
                yield return (entry, key);
            }
        }
    }

    private object? Fail(string path, YamlNode node, string fault, string allowed, string remedy)
    {
        Report(new Problem(path, fault, allowed, remedy) { Value = (node as YamlScalar)?.Text }, node);
        return null;
    }

    private void Report(Problem problem, YamlNode node) => _problems.Add(problem with { Line = node.Line, Column = node.Column });

    private static Dictionary<string, PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToDictionary(property => Names.Key(property.Name));

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Shown(string text) => $"\"{(text.Length <= 80 ? text : text[..80] + "…")}\"";

    /// <summary>What may stand behind a key, in words.</summary>
    private static string Expected(Type type, PropertyInfo property)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        if (isList && property.GetCustomAttribute<CountAttribute>() is { } count)
            return $"a list of {count.Minimum} to {count.Maximum}, each {property.GetCustomAttribute<ConstraintAttribute>()?.Allowed}";
        if (!isList && type is { IsClass: true } or { IsInterface: true } && type != typeof(string))
            return "a block of keys";
        if (property.GetCustomAttribute<ConstraintAttribute>() is { } constraint)
            return constraint.Allowed;
        if (type.IsEnum)
            return string.Join(" or ", Enum.GetValues(type).Cast<Enum>().Select(Names.Value));
        return type == typeof(bool) ? "true or false" : type == typeof(int) ? "a whole number" : type == typeof(DateOnly) ? "a date like 2026-11-22" : "a text";
    }

    // What YAML 1.1 or 1.2 readers take for something other than a text.
    [GeneratedRegex(@"\A(?:[-+]?[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|0[xo][0-9a-fA-F]+|true|false|True|False|TRUE|FALSE)\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberOrTruth();

    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();
}
