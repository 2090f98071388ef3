using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws;

/// <summary>Makes each call once, and keeps the answer for all who need it.</summary>
internal sealed class CachingAws(IAws aws) : IAws
{
    private readonly ConcurrentDictionary<string, Lazy<JsonObject>> _answers = new(StringComparer.Ordinal);

    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        var answer = _answers.GetOrAdd(string.Join('\n', [region, .. arguments]), _ => new(() => aws.Ask(region, arguments))).Value;
        // A copy for each caller: even reading a node changes it.
        lock (answer)
            return answer.DeepClone().AsObject();
    }
}
