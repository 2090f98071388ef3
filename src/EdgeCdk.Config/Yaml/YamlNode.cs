namespace EdgeCdk.Config.Yaml;

/// <summary>A piece of a YAML file and the place it stands at.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>What the node is, in words.</summary>
    public abstract string Kind { get; }

    /// <summary>Where the text of the node ends: the place after its last character, a comment behind it not counted.</summary>
    public (int Line, int Column) End { get; init; }

    /// <summary>Whether a list or block is written between brackets. Default: false, on lines of its own.</summary>
    public bool IsFlow { get; init; }
}

internal sealed record YamlScalar(string Text, bool IsQuoted, int Line, int Column) : YamlNode(Line, Column)
{
    public override string Kind => "a single value";
}

internal sealed record YamlSequence(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column)
{
    public override string Kind => "a list";
}

/// <summary>Keeps duplicate keys, so that they can be reported with everything else.</summary>
internal sealed record YamlMapping(IReadOnlyList<YamlEntry> Entries, int Line, int Column) : YamlNode(Line, Column)
{
    public override string Kind => "a block of keys";

    /// <summary>Path and texts of everything that is not a block: of a list each item, of anything else the one value.</summary>
    public IEnumerable<(string Path, IReadOnlyList<string> Items)> Leaves() => Entries.SelectMany(entry => entry.Value switch
    {
        YamlMapping block => block.Leaves().Select(leaf => ($"{entry.Key}.{leaf.Path}", leaf.Items)),
        YamlSequence list => [(entry.Key, [.. list.Items.OfType<YamlScalar>().Select(item => item.Text)])],
        _ => [(entry.Key, [((YamlScalar)entry.Value).Text])],
    });
}

internal sealed record YamlEntry(string Key, int Line, int Column, YamlNode Value);
