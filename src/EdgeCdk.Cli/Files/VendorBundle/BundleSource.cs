using System.IO.Compression;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>
/// The files of a bundle, from a zip or a directory. What was sent by somebody else is read with limits: nothing is extracted, links and
/// paths that lead elsewhere are refused, and only what is needed is read at all.
/// </summary>
internal sealed class BundleSource : IDisposable
{
    private const int MostFiles = 5000;
    private const int UnixTypeMask = 0xF000, UnixLink = 0xA000;

    private readonly ZipArchive? _archive;

    private BundleSource(string name, IReadOnlyList<BundleFile> files, ZipArchive? archive) =>
        (Name, Files, _archive) = (name, WithoutRoot(files), archive);

    /// <summary>Name of the zip or directory.</summary>
    public string Name { get; }

    /// <summary>Its files, by path, below the directory that has the configuration.</summary>
    public IReadOnlyList<BundleFile> Files { get; }

    /// <summary>Opens a bundle, or one file of it that has values.</summary>
    /// <exception cref="CommandException">It is none, or something in it is not to be trusted.</exception>
    public static BundleSource Open(string path)
    {
        try
        {
            return Opened(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be read ({exception.Message.TrimEnd('.')})");
        }
    }

    private static BundleSource Opened(string path)
    {
        if (Directory.Exists(path))
        {
            var root = new DirectoryInfo(path);
            return new BundleSource(root.Name, [.. BundleFolder.FilesIn(root).Take(MostFiles + 1)], null).Checked(path);
        }

        if (File.Exists(path) && BundleDocument.IsValues(path))
            return new BundleSource(Path.GetFileName(path), [new BundleFile(Path.GetFileName(path), () => File.OpenRead(path))], null);
        if (InputFile.Fault(path) is { } fault)
            throw new CommandException($"{path} {fault}: name the vendor's zip, or the directory that it was extracted to");
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(File.OpenRead(path), ZipArchiveMode.Read);
            var files = archive.Entries.Take(MostFiles + 1).Where(entry => !entry.FullName.EndsWith('/')).Select(FileOf).ToList();
            return new BundleSource(Path.GetFileName(path), files, archive).Checked(path);
        }
        catch (InvalidDataException exception)
        {
            archive?.Dispose();
            throw new CommandException($"{path} is not a zip archive, or is damaged ({exception.Message.TrimEnd('.')}): download it again");
        }
    }

    public void Dispose() => _archive?.Dispose();

    private BundleSource Checked(string path)
    {
        if (Files.Count > MostFiles)
            throw new CommandException($"{path} has more than {MostFiles} files: it is not a bundle of the vendor");
        var twice = Files.GroupBy(file => file.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? this : throw new CommandException($"{path} has {Redacted(twice.Key)} twice: download it again");
    }

    private static BundleFile FileOf(ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        if (((entry.ExternalAttributes >> 16) & UnixTypeMask) == UnixLink)
            throw new CommandException($"{Redacted(name)} in the zip is a link: links are refused");
        var isOutside = name.Length == 0 || name.AsSpan().IndexOfAny('\\', ':', '\0') >= 0 || name.Any(char.IsControl)
            || name.Split('/').Any(part => part is "" or "." or "..");
        return isOutside
            ? throw new CommandException($"{Redacted(name)} in the zip leads out of it, or is no path: such names are refused")
            : new BundleFile(name, entry.Open);
    }

    // A zip often has one folder around everything.
    private static IReadOnlyList<BundleFile> WithoutRoot(IReadOnlyList<BundleFile> files)
    {
        var root = files.Where(file => BundleDocument.IsValues(file.Name) || file.Name is "main.tf" or "main.tf.json")
            .Select(file => file.Path[..^file.Name.Length])
            .OrderBy(folder => folder.Count(letter => letter == '/'))
            .FirstOrDefault() ?? "";
        return
        [
            .. files.Where(file => file.Path.StartsWith(root, StringComparison.Ordinal))
                .Select(file => file with { Path = file.Path[root.Length..] })
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];
    }

    private static string Redacted(string name) => new([.. name.Take(120).Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
