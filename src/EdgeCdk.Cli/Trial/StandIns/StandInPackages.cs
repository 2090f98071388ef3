using System.IO.Compression;
using System.Text;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Trial.StandIns;

/// <summary>The packages of both functions, built from Handler.java: the same source and the same JDK give the same bytes.</summary>
internal static class StandInPackages
{
    /// <summary>The functions' packages, by the names of their files without the extension.</summary>
    public static readonly IReadOnlyList<string> Names = ["edgeinteractivejobs", "dqresultsreader"];

    private static readonly DateTimeOffset Time = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The compiled class, which is kept for another run; null where there is no JDK that compiles for Java 17.</summary>
    /// <param name="directory">Where it is kept.</param>
    public static byte[]? Compiled(string directory)
    {
        var file = Path.Combine(directory, ClassFile);
        if (!File.Exists(file) && Compile() is { } compiled)
            File.WriteAllBytes(file, compiled);
        return File.Exists(file) ? File.ReadAllBytes(file) : null;
    }

    /// <summary>Name of that file; another source has another one.</summary>
    public static string ClassFile { get; } =
        $"Handler-{Sha256.Of(new MemoryStream(Encoding.UTF8.GetBytes(StandInFiles.Text("Handler.java"))))[..8]}.class";

    /// <summary>The compiled class; null where there is no JDK that compiles for Java 17.</summary>
    public static byte[]? Compile()
    {
        using var scratch = new ScratchDirectory();
        File.WriteAllText(Path.Combine(scratch.Path, "Handler.java"), StandInFiles.Text("Handler.java"));
        try
        {
            var (exitCode, _, _) = ProcessRunner.Run("javac", ["--release", "17", "-g:none", "Handler.java"], scratch.Path);
            return exitCode == 0 ? File.ReadAllBytes(Path.Combine(scratch.Path, "Handler.class")) : null;
        }
        catch (CommandException)
        {
            return null;
        }
    }

    /// <summary>The zip of a function in a release. That of the results reader is the same in all releases.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="release">Version of the release.</param>
    /// <param name="compiled">The compiled class. Null: the package has none, and its function cannot be invoked.</param>
    public static byte[] Zip(string name, string release, byte[]? compiled)
    {
        var files = new Dictionary<string, byte[]>
        {
            [compiled is null ? "no-handler.txt" : "Handler.class"] = compiled ?? "built without a JDK"u8.ToArray(),
        };
        if (name == Names[0])
            files["release.txt"] = Encoding.UTF8.GetBytes($"{release}\n");
        using var content = new MemoryStream();
        DeterministicZip.Write(
            content,
            files.Select(file => KeyValuePair.Create(file.Key, (Func<Stream>)(() => new MemoryStream(file.Value)))),
            Time,
            CompressionLevel.NoCompression);
        return content.ToArray();
    }
}
