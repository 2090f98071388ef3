namespace EdgeCdk.Tests.Support;

/// <summary>What a program printed, and its exit code.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error);
