using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Validation;
using Spectre.Console;

namespace EdgeCdk.Cli.Files.Init;

/// <summary>Asks for what an edge file needs and has not got yet.</summary>
/// <param name="draft">What it has.</param>
/// <param name="releases">The releases to choose from, the oldest first.</param>
/// <param name="only">The one key to ask for. Null: every key that needs a value.</param>
internal sealed class InitQuestions(EdgeDraft draft, IReadOnlyList<string> releases, string? only = null)
{
    private readonly OpenKeys _open = new(draft, releases, only);

    /// <summary>Why the value of a key cannot be taken though it is right in itself. Default: every value can.</summary>
    public Func<string, string?, Problem?> Refusal { get; init; } = (_, _) => null;

    /// <summary>Takes the suggestion wherever there is one; reports what is missing then.</summary>
    /// <param name="otherwise">What else a user can do than to add the option <c>--set</c>. Default: nothing.</param>
    public IReadOnlyList<Problem> AnswerNone(string otherwise = "")
    {
        var missing = new List<Problem>();
        foreach (var key in _open.Keys())
        {
            if (_open.Suggestion(key) is { } suggestion)
                draft.Set(key.Path, suggestion);
            else if (_open.IsNeeded(key))
                missing.Add(Problem.Missing(key.Path, key.Allowed, $"add --set {key.Path}=…{otherwise}"));
        }

        return missing;
    }

    /// <summary>Asks for everything, again until the answer is right.</summary>
    public IReadOnlyList<Problem> Ask(IAnsiConsole console)
    {
        foreach (var key in _open.Keys())
        {
            var suggestion = _open.Suggestion(key);
            var mayBeEmpty = suggestion is null && (!_open.IsNeeded(key) || key.IsRequired && key.Count?.Minimum == 0);
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

    private ValidationResult Check(ConfigKey key, string text, bool mayBeEmpty)
    {
        var answer = text.Trim();
        if (answer.Length == 0)
            return mayBeEmpty ? ValidationResult.Success() : WrongAnswer.Because($"use {key.Allowed}");
        if (key.Check(answer) is [var problem, ..])
            return WrongAnswer.Because(problem.Message);
        return Refusal(key.Path, answer) is { } refused ? WrongAnswer.Because($"{answer}: {refused.Message}") : ValidationResult.Success();
    }
}
