using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Common;

/// <summary>Removes secrets from texts, and remembers where there were some.</summary>
/// <param name="hidesAccount">Which numbers of twelve digits are removed. Default: none.</param>
internal sealed partial class Redaction(Predicate<string>? hidesAccount = null)
{
    private readonly List<Redacted> _taken = [];

    /// <summary>What was removed, by file and kind.</summary>
    public IReadOnlyList<Redacted> Taken =>
    [
        .. from one in _taken
           group one.Lines by (one.File, one.Kind) into same
           orderby same.Key.File, same.Key.Kind
           select new Redacted(same.Key.File, same.Key.Kind, same.Sum()),
    ];

    /// <summary>A text with <c>[redacted: …]</c> in place of each secret. Doing it twice changes nothing more.</summary>
    /// <param name="file">What the text is from.</param>
    /// <param name="text">The text.</param>
    public string Redact(string file, string text)
    {
        foreach (var (kind, pattern) in SecretPatterns.All)
            text = Replace(file, text, kind, pattern, value => !SecretPatterns.IsHarmless(value));
        return hidesAccount is null
            ? text
            : Replace(file, text, "account id", Account(), value => hidesAccount(value.Replace("-", "", StringComparison.Ordinal)));
    }

    private string Replace(string file, string text, string kind, Regex pattern, Predicate<string> isSecret)
    {
        var lines = new HashSet<int>();
        var (line, counted) = (0, 0);
        var result = pattern.Replace(text, match =>
        {
            var secret = match.Groups["secret"];
            if (!isSecret(secret.Value))
                return match.Value;
            line += text.AsSpan(counted..secret.Index).Count('\n');
            counted = secret.Index;
            lines.UnionWith(Enumerable.Range(line, 1 + secret.Value.AsSpan().Count('\n')));
            var start = secret.Index - match.Index;
            return $"{match.Value[..start]}[redacted: {kind}]{match.Value[(start + secret.Length)..]}";
        });
        if (lines.Count > 0)
            _taken.Add(new Redacted(file, kind, lines.Count));
        return result;
    }

    // As it stands in ARNs, and as the console writes it.
    [GeneratedRegex("(?<![0-9A-Za-z])(?<secret>[0-9]{12}|[0-9]{4}-[0-9]{4}-[0-9]{4})(?![0-9A-Za-z])")]
    private static partial Regex Account();
}
