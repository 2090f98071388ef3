namespace EdgeCdk.Clusters;

/// <summary>A volume at a place in a container.</summary>
internal sealed record TaskMount(TaskVolume Volume, string Path, bool Writes)
{
    internal Dictionary<string, object> Definition() =>
        TaskContainer.Object(("SourceVolume", Volume.Name), ("ContainerPath", Path), ("ReadOnly", !Writes));
}
