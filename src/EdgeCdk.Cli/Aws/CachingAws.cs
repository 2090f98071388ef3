using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws;

/// <summary>Asks each thing once, however many want to know it, and at the same time.</summary>
internal sealed class CachingAws(IAws aws) : IAws
{
    private readonly ConcurrentDictionary<string, Lazy<JsonObject>> _answers = new(StringComparer.Ordinal);

    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        var answer = _answers.GetOrAdd(string.Join('\n', [region, .. arguments]), _ => new(() => aws.Ask(region, arguments))).Value;
        // Everybody gets a copy: even to read a node changes it.
        lock (answer)
            return answer.DeepClone().AsObject();
    }
}
