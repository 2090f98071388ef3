using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Common;

/// <summary>Patterns of policies: <c>*</c> stands for any text, <c>?</c> for any character.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string text) => pattern == text
        || pattern.AsSpan().ContainsAny('*', '?') && Regex.IsMatch(text, Expression(pattern), RegexOptions.Singleline);

    private static string Expression(string pattern)
    {
        var escaped = Regex.Escape(pattern)
            .Replace(@"\*", ".*", StringComparison.Ordinal)
            .Replace(@"\?", ".", StringComparison.Ordinal);
        return $@"\A{escaped}\z";
    }
}
