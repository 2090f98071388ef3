using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>Asks a simulation of IAM, in one process for many requests.</summary>
public static class Simulator
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What IAM decides about each request: Allowed, ImplicitlyDenied, ExplicitlyDenied, or what is wrong with the request.</summary>
    public static IReadOnlyList<(Request Request, string Decision)> Ask(IReadOnlyDictionary<string, IReadOnlyList<JsonObject>> policies, IReadOnlyList<Request> requests)
    {
        Command.InstallTestNodePackages();
        using var directory = new TemporaryDirectory();
        var input = directory.Write("requests.json", JsonSerializer.Serialize(new { policies, requests }, Options));
        var output = Path.Combine(directory.Path, "decisions.json");
        var run = Command.Run("node", [Repository.Path("tests", "EdgeCdk.Deployer.Tests", "simulate.mjs"), input, output]);
        if (run.ExitCode != 0)
            throw new InvalidOperationException(run.Error);
        return [.. requests.Zip(JsonSerializer.Deserialize<string[]>(File.ReadAllText(output))!)];
    }
}
