namespace EdgeCdk.Foundation;

/// <summary>A directory of the file system that a workload may enter, as one POSIX user whatever user it runs as.</summary>
internal sealed record AccessPoint(string Name, string Id, string Arn);
