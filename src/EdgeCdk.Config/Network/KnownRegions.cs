using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Network;

/// <summary>The regions that the CDK library knows, of the partitions that an edge can run in. AWS adds others.</summary>
internal static class KnownRegions
{
    private static readonly Lazy<IReadOnlyList<string>> All = new(() =>
    {
        using var reader = new StreamReader(typeof(KnownRegions).Assembly.GetManifestResourceStream("regions.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    });

    /// <summary>A warning about a region that is none of them; null for those.</summary>
    /// <param name="key">Key or option that has it.</param>
    /// <param name="region">A region by its form.</param>
    public static Problem? Doubt(string key, string region) => All.Value.Contains(region)
        ? null
        : new(
            key, $"is {Problem.Shown(region)}, a region that this version of Edge CDK does not know", Names.Nearest(region, [.. All.Value]),
            "correct it, unless AWS has added it since")
        {
            Value = region,
            IsWarning = true,
        };
}
