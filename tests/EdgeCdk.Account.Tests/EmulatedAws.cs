using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>The emulated AWS as the command asks it: the AWS CLI itself answers, through one Python process for all calls.</summary>
internal sealed class EmulatedAws : IAws, IDisposable
{
    private readonly ChildProcess _cli;
    private readonly Lock _turn = new();

    public EmulatedAws(string directory, Emulator emulator)
    {
        _cli = ChildProcess.Start("python3", [Places.Emulator("cli.py")], directory, emulator.Environment);
        _cli.Process.BeginErrorReadLine();
    }

    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        var request = new JsonArray([.. AwsCli.Arguments(region, arguments).Select(argument => JsonValue.Create(argument))]);
        lock (_turn)
        {
            _cli.Process.StandardInput.WriteLine(request.ToJsonString());
            _cli.Process.StandardInput.Flush();
            var line = _cli.Process.StandardOutput.ReadLine();
            var answer = JsonNode.Parse(line ?? throw new InvalidOperationException("the Python process has ended"))!;
            return AwsCli.Read((int)answer["exitCode"]!, (string)answer["output"]!, (string)answer["error"]!);
        }
    }

    public void Dispose() => _cli.Dispose();
}
