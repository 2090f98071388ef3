namespace EdgeCdk.Cli.Common;

/// <summary>Files that this program and others read in a repository, and among which no answer is written.</summary>
internal static class OwnFiles
{
    private static readonly string[] Folders = ["edges", "releases"];

    private static readonly string[] Named =
        ["cdk.json", "cdk.context.json", "package.json", "package-lock.json", "review-policy.yaml", "README.md"];

    /// <summary>Which files are in a directory or around it, such as <c>edge files</c>; null when none are.</summary>
    public static string? In(string repository, string directory)
    {
        var folder = Folders.FirstOrDefault(name => IsIn(directory, Path.Combine(repository, name)));
        return folder is null ? null : $"{folder.TrimEnd('s')} files";
    }

    /// <summary>Whether a path is a directory, or in it.</summary>
    public static bool IsIn(string path, string directory) => Path.GetRelativePath(directory, path) is var relative
        && relative.Split(Path.DirectorySeparatorChar)[0] != ".." && !Path.IsPathRooted(relative);

    /// <summary>Whether a path is that of a file of the repository that is there.</summary>
    public static bool IsOfRepository(string repository, string path) =>
        Path.GetDirectoryName(path) == repository && Named.Contains(Path.GetFileName(path)) && File.Exists(path);
}
