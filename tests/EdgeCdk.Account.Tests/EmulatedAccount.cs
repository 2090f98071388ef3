using EdgeCdk.Account.Tests;
using EdgeCdk.Tests.Support;

[assembly: AssemblyFixture(typeof(EmulatedAccount))]

namespace EdgeCdk.Account.Tests;

/// <summary>One emulated AWS for all tests, with what an edge needs.</summary>
public sealed class EmulatedAccount : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public EmulatedAccount()
    {
        Command.InstallPythonPackages();
        Emulator = new Emulator(_directory.Path);
        Api = new Aws(_directory.Path, Emulator.Environment);
        Aws = new EmulatedAws(_directory.Path, Emulator);
        Land = new Landscape(Api);
    }

    public Emulator Emulator { get; }

    public Landscape Land { get; }

    /// <summary>Makes what a test needs to be there.</summary>
    public Aws Api { get; }

    /// <summary>What the command asks.</summary>
    internal EmulatedAws Aws { get; }

    public void Dispose()
    {
        Aws.Dispose();
        Api.Dispose();
        Emulator.Dispose();
        _directory.Dispose();
    }
}
