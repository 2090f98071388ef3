namespace EdgeCdk.Cli.Tests.Trial;

/// <summary>The end of the process, whatever it is doing.</summary>
internal sealed class Interrupted() : Exception("the process ends here");
