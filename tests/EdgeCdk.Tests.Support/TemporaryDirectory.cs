using System.Text;

namespace EdgeCdk.Tests.Support;

/// <summary>A directory that is deleted after the test.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("edge-cdk-").FullName;

    /// <summary>Writes a file, with the directories it needs.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Writes a file, with the directories it needs.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
