using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>A bundle that is a directory.</summary>
internal static class BundleFolder
{
    private const int DeepestFolder = 12;

    /// <summary>Its files, in the order of their names.</summary>
    /// <exception cref="CommandException">It has links, or is nested too deeply.</exception>
    public static IEnumerable<BundleFile> FilesIn(DirectoryInfo root) => FilesIn(root, root, "", 0);

    private static IEnumerable<BundleFile> FilesIn(DirectoryInfo root, DirectoryInfo directory, string prefix, int depth)
    {
        if (depth > DeepestFolder)
            throw new CommandException($"{root.FullName}: {prefix} is nested too deeply: it is not a bundle of the vendor");
        foreach (var entry in directory.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry.LinkTarget is not null)
            {
                throw new CommandException(
                    $"{root.FullName}: {prefix}{entry.Name} is a link: links are refused; name a directory without any");
            }

            if (entry is DirectoryInfo folder && folder.Name is not (".git" or ".terraform"))
            {
                foreach (var file in FilesIn(root, folder, $"{prefix}{folder.Name}/", depth + 1))
                    yield return file;
            }
            else if (entry is FileInfo file)
            {
                yield return new BundleFile(prefix + file.Name, file.OpenRead);
            }
        }
    }
}
