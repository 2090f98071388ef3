using System.Globalization;
using System.Reflection;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Reference;

/// <summary>A key of a file and all that is known about it: what reads, explains, completes and writes files asks here.</summary>
internal sealed class ConfigKey
{
    private readonly PropertyInfo _property;
    private readonly KeyDocumentation _documentation;

    private ConfigKey(PropertyInfo property, object owner, string parent)
    {
        _property = property;
        _documentation = KeyDocumentation.Of(property);
        Name = Names.Key(property.Name);
        Path = parent.Length == 0 ? Name : $"{parent}.{Name}";
        IsRequired = RecordShape.IsRequired(property);
        Initial = IsRequired ? null : property.GetValue(owner);

        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var arguments = type.GetGenericArguments();
        (Kind, ValueType) = arguments.Length switch
        {
            0 => (RecordShape.IsRecord(type) ? KeyKind.Block : KeyKind.Value, type),
            1 => (KeyKind.List, arguments[0]),
            _ => (KeyKind.Map, arguments[1]),
        };
        ItemNames = Kind is KeyKind.Map ? RecordShape.MapNames(property) : null;
        var below = Kind is KeyKind.Map ? $"{Path}.<{NameOfItem(arguments[0])}>" : Path;
        Children = RecordShape.IsRecord(ValueType) ? Of(ValueType, below) : [];
    }

    /// <summary>All keys of an edge file.</summary>
    public static IReadOnlyList<ConfigKey> OfEdge { get; } = Of(typeof(EdgeConfig), "");

    /// <summary>All keys of a release file.</summary>
    public static IReadOnlyList<ConfigKey> OfRelease { get; } = Of(typeof(ReleaseManifest), "");

    public string Name { get; }

    /// <summary>Such as <c>vpc.vpcId</c>; what stands for any name of a map is in angle brackets: <c>jobs.&lt;job&gt;.cpu</c>.</summary>
    public string Path { get; }

    public KeyKind Kind { get; }

    /// <summary>Type of the value, or of an item of the list or map.</summary>
    public Type ValueType { get; }

    public bool IsRequired { get; }

    /// <summary>What the record holds when the key is absent. Default: null, which may mean nothing or that a rule decides.</summary>
    public object? Initial { get; }

    /// <summary>The names that a map may have. Default: null, any.</summary>
    public IReadOnlyList<string>? ItemNames { get; }

    /// <summary>The keys below, those of an item for a map.</summary>
    public IReadOnlyList<ConfigKey> Children { get; }

    /// <summary>What the key is for.</summary>
    public string Summary => _documentation.Summary;

    /// <summary>What holds when the key is absent, in words. Default: null, it must be there.</summary>
    public string? Default => _documentation.Default;

    /// <summary>What changes in the stack. Default: null, see the keys below.</summary>
    public string? Effect => _documentation.Effect;

    /// <summary>What it costs, or means for security. Default: null, nothing worth a word.</summary>
    public string? Consequence => _documentation.Consequence;

    /// <summary>What the value, or each item, must be. Default: null, its type says it.</summary>
    public ConstraintAttribute? Constraint => _property.GetCustomAttribute<ConstraintAttribute>();

    /// <summary>How many items the list may have. Default: null, any number.</summary>
    public CountAttribute? Count => _property.GetCustomAttribute<CountAttribute>();

    /// <summary>The allowed values, to follow the word "use".</summary>
    public string Allowed => RecordShape.Expected(_property.PropertyType, _property);

    private string NameOfItem(Type names)
    {
        if (names.IsEnum)
            return Names.Key(names.Name);
        return ItemNames is null ? "name" : Name.TrimEnd('s');
    }

    /// <summary>The key and all below it.</summary>
    public IEnumerable<ConfigKey> WithDescendants() => Children.SelectMany(child => child.WithDescendants()).Prepend(this);

    /// <summary>
    /// The key at a path that a user wrote, such as <c>jobs.dqc.cpu</c> or <c>vpc.cidrBlocks[0]</c>; null when there is none.
    /// </summary>
    public static ConfigKey? Find(IEnumerable<ConfigKey> keys, string path) =>
        keys.SelectMany(key => key.WithDescendants()).FirstOrDefault(key => key.IsAt(path));

    /// <summary>The problem of a path that leads to no key.</summary>
    public static Problem Unknown(IEnumerable<ConfigKey> keys, string path)
    {
        var paths = keys.SelectMany(key => key.WithDescendants()).Select(key => key.Path).ToList();
        var last = path.Split('.')[^1];
        var meant = Names.Closest(path, paths)
            ?? paths.Find(known => known.Split('.')[^1].Equals(last, StringComparison.OrdinalIgnoreCase));
        return new Problem(
            path, "is not a key", "use the path of one, such as vpc.cidrBlocks",
            meant is null ? "`npx edge explain` lists them all" : $"did you mean {meant}?");
    }

    // A name in a map of texts, such as a tag, may have dots itself.
    private bool IsAt(string path)
    {
        var (mine, theirs) = (Path.Split('.'), path.Split('[')[0].Split('.'));
        if (Kind is KeyKind.Map && ValueType == typeof(string) && theirs.Length > mine.Length)
            theirs = theirs[..mine.Length];
        return mine.Length == theirs.Length && mine.Zip(theirs).All(pair => pair.First == pair.Second || pair.First[0] == '<');
    }

    /// <summary>What is wrong with a value that was typed; the items of a list are separated by commas.</summary>
    public IReadOnlyList<Problem> Check(string text)
    {
        if (RecordShape.IsRecord(ValueType))
        {
            var children = string.Join(", ", Children.Select(child => child.Path));
            return [new Problem(Path, "is a block", $"use {children}", "give a value to one of them")];
        }

        // As if in quotes where a text is asked for: whoever is asked for an account types the digits.
        YamlScalar Scalar(string value) => new(value, ValueType == typeof(string), 0, 0);
        YamlNode node = Kind switch
        {
            KeyKind.List => new YamlSequence([.. Items(text).Select(Scalar)], 0, 0),
            KeyKind.Map => new YamlMapping([new YamlEntry("name", 0, 0, Scalar(text))], 0, 0),
            _ => Scalar(text),
        };
        return RecordBinder.Check(_property, node, Path);
    }

    /// <summary>The items of a list that was typed.</summary>
    public static IReadOnlyList<string> Items(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A value as it stands in a file.</summary>
    public static string Written(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        Enum choice => Names.Value(choice),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static IReadOnlyList<ConfigKey> Of(Type record, string path)
    {
        var owner = Activator.CreateInstance(record)!;
        return [.. RecordShape.PropertiesOf(record).Values.Select(property => new ConfigKey(property, owner, path))];
    }
}
