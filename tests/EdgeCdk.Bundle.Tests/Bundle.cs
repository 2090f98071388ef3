using System.IO.Compression;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Bundle.Tests;

/// <summary>A bundle that was unpacked into an empty directory, by somebody who has nothing else.</summary>
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
        var text = Read("README.md");
        var section = text.IndexOf($" {heading}\n", StringComparison.Ordinal);
        var begin = text.IndexOf("```bash\n", section, StringComparison.Ordinal) + "```bash\n".Length;
        return section >= 0 ? text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)] : throw new ArgumentException($"the README has no heading \"{heading}\"", nameof(heading));
    }

    /// <summary>Runs commands of the README as somebody would who copies them, and stops at the first that fails.</summary>
    public CommandResult Run(string commands, IReadOnlyDictionary<string, string?> environment) =>
        ChildProcess.Run("timeout", ["--kill-after=5", "120", "bash", "-e", "-o", "pipefail", "-c", commands], directory, environment);
}
