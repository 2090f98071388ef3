namespace EdgeCdk.Cli.Tests.Trial;

/// <summary>
/// Account and files before and after each call that changes something: as if the process had ended there, whatever it was doing. What is
/// the same as at the call before is not kept again.
/// </summary>
internal sealed class WorldEnds : IDisposable
{
    private string _last = "";

    /// <summary>The worlds, in the order of the calls.</summary>
    public List<TrialWorld> All { get; } = [];

    /// <summary>All ends of a command line.</summary>
    public static WorldEnds Of(TrialWorld world, params string[] arguments)
    {
        var ends = new WorldEnds();
        world.Ends = ends;
        world.Run(arguments);
        world.Ends = null;
        return ends;
    }

    /// <summary>Keeps what the world is now.</summary>
    public void Add(TrialWorld world)
    {
        var everything = world.Everything;
        if (everything != _last)
            All.Add(world.Copy());
        _last = everything;
    }

    public void Dispose() => All.ForEach(world => world.Dispose());
}
