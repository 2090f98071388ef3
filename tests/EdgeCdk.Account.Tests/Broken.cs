using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Account.Tests;

/// <summary>Breaks something in the account or the file, asks for what would fail, and repairs it again.</summary>
public abstract class Broken(EmulatedAccount account) : IDisposable
{
    private readonly Stack<Action> _repairs = new();

    private protected Remembering Aws => account.Aws;

    protected Landscape Land => account.Land;

    protected AccountApi Api => account.Api;

    public void Dispose()
    {
        while (_repairs.TryPop(out var repair))
            repair();
        GC.SuppressFinalize(this);
    }

    /// <summary>Something that is done after the test, last first.</summary>
    protected void Afterwards(Action repair) => _repairs.Push(repair);

    /// <summary>Calls an operation now, and another one after the test.</summary>
    protected void Break(string service, string operation, JsonObject parameters, string repair, JsonObject repairParameters)
    {
        Api.Call(service, operation, parameters);
        Afterwards(() => Api.Call(service, repair, repairParameters));
    }

    /// <summary>Says what moto cannot be told otherwise; see tests/emulator/services/account.py.</summary>
    protected void Say(JsonObject settings)
    {
        account.Say(settings);
        Afterwards(() => account.Say([]));
    }

    /// <summary>Asks for what would fail, with another file.</summary>
    private protected IReadOnlyList<JsonNode> Find(Func<string, string>? edit = null, IAws? aws = null)
    {
        using var session = new Session(aws ?? Aws, edit is null ? Land.EdgeFile : edit(Land.EdgeFile));
        var result = session.Run("preflight", Landscape.EdgeName, "--json");
        Assert.True(result.Error.Length == 0, result.Error);
        var answer = JsonNode.Parse(result.Output)!;
        Assert.True(answer["problems"] is null, result.Output);
        var findings = answer["findings"]!.AsArray().Select(finding => finding!).ToList();
        Assert.Equal(findings.Any(finding => (string?)finding["outcome"] == "failed") ? 1 : 0, result.ExitCode);
        return findings;
    }

    /// <summary>One thing is wrong, and it is told with these words; of errors there are no others.</summary>
    private protected JsonNode Finds(string outcome, string about, string words, Func<string, string>? edit = null)
    {
        var findings = Find(edit).Where(finding => (string?)finding["outcome"] == outcome).ToList();
        var escaped = JsonValue.Create(words).ToJsonString().Trim('"');
        var found = Assert.Single(
            findings,
            finding => (string?)finding["about"] == about && finding.ToJsonString().Contains(escaped, StringComparison.Ordinal));
        if (outcome == "failed")
            Assert.Single(findings);
        Assert.All(new[] { "what", "later", "remedy" }, part => Assert.NotEmpty((string)found[part]!));
        return found;
    }
}
