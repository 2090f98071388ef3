using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Account.Tests.Deployed;

/// <summary>AWS with another answer here and there: for states that the emulator does not get into.</summary>
/// <param name="aws">Whoever answers the rest.</param>
/// <param name="change">Gets operation and answer; may change the answer, and may throw.</param>
internal sealed class OtherAnswers(IAws aws, Action<string, JsonObject> change) : IAws
{
    private readonly List<string> _asked = [];

    /// <summary>All operations that were asked for, such as <c>sqs get-queue-attributes</c>.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        var operation = $"{arguments[0]} {arguments[1]}";
        lock (_asked)
            _asked.Add(operation);
        var answer = aws.Ask(region, arguments);
        change(operation, answer);
        return answer;
    }
}
