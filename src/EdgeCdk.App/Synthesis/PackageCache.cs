namespace EdgeCdk.App.Synthesis;

/// <summary>
/// Where the bridge to Node.js unpacks the CDK library: in a directory of the user's home, once. Without a home that can be written, it
/// unpacks to its temporary directory each time, which takes two seconds; it would fail otherwise.
/// </summary>
internal static class PackageCache
{
    private const string Switch = "JSII_RUNTIME_PACKAGE_CACHE", Root = "JSII_RUNTIME_PACKAGE_CACHE_ROOT";

    /// <summary>Switches it off where it cannot work. What the user has set is not changed.</summary>
    public static void Prepare()
    {
        if (Environment.GetEnvironmentVariable(Switch) is null && Environment.GetEnvironmentVariable(Root) is null
            && Place() is { } directory && !CanWrite(directory))
        {
            Environment.SetEnvironmentVariable(Switch, "disabled");
        }
    }

    /// <summary>Whether files can be created in a directory, which is created if necessary.</summary>
    internal static bool CanWrite(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            using var probe = new FileStream(
                Path.Combine(directory, $".edge-cdk-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write, FileShare.None, 1,
                FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    // As the bridge finds it. Without a home, it is in the temporary directory.
    private static string? Place()
    {
        var home = Environment.GetEnvironmentVariable(OperatingSystem.IsWindows() ? "LOCALAPPDATA" : "HOME");
        return string.IsNullOrEmpty(home) ? null
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches", "com.amazonaws.jsii", "package-cache")
            : OperatingSystem.IsWindows() ? Path.Combine(home, "AWS", "jsii", "package-cache")
            : Path.Combine(home, ".cache", "aws", "jsii", "package-cache");
    }
}
