namespace EdgeCdk.Cli.Common;

/// <summary>A command cannot be done; the message says why and what to do. It is shown without anything else, and the exit code is
/// 1.</summary>
internal class CommandException(string message) : Exception(message);
