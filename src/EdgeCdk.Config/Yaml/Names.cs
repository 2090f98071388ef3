using System.Text;

namespace EdgeCdk.Config.Yaml;

/// <summary>How names of the code are written in files.</summary>
public static class Names
{
    /// <summary><c>PrivateSubnetIds</c> as the key <c>privateSubnetIds</c>.</summary>
    public static string Key(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>An enum value such as <c>AnomalyDetection</c> as <c>anomaly-detection</c>.</summary>
    public static string Value(Enum value)
    {
        var text = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    /// <summary>The candidate that a misspelt name most likely meant, or null.</summary>
    public static string? Closest(string name, IEnumerable<string> candidates) => candidates
        .Select(candidate => (candidate, distance: Distance(name, candidate)))
        .Where(pair => pair.distance <= Math.Max(1, pair.candidate.Length / 3))
        .OrderBy(pair => pair.distance)
        .Select(pair => pair.candidate)
        .FirstOrDefault();

    // Edits that turn one text into the other: Levenshtein's distance, two rows at a time.
    private static int Distance(string from, string to)
    {
        if (from.Length > 64)
            return int.MaxValue;
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var current = new int[to.Length + 1];
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substitution = previous[j - 1] + (char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
