namespace EdgeCdk.Config.Artifacts;

/// <summary>The code of one Java function, before it is in the edge's own bucket.</summary>
public sealed record FunctionPackage
{
    /// <summary>The file here. Default: none, it is in a bucket.</summary>
    public string? LocalPath { get; init; }

    /// <summary>The object in the bucket of the edge file. Default: none, it is a local file.</summary>
    public string? SourceKey { get; init; }

    /// <summary>Hash of the content. Default: not known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Key in the edge's own bucket: changes with the content when that is known, and with the release otherwise.</summary>
    public required string ObjectKey { get; init; }
}
