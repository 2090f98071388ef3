namespace EdgeCdk.Config.Edge;

/// <summary>
/// All processing jobs that any release has; a release has those that its file names. A new job is one more value at the end. The
/// values are construct ids, and their kebab-case is the name in files, task families, roles and log groups: neither may ever change.
/// </summary>
public enum Job
{
    /// <summary>Data quality and profiling.</summary>
    Dqc,

    /// <summary>Detection of anomalies.</summary>
    AnomalyDetection,

    /// <summary>Preparation of the detection of anomalies.</summary>
    AnomalyDetectionAuxiliary,

    /// <summary>Import of metadata.</summary>
    MetadataImport,

    /// <summary>Processing that runs in Snowflake.</summary>
    SnowflakePushdown,

    /// <summary>Creation of tables in a data source.</summary>
    CreateTable,
}
