using System.Text.RegularExpressions;

namespace EdgeCdk.App.Synthesis;

/// <summary>
/// Texts that stand for the plain values of an edge while its shape is synthesized. Equal values have one placeholder, so that edges
/// whose values differ in which are equal differ in shape.
/// </summary>
internal sealed partial class Placeholders
{
    /// <summary>What every placeholder begins with, and nothing else has in it.</summary>
    public const string Mark = "pl4c3h0ld3r";

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _values = [];

    /// <summary>The values, in the order of their placeholders.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>The placeholder of a value; the value itself when it cannot be filled in later.</summary>
    public string Of(string value)
    {
        if (!Fillable().IsMatch(value) || value.Contains(Mark, StringComparison.Ordinal))
            return value;
        if (!_names.TryGetValue(value, out var name))
        {
            _names.Add(value, name = Name(_values.Count));
            _values.Add(value);
        }

        return name;
    }

    /// <summary>The placeholder of a number. Letters and digits, as the name of a stack takes, in the order of the numbers.</summary>
    public static string Name(int number) => $"{Mark}{number:d4}e";

    // Characters that are written as they are, in JSON, in JSON in a text of JSON, and in names of files.
    [GeneratedRegex(@"^[A-Za-z0-9 _.:/=,@*-]+\z")]
    private static partial Regex Fillable();
}
