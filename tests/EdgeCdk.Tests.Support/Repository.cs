namespace EdgeCdk.Tests.Support;

/// <summary>Places in the repository that the tests belong to.</summary>
public static class Repository
{
    /// <summary>The directory that holds cdk.json.</summary>
    public static string Root { get; } = FindRoot();

    public static string Releases => Path("releases");

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = System.IO.Path.GetDirectoryName(directory))
        {
            if (File.Exists(System.IO.Path.Combine(directory, "cdk.json")))
                return directory;
        }

        throw new InvalidOperationException("the tests do not run inside the repository");
    }
}
