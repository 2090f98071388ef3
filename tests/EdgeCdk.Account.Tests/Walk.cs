using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>
/// A customer with an account that nobody has used and no repository yet, on the way of the tutorial. Commands run in a shell; those of
/// <c>edge</c> run in this process, since they call AWS hundreds of times.
/// </summary>
internal sealed class Walk : IDisposable
{
    private const string Name = "acme-prod";

    private readonly TemporaryDirectory _directory = new();
    private readonly Emulator _emulator;
    private readonly AwsClient _api;
    private readonly EmulatedAws _aws;
    private string _current;

    public Walk()
    {
        TestPackages.InstallPython();
        TestPackages.InstallNode();
        _emulator = new Emulator(Directory.CreateDirectory(Path.Combine(_directory.Path, "emulator")).FullName);
        _api = new AwsClient(_directory.Path, _emulator.Environment);
        _aws = new EmulatedAws(_directory.Path, _emulator);
        _current = Directory.CreateDirectory(Path.Combine(_directory.Path, "clone")).FullName;
        DeliverPackages("16.6.4");
        foreach (var queue in (string[])["requests", "results"])
            _api.Call("sqs", "create_queue", Vendor.Queue($"{Name}-{queue}"), Places.Vendor);
    }

    /// <summary>The directory in which the repositories are.</summary>
    public string Home => _directory.Path;

    /// <summary>Calls that the emulated AWS could not answer.</summary>
    public IReadOnlyList<string> Crashes => _emulator.Crashes;

    /// <summary>Runs a command where the one before has ended.</summary>
    public CommandResult Run(string command) => command.StartsWith("npx edge ", StringComparison.Ordinal)
        ? new EdgeRunner(_current) { Aws = _aws }.Run(command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..])
        : RunInShell(command);

    /// <summary>The text of a file in the customer's repository.</summary>
    public string Read(string file) => File.ReadAllText(Path.Combine(_current, file));

    /// <summary>Changes a file in the customer's repository.</summary>
    public void Edit(string file, string from, string to) => File.WriteAllText(Path.Combine(_current, file), Read(file).With(from, to));

    /// <summary>What the vendor sends for a release: function packages.</summary>
    public void DeliverPackages(string release) => Customer.WritePackages(Path.Combine(Home, "from-the-vendor"), release);

    /// <summary>The secret with the registry's credentials that the customer makes.</summary>
    public string MakeRegistrySecret() => (string)_api.Call("secretsmanager", "create_secret", new JsonObject
    {
        ["Name"] = $"edge/{Name}/registry",
        ["SecretString"] = """{"username":"u","password":"p"}""",
    })["ARN"]!;

    public void Dispose()
    {
        _aws.Dispose();
        _api.Dispose();
        _emulator.Dispose();
        _directory.Dispose();
    }

    private CommandResult RunInShell(string command)
    {
        var place = Path.Combine(Home, "place");
        var environment = new Dictionary<string, string?>(_emulator.Environment)
        {
            ["CDK_REQUIRE_APPROVAL"] = "never",
            ["CDK_NOTICES"] = "false",
            ["CDK_PROGRESS"] = "events",
        };
        var result = ChildProcess.Run(
            "timeout", [.. ChildProcess.UnlessItHangs, "bash", "-e", "-c", $"{command}\npwd > '{place}'"], _current, environment);
        if (result.ExitCode == 0)
            _current = File.ReadAllText(place).Trim();
        return result;
    }
}
