namespace EdgeCdk.Config.Edge;

/// <summary>How a registry of one's own is pulled from.</summary>
public enum RegistryCredentials
{
    None,
}
