using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Account.Tests;

/// <summary>
/// Answers of AWS, kept by service until something of the service changes: a test changes one thing, and asks for everything.
/// </summary>
internal sealed class Remembering(IAws aws) : IAws
{
    private readonly ConcurrentDictionary<string, CachingAws> _services = new(StringComparer.Ordinal);

    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        // What the stack says of drift is another thing then.
        if (arguments[1] == "detect-stack-drift")
            Forget(arguments[0]);
        return _services.GetOrAdd(arguments[0], _ => new CachingAws(aws)).Ask(region, arguments);
    }

    /// <summary>Forgets a service, by its name in the API.</summary>
    public void Forget(string service) => _services.TryRemove(service == "s3" ? "s3api" : service, out _);

    public void ForgetAll() => _services.Clear();
}
