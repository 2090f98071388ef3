namespace EdgeCdk.Observability;

/// <summary>
/// Endpoint and authorization as parameters of the stack, which are never shown. Default: the secret creates the parameters.
/// </summary>
/// <param name="When">When they are used.</param>
/// <param name="Endpoint">Address of the receiver.</param>
/// <param name="Authorization">The Authorization header for it.</param>
internal sealed record OtlpParameters(When When, string? Endpoint = null, string? Authorization = null);
