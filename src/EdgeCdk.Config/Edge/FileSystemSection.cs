namespace EdgeCdk.Config.Edge;

/// <summary>The file system with connectors and waiting telemetry.</summary>
public sealed record FileSystemSection
{
    /// <summary>Whether AWS Backup copies the file system every day, as automatic backups of Amazon EFS. Default: false.</summary>
    /// <effect>The backup policy of the file system, switched on and off in place.</effect>
    /// <consequence>
    /// Backups are kept for 35 days, also those of a file system that was deleted with the stack, and are paid for by the GiB. Nothing in
    /// the file system needs one: connectors come from their image. AWS Control Tower (CT.ELASTICFILESYSYSTEM.PR.2) and Security Hub
    /// (EFS.2, EFS.7) ask for it.
    /// </consequence>
    public bool Backup { get; init; }
}
