namespace EdgeCdk.Tests.Support;

/// <summary>What the IAM of the emulated AWS has decided.</summary>
/// <param name="Principals">How often it was asked about whom: name of a role, a service, or <c>administrator</c>.</param>
/// <param name="Simulated">How many of the questions were not asked before.</param>
/// <param name="Silent">Denials that nobody is told of on AWS.</param>
/// <param name="Undecided">Calls that it could not read, and so has let through.</param>
public sealed record Decided(
    IReadOnlyDictionary<string, int> Principals, int Simulated, IReadOnlyList<string> Silent, IReadOnlyDictionary<string, int> Undecided);
