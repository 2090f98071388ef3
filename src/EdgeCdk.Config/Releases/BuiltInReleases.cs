using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Releases;

/// <summary>The release files of the repository, which are part of this assembly: who uses the package or the tool needs no copy.</summary>
internal static class BuiltInReleases
{
    private const string Folder = "releases/";

    /// <summary>All of them.</summary>
    public static IEnumerable<ConfigFile<ReleaseManifest>> Read() => typeof(BuiltInReleases).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => ConfigFile<ReleaseManifest>.Parse(name, TextOf(name)));

    /// <summary>The text of one.</summary>
    public static string Text(string version) => TextOf($"{Folder}{version}.yaml");

    private static string TextOf(string name)
    {
        using var reader = new StreamReader(typeof(BuiltInReleases).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
