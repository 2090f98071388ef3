namespace EdgeCdk.Lambdas;

/// <summary>What differs from one Java function to the other by release and configuration.</summary>
internal sealed record JavaFunctionRelease
{
    public required CodePackage Code { get; init; }

    public required string Handler { get; init; }

    /// <summary>Runtime of AWS Lambda, such as java21.</summary>
    public required string JavaRuntime { get; init; }

    public required double MemoryMb { get; init; }

    public required double TimeoutSeconds { get; init; }

    /// <summary>Instances kept warm.</summary>
    public required Conditional<double> ProvisionedConcurrency { get; init; }

    public required QueueMapping Mapping { get; init; }

    /// <summary>
    /// The values of parameters that reach the function, in one text of at most 243 characters. Default: none, everything is known
    /// when the template is made.
    /// </summary>
    public string? ParameterValues { get; init; }
}
