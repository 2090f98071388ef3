namespace EdgeCdk.Config.Edge;

/// <summary>How a registry of one's own is pulled from.</summary>
public enum RegistryCredentials
{
    /// <summary>Without user name and password.</summary>
    None,
}
