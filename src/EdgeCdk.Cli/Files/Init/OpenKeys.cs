using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Files.Init;

/// <summary>The keys that an edge file needs, or should not be without, and that have no value yet.</summary>
/// <param name="draft">What it has.</param>
/// <param name="releases">The releases to choose from, the oldest first.</param>
/// <param name="only">The one key to ask for. Null: every key that needs a value.</param>
internal sealed class OpenKeys(EdgeDraft draft, IReadOnlyList<string> releases, string? only)
{
    // Keys that may be absent, but that no edge can do without thinking of.
    private static readonly string[] WorthAsking =
    [
        "vpc.endpoints.s3",
        "vpc.endpoints.kms",
        "vpc.endpoints.secretsManager",
        "vpc.endpoints.sqs",
        "vpc.privateRouteTableIds",
        "artifacts.prefix",
        "registry.secretArn",
        .. FunctionTraitsAttribute.All.Select(function => function.QueueArnKey),
    ];

    /// <summary>The keys, one at a time: whether a key is asked for may depend on the answers before it.</summary>
    public IEnumerable<ConfigKey> Keys() => ConfigKey.OfEdge
        .SelectMany(WithKeysInUse)
        .Where(key => key.Children.Count == 0 && (key.IsRequired || WorthAsking.Contains(key.Path)))
        .Where(key => draft[key.Path] is null && IsOfUse(key) && (only is null || key.Path == only));

    // Of a block that is not there by default, no key is needed before one is given.
    private IEnumerable<ConfigKey> WithKeysInUse(ConfigKey key)
    {
        var isAbsent = key is { Kind: KeyKind.Block, IsRequired: false, Initial: null }
            && !draft.Values.Keys.Concat(WorthAsking).Any(path => path.StartsWith($"{key.Path}.", StringComparison.Ordinal));
        return isAbsent ? [] : [key, .. key.Children.SelectMany(WithKeysInUse)];
    }

    private bool IsOfUse(ConfigKey key) => key.Path switch
    {
        "vpc.privateRouteTableIds" => IsNeeded(key),
        "artifacts.prefix" => draft["artifacts.bucket"] is not null,
        "registry.secretArn" => draft["registry.credentials"] is null,
        _ => true,
    };

    /// <summary>Whether an edge file without the key is wrong.</summary>
    public bool IsNeeded(ConfigKey key) =>
        key.IsRequired || key.Path == "vpc.privateRouteTableIds" && draft["vpc.endpoints.s3"] != "existing";

    /// <summary>What most edges have; null when nothing can be suggested.</summary>
    public string? Suggestion(ConfigKey key) => key.Path switch
    {
        "edge.release" => releases is [.., var newest] ? newest : null,
        "s3.region" => draft["account.region"],
        "controlPlane.eventSources" => "disabled",
        _ when key.Path.StartsWith("vpc.endpoints.", StringComparison.Ordinal) => "create",
        _ => null,
    };
}
