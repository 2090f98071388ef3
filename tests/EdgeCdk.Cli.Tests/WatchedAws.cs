using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Tests;

/// <summary>An account whose calls are noted, and some of which get no answer.</summary>
/// <param name="account">The account.</param>
/// <param name="refusal">The exception for a call, by service and operation; null: it is answered. Default: all are answered.</param>
internal sealed class WatchedAws(IAws account, Func<string, string, Exception?>? refusal = null) : IAws
{
    private readonly ConcurrentQueue<string> _calls = new();

    /// <summary>Every call, with its region and all of its arguments.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>Service and operation of every call, each once.</summary>
    public IReadOnlyList<string> Operations => [.. _calls.Select(call => string.Join(' ', call.Split(' ')[1..3])).Distinct()];

    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        _calls.Enqueue(string.Join(' ', [region, .. arguments]));
        return refusal?.Invoke(arguments[0], arguments[1]) is { } exception ? throw exception : account.Ask(region, arguments);
    }

    /// <summary>An operation as AWS calls it: <c>describe-vpcs</c> is <c>DescribeVpcs</c>.</summary>
    public static string NameOf(string operation) =>
        string.Concat(operation.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
