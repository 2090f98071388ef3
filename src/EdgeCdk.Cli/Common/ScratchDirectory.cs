namespace EdgeCdk.Cli.Common;

/// <summary>A temporary directory, which is deleted with all files in it at the end.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("edge-cdk-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
