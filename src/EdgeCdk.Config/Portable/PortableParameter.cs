using System.Globalization;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Portable;

/// <summary>A parameter of the portable template: what a key of the edge file is for whoever deploys without one.</summary>
internal sealed record PortableParameter
{
    /// <summary>Most characters that CloudFormation takes for a value.</summary>
    private const int Longest = 4096;

    /// <summary>Its logical id.</summary>
    public required string Name { get; init; }

    /// <summary>The heading that forms show it under.</summary>
    public required string Group { get; init; }

    /// <summary>What forms show instead of the name.</summary>
    public required string Label { get; init; }

    /// <summary>What it is for, and what holds when it is left out.</summary>
    public required string Description { get; init; }

    /// <summary>Type, as CloudFormation knows it. Default: String.</summary>
    public string Type { get; init; } = "String";

    /// <summary>
    /// Type that makes CloudFormation look the value up in the account that gets the template, in place of type and pattern. That of a
    /// stack set is the administrator's. Default: null, it only has to match the pattern.
    /// </summary>
    public string? ExistingType { get; init; }

    /// <summary>What holds when it is left out. Default: null, it must be given.</summary>
    public string? Default { get; init; }

    /// <summary>Regular expression for the whole value. Default: any, or what the type says.</summary>
    public string? Pattern { get; init; }

    /// <summary>The values there are. Default: any.</summary>
    public IReadOnlyList<string> AllowedValues { get; init; } = [];

    /// <summary>Most characters. Default: as many as CloudFormation takes.</summary>
    public int MaxLength { get; init; } = Longest;

    /// <summary>Least number. Default: none.</summary>
    public int? Minimum { get; init; }

    /// <summary>Greatest number. Default: none.</summary>
    public int? Maximum { get; init; }

    /// <summary>What is right, and where it is found, to follow the words "failed to satisfy constraint".</summary>
    public string? Constraint { get; init; }

    /// <summary>Whether it is never shown. Default: false.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether it has one value, which nobody gives. Default: false.</summary>
    public bool IsFixed { get; init; }

    /// <summary>The key of the edge file. Default: null, files do not hold it.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// The value for an edge; null when its file does not have the key, so that the default applies. Secrets have none: files do not
    /// hold them.
    /// </summary>
    public Func<EdgeDefinition, string?> Value { get; init; } = _ => null;

    /// <summary>A parameter with the words and constraints of a key.</summary>
    /// <param name="name">Its logical id.</param>
    /// <param name="group">Its heading.</param>
    /// <param name="label">What forms show.</param>
    /// <param name="key">Path of the key.</param>
    /// <param name="value">The value of an edge.</param>
    internal static PortableParameter Of(string name, string group, string label, string key, Func<EdgeDefinition, string?> value)
    {
        var known = ConfigKey.Find(ConfigKey.OfEdge, key)
            ?? throw new ArgumentException($"{key} is not a key of an edge file", nameof(key));
        var parameter = new PortableParameter
        {
            Name = name,
            Group = group,
            Label = label,
            Key = key,
            Value = value,
            Description = known.Summary,
            Constraint = known.Constraint is { } constraint ? $"must be {constraint.Allowed}; {constraint.Remedy}" : null,
        };
        return known.Constraint switch
        {
            TextAttribute text => parameter with { Pattern = $"^(?:{text.Pattern})$", MaxLength = TextAttribute.Longest },
            RangeAttribute range => parameter with { Type = "Number", Minimum = range.Minimum, Maximum = range.Maximum },
            OneOfAttribute set => parameter with { Type = "Number", AllowedValues = [.. set.Values.Select(ConfigKey.Written)] },
            _ when known.ValueType.IsEnum => parameter with { AllowedValues = [.. RecordShape.NamesOf(known.ValueType)!.Keys] },
            _ => parameter,
        };
    }

    /// <summary>The same for a key that has a list: its items in order, separated by commas.</summary>
    internal static PortableParameter OfList(
        string name, string group, string label, string key, Func<EdgeDefinition, IReadOnlyList<string>> items) =>
        Of(
            name, group, label, key,
            edge => items(edge) is { Count: > 0 } some ? string.Join(',', some.Order(StringComparer.Ordinal)) : null);

    /// <summary>A number as a value.</summary>
    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same with a default, and words about it.</summary>
    internal PortableParameter Or(string value, string meaning) => this with { Default = value, Description = $"{Description} {meaning}" };

    /// <summary>The same, which may be left empty.</summary>
    internal PortableParameter Optional(string meaning) =>
        Or("", $"Empty: {meaning}.") with { Pattern = Pattern is null ? null : $"^$|{Pattern}" };

    /// <summary>Several values of the key in one, separated by commas.</summary>
    /// <param name="most">How many at most.</param>
    internal PortableParameter Several(int most)
    {
        var item = Pattern![1..^1];
        return this with
        {
            // No item twice; then the items.
            Pattern = $@"^(?!(?:.*,)?([^,]+),(?:.*,)?\1(?:,|$)){item}(?:,{item}){{0,{Text(most - 1)}}}$",
            Constraint = $"{Constraint}; at most {Text(most)}, each once, separated by commas without spaces",
            MaxLength = Longest,
        };
    }
}
