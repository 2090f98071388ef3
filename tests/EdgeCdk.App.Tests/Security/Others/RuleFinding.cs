namespace EdgeCdk.App.Tests.Security.Others;

/// <summary>A resource that does not meet a rule.</summary>
/// <param name="Rule">The rule's id, as its owner writes it.</param>
/// <param name="Path">Path of the construct.</param>
internal sealed record RuleFinding(string Rule, string Path);
