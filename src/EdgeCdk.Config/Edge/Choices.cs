namespace EdgeCdk.Config.Edge;

/// <summary>Whether a VPC endpoint is made by the stack.</summary>
public enum EndpointMode
{
    Create,
    Existing,
}

/// <summary>Whether the functions are connected to the control plane's queues.</summary>
public enum EventSources
{
    Disabled,
    Enabled,
}

/// <summary>What happens to keys, file system and log groups when the stack is deleted.</summary>
public enum DataRetention
{
    Delete,
    Retain,
}

/// <summary>How a registry of one's own is pulled from.</summary>
public enum RegistryCredentials
{
    None,
}

/// <summary>The processing jobs; their names in files, families and log groups are the kebab-case of these.</summary>
public enum Job
{
    Dqc,
    AnomalyDetection,
    AnomalyDetectionAuxiliary,
    MetadataImport,
    SnowflakePushdown,
    CreateTable,
}
