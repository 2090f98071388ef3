namespace EdgeCdk.Resources;

/// <summary>What is decided about the HTTP proxy.</summary>
internal sealed record ProxyInputs
{
    public static ProxyInputs None { get; } = new()
    {
        When = When.Never,
        Url = "",
        Host = "",
        Port = "",
        NoProxy = new("", When.Never),
        CidrBlocks = "",
        CaSecretArn = new("", When.Never),
        CaSecretKeyArn = new("", When.Never),
    };

    /// <summary>When there is one.</summary>
    public required When When { get; init; }

    public required string Url { get; init; }

    public required string Host { get; init; }

    public required string Port { get; init; }

    /// <summary>Hosts that the customer wants to be called without it, separated by commas.</summary>
    public required Conditional<string> NoProxy { get; init; }

    /// <summary>Blocks of the VPC, separated by commas.</summary>
    public required string CidrBlocks { get; init; }

    /// <summary>Secret with the certificates of its authority.</summary>
    public required Conditional<string> CaSecretArn { get; init; }

    /// <summary>Key of that secret.</summary>
    public required Conditional<string> CaSecretKeyArn { get; init; }
}
