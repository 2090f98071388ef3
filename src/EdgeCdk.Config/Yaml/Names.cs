using System.Text;

namespace EdgeCdk.Config.Yaml;

/// <summary>How names of the code are written in files.</summary>
internal static class Names
{
    /// <summary><c>PrivateSubnetIds</c> as the key <c>privateSubnetIds</c>.</summary>
    public static string Key(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>
    /// An enum value such as <c>AnomalyDetection</c> as files write it: <c>anomaly-detection</c> or, for values that are keys,
    /// <c>anomalyDetection</c>.
    /// </summary>
    public static string Value(Enum value) =>
        value.GetType().IsDefined(typeof(NamedAsKeysAttribute), inherit: false) ? Key(value.ToString()) : Kebab(value);

    /// <summary>An enum value such as <c>AnomalyDetection</c> as <c>anomaly-detection</c>.</summary>
    public static string Kebab(Enum value)
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

    /// <summary>What a user may give instead of a name that is not known, in words: all names, or the three nearest of many.</summary>
    public static string Nearest(string name, IReadOnlyCollection<string> known)
    {
        var nearest = known.OrderBy(candidate => Distance(name, candidate)).ThenBy(candidate => candidate, StringComparer.Ordinal).Take(3);
        var listed = string.Join(", ", nearest);
        return known.Count > 3 ? $"use one of {known.Count} names, the nearest are {listed}" : $"use {string.Join(", ", known)}";
    }

    // Edits that turn one text into the other, two letters that changed places being one: Levenshtein and Damerau.
    private static int Distance(string from, string to)
    {
        if (from.Length > 64)
            return int.MaxValue;
        (from, to) = (from.ToLowerInvariant(), to.ToLowerInvariant());
        var distance = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distance[i, j] = i + j;
                    continue;
                }

                var substitution = distance[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                distance[i, j] = Math.Min(substitution, Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
            }
        }

        return distance[from.Length, to.Length];
    }
}
