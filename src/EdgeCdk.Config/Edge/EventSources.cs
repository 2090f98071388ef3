namespace EdgeCdk.Config.Edge;

/// <summary>Whether the functions are connected to the control plane's queues.</summary>
public enum EventSources
{
    /// <summary>No mapping: for a first deployment, before the vendor has registered the edge.</summary>
    Disabled,

    /// <summary>Each function has an event-source mapping on its queue.</summary>
    Enabled,
}
