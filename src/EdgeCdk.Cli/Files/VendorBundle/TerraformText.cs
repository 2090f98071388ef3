namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>Reads the references in a text of Terraform's language.</summary>
internal static class TerraformText
{
    private const string Begin = "${";

    /// <summary>Whether a text refers to something.</summary>
    public static bool IsExpression(string text) => NextBegin(text, 0) >= 0;

    /// <summary>The parts of a text: literal ones, and expressions without what encloses them.</summary>
    public static IReadOnlyList<(string Text, bool IsExpression)> Parts(string text)
    {
        var parts = new List<(string, bool)>();
        var start = 0;
        while (NextBegin(text, start) is var begin and >= 0 && EndOf(text, begin) is var end and > 0)
        {
            if (begin > start)
                parts.Add((text[start..begin], false));
            parts.Add((text[(begin + Begin.Length)..end], true));
            start = end + 1;
        }

        if (start < text.Length || parts.Count == 0)
            parts.Add((text[start..], false));
        return parts;
    }

    /// <summary>
    /// The names of a reference: <c>var.jobs["dqc"].cpu</c> has four. Null for an expression of any other kind.
    /// </summary>
    public static string[]? Reference(string expression)
    {
        var text = expression.Trim();
        var names = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var isIndex = text[at] == '[';
            var end = isIndex ? text.IndexOf(']', at) : text.IndexOfAny(['.', '['], at) is var next and >= 0 ? next : text.Length;
            if (end < 0)
                return null;
            var name = isIndex ? Index(text[(at + 1)..end]) : IsName(text[at..end]) ? text[at..end] : null;
            if (name is null)
                return null;
            names.Add(name);
            at = isIndex ? end + 1 : end;
            if (at < text.Length && text[at] == '.')
                at++;
            else if (at < text.Length && text[at] != '[')
                return null;
        }

        return names.Count > 1 ? [.. names] : null;
    }

    private static string? Index(string text)
    {
        var index = text.Trim();
        if (index.Length > 0 && index.All(char.IsAsciiDigit))
            return index;
        return index is ['"', .. var quoted, '"'] && quoted.AsSpan().IndexOfAny('"', '$') < 0 ? quoted : null;
    }

    private static bool IsName(string text) =>
        text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    // Two dollar signs are one, and no beginning.
    private static int NextBegin(string text, int start)
    {
        var at = text.IndexOf(Begin, start, StringComparison.Ordinal);
        while (at > 0 && text[at - 1] == '$')
            at = text.IndexOf(Begin, at + Begin.Length, StringComparison.Ordinal);
        return at;
    }

    private static int EndOf(string text, int begin)
    {
        var (depth, quoted) = (0, false);
        for (var at = begin; at < text.Length; at++)
        {
            if (text[at] == '"' && text[at - 1] != '\\')
                quoted = !quoted;
            else if (!quoted && text[at] == '{')
                depth++;
            else if (!quoted && text[at] == '}' && --depth == 0)
                return at;
        }

        return -1;
    }
}
