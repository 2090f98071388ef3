namespace EdgeCdk.Cli.Common;

/// <summary>A temporary directory, which is deleted with all files in it at the end, and when the program is interrupted.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    private readonly IDisposable _unfinished;

    public ScratchDirectory() => _unfinished = Unfinished.Until(Delete);

    public string Path { get; } = Directory.CreateTempSubdirectory("edge-cdk-").FullName;

    public void Dispose()
    {
        Delete();
        _unfinished.Dispose();
    }

    private void Delete() => Directory.Delete(Path, recursive: true);
}
