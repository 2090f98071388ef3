namespace EdgeCdk.Config;

/// <summary>
/// The edge files of docs/examples: complete, with comments. They are beside this program wherever it is installed.
/// </summary>
internal static class EdgeExamples
{
    /// <summary>The example with nothing but what every edge file needs.</summary>
    public const string Smallest = "smallest";

    private static readonly string Directory = Path.Combine(AppContext.BaseDirectory, "examples");

    /// <summary>The names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. System.IO.Directory.GetFiles(Directory, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The file of an example.</summary>
    public static string PathOf(string name) => Path.Combine(Directory, $"{name}.yaml");
}
