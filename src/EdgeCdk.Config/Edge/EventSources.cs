namespace EdgeCdk.Config.Edge;

/// <summary>Whether the functions are connected to the control plane's queues.</summary>
public enum EventSources
{
    Disabled,
    Enabled,
}
