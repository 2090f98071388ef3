namespace EdgeCdk.Config.Edge;

/// <summary>
/// All processing jobs that any release has; a release has those that its file names. A new job is one more value at the end. The
/// values are construct ids, and their kebab-case is the name in files, task families, roles and log groups: neither may ever change.
/// </summary>
public enum Job
{
    Dqc,
    AnomalyDetection,
    AnomalyDetectionAuxiliary,
    MetadataImport,
    SnowflakePushdown,
    CreateTable,
}
