namespace EdgeCdk.App.Split;

/// <summary>A team that creates a part of an edge.</summary>
internal enum Team
{
    /// <summary>KMS keys.</summary>
    Keys,

    /// <summary>Security groups with their rules, and VPC endpoints.</summary>
    Network,

    /// <summary>IAM roles and their policies.</summary>
    Identity,
}
