using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Validation;
using Spectre.Console;

namespace EdgeCdk.Cli.Files.Init;

/// <summary>What an edge file needs and has not got yet.</summary>
/// <param name="draft">What it has.</param>
/// <param name="releases">The releases to choose from, the oldest first.</param>
/// <param name="only">The one key to ask for. Null: every key that needs a value.</param>
internal sealed class InitQuestions(EdgeDraft draft, IReadOnlyList<string> releases, string? only = null)
{
    /// <summary>Why the value of a key cannot be taken though it is right in itself. Default: every value can.</summary>
    public Func<string, string?, Problem?> Refusal { get; init; } = (_, _) => null;

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

    /// <summary>Takes the suggestion wherever there is one; reports what is missing then.</summary>
    /// <param name="otherwise">What else a user can do than to add the option <c>--set</c>. Default: nothing.</param>
    public IReadOnlyList<Problem> AnswerNone(string otherwise = "")
    {
        var missing = new List<Problem>();
        foreach (var key in Open())
        {
            if (Suggestion(key) is { } suggestion)
                draft.Set(key.Path, suggestion);
            else if (IsNeeded(key))
                missing.Add(Problem.Missing(key.Path, key.Allowed, $"add --set {key.Path}=…{otherwise}"));
        }

        return missing;
    }

    /// <summary>Asks for everything, again until the answer is right.</summary>
    public IReadOnlyList<Problem> Ask(IAnsiConsole console)
    {
        foreach (var key in Open())
        {
            var suggestion = Suggestion(key);
            var mayBeEmpty = suggestion is null && (!IsNeeded(key) || key.IsRequired && key.Count?.Minimum == 0);
            var prompt = new TextPrompt<string>(Markup.Escape(Text(key, mayBeEmpty))).AllowEmpty()
                .Validate(text => Check(key, text, mayBeEmpty));
            if (suggestion is not null)
                prompt.DefaultValue(suggestion);
            var answer = console.Prompt(prompt).Trim();
            if (answer.Length > 0 || key.Kind is KeyKind.List)
                draft.Set(key.Path, answer);
        }

        return [];
    }

    private string Text(ConfigKey key, bool mayBeEmpty)
    {
        var separator = key.Kind is KeyKind.List ? " Separate the items by commas." : "";
        var empty = mayBeEmpty ? $" May be empty: {key.Default ?? "none"}." : "";
        var choices = key.ValueType.IsEnum ? $" Use {key.Allowed}."
            : key.Path == "edge.release" ? $" Use one of {string.Join(", ", releases)}."
            : "";
        return $"{key.Path}: {key.Summary}{choices}{separator}{empty}\n>";
    }

    // One at a time: whether a key is asked for may depend on the answers before it.
    private IEnumerable<ConfigKey> Open() => ConfigKey.OfEdge
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

    private bool IsNeeded(ConfigKey key) =>
        key.IsRequired || key.Path == "vpc.privateRouteTableIds" && draft["vpc.endpoints.s3"] != "existing";

    private string? Suggestion(ConfigKey key) => key.Path switch
    {
        "edge.release" => releases is [.., var newest] ? newest : null,
        "s3.region" => draft["account.region"],
        "controlPlane.eventSources" => "disabled",
        _ when key.Path.StartsWith("vpc.endpoints.", StringComparison.Ordinal) => "create",
        _ => null,
    };

    private ValidationResult Check(ConfigKey key, string text, bool mayBeEmpty)
    {
        var answer = text.Trim();
        if (answer.Length == 0)
            return mayBeEmpty ? ValidationResult.Success() : Wrong($"use {key.Allowed}");
        if (key.Check(answer) is [var problem, ..])
            return Wrong(problem.Message);
        return Refusal(key.Path, answer) is { } refused ? Wrong($"{answer}: {refused.Message}") : ValidationResult.Success();
    }

    private static ValidationResult Wrong(string message) => ValidationResult.Error($"[red]{Markup.Escape(message)}[/]");
}
