using System.IO.Compression;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Bundle.Tests;

/// <summary>A bundle, unpacked into an empty directory.</summary>
internal sealed class Bundle(string archive, string directory)
{
    public string Archive => archive;

    public string Directory => directory;

    public static Bundle Unpack(string archive, string directory)
    {
        ZipFile.ExtractToDirectory(archive, directory);
        return new Bundle(archive, directory);
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(directory, file));

    /// <summary>The commands that its README has below a heading.</summary>
    public string Commands(string heading)
    {
        const string Fence = "```";
        const string Opening = $"{Fence}bash\n";
        var text = Read("README.md");
        var section = text.IndexOf($" {heading}\n", StringComparison.Ordinal);
        if (section < 0)
            throw new ArgumentException($"the README has no heading \"{heading}\"", nameof(heading));
        var begin = text.IndexOf(Opening, section, StringComparison.Ordinal) + Opening.Length;
        var end = text.IndexOf(Fence, begin, StringComparison.Ordinal);
        return text[begin..end];
    }

    /// <summary>Runs commands of the README as they are there, and stops at the first that fails.</summary>
    public CommandResult Run(string commands, IReadOnlyDictionary<string, string?> environment) =>
        ChildProcess.Run(
            "timeout", [.. ChildProcess.UnlessItHangs, "bash", "-e", "-o", "pipefail", "-c", commands], directory, environment);
}
