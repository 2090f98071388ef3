namespace EdgeCdk;

/// <summary>A value that exists under a condition.</summary>
/// <param name="Value">The value when it exists; anything, such as an empty text, when it never does.</param>
/// <param name="When">When it exists.</param>
internal readonly record struct Conditional<T>(T Value, When When);
