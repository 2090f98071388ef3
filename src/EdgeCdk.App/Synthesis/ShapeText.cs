using System.Text.RegularExpressions;

namespace EdgeCdk.App.Synthesis;

/// <summary>A text with gaps for the values of an edge.</summary>
internal sealed class ShapeText
{
    private readonly List<string> _texts = [];
    private readonly List<ShapeGap> _gaps = [];

    /// <param name="text">The text.</param>
    /// <param name="pattern">Finds what stands in its gaps.</param>
    /// <param name="gaps">The gaps, by that.</param>
    /// <exception cref="InvalidDataException">It has a part of a placeholder: something looked into a value.</exception>
    public ShapeText(string text, Regex pattern, IReadOnlyDictionary<string, ShapeGap> gaps)
    {
        var end = 0;
        foreach (var match in pattern.EnumerateMatches(text))
        {
            _texts.Add(text[end..match.Index]);
            end = match.Index + match.Length;
            _gaps.Add(gaps[text[match.Index..end]]);
        }

        _texts.Add(text[end..]);
        if (_texts.Any(part => part.Contains(Placeholders.Mark, StringComparison.OrdinalIgnoreCase)))
            throw new InvalidDataException("a text has a part of a placeholder");
    }

    /// <summary>The text of an edge.</summary>
    /// <param name="values">Its values.</param>
    public string With(IReadOnlyList<string> values)
    {
        var parts = new string[_texts.Count + _gaps.Count];
        for (var index = 0; index < _texts.Count; index++)
            parts[2 * index] = _texts[index];
        for (var index = 0; index < _gaps.Count; index++)
            parts[(2 * index) + 1] = _gaps[index].Of(values);
        return string.Concat(parts);
    }
}
