using System.IO.Compression;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>A function package of a bundle, copied to a scratch directory.</summary>
/// <param name="Function">Whose code it is.</param>
/// <param name="File">Its path in the bundle.</param>
/// <param name="Copy">The copy.</param>
/// <param name="Sha256">Its checksum.</param>
internal sealed record BundlePackage(Function Function, string File, string Copy, string Sha256)
{
    /// <summary>Its name without directories.</summary>
    public string Name => File[(File.LastIndexOf('/') + 1)..];

    /// <summary>Finds all packages: zips in folders that are named after a component.</summary>
    /// <exception cref="CommandException">There are several for one function, or one is no zip.</exception>
    public static IReadOnlyList<BundlePackage> Of(BundleSource source, string scratch)
    {
        var found = new List<BundlePackage>();
        foreach (var file in source.Files.Where(file => file.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)))
        {
            if (Enum.GetValues<Function>().Where(function => file.Folders.Contains(FunctionTraitsAttribute.Of(function).Package))
                .ToList() is not [var function])
            {
                continue;
            }

            if (found.Find(package => package.Function == function) is { } other)
                throw new CommandException($"{other.File} and {file.Path} are both packages of {Names.Value(function)}: one is expected");
            var copy = Path.Combine(scratch, $"{Names.Value(function)}.zip");
            using (var to = System.IO.File.Create(copy))
                LimitedReading.Copy(file, to, LimitedReading.LargestPackage);
            RefuseBroken(file.Path, copy);
            found.Add(new BundlePackage(function, file.Path, copy, Common.Sha256.OfFile(copy)));
        }

        return found;
    }

    private static void RefuseBroken(string name, string copy)
    {
        try
        {
            using var archive = ZipFile.OpenRead(copy);
            if (archive.Entries.Count == 0)
                throw new CommandException($"{name} has nothing in it: download the bundle again");
        }
        catch (InvalidDataException)
        {
            throw new CommandException($"{name} is not a zip archive: download the bundle again");
        }
    }
}
