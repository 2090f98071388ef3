using System.Text.Json.Nodes;
using EdgeCdk.Account.Tests;
using EdgeCdk.Tests.Support;

[assembly: AssemblyFixture(typeof(EmulatedAccount))]

namespace EdgeCdk.Account.Tests;

/// <summary>One emulated AWS for all tests, with what an edge needs.</summary>
public sealed class EmulatedAccount : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Emulator _emulator;
    private readonly AwsClient _api;
    private readonly EmulatedAws _cli;

    public EmulatedAccount()
    {
        TestPackages.InstallPython();
        _emulator = new Emulator(_directory.Path);
        _api = new AwsClient(_directory.Path, _emulator.Environment);
        _cli = new EmulatedAws(_directory.Path, _emulator);
        Aws = new Remembering(_cli);
        Api = new AccountApi(_api, Aws.Forget);
        Everything = new AccountApi(_api, _ => Aws.ForgetAll());
        Land = new Landscape(Api);
    }

    /// <summary>What there is at first.</summary>
    public Landscape Land { get; }

    /// <summary>Makes what a test needs to be there.</summary>
    public AccountApi Api { get; }

    /// <summary>The same for what other services show, too: stacks, and what has tags.</summary>
    public AccountApi Everything { get; }

    internal Emulator Emulator => _emulator;

    /// <summary>What the command asks.</summary>
    internal Remembering Aws { get; }

    /// <summary>Says what the account is like, where AWS has no operation for it; see tests/emulator/services/account.py.</summary>
    public void Say(JsonObject settings)
    {
        _emulator.Account(settings);
        Aws.ForgetAll();
    }

    public void Dispose()
    {
        _cli.Dispose();
        _api.Dispose();
        _emulator.Dispose();
        _directory.Dispose();
    }
}
