using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Account.Tests;

/// <summary>AWS, with another answer to one operation: for what the emulated one cannot be brought to.</summary>
internal sealed class Answering(IAws aws, string operation, Action<JsonObject> change) : IAws
{
    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        var answer = aws.Ask(region, arguments);
        if (arguments[1] == operation)
            change(answer);
        return answer;
    }
}
