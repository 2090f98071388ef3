namespace EdgeCdk.Cli.Tests.Trial;

/// <summary>A trial that is complete, and its ends at every call.</summary>
public sealed class InterruptedTrial : IDisposable
{
    public InterruptedTrial() => Ends = WorldEnds.Of(Complete);

    internal TrialWorld Complete { get; } = new();

    internal WorldEnds Ends { get; }

    public void Dispose()
    {
        Ends.Dispose();
        Complete.Dispose();
    }
}
