using System.Text.Json;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security.Others;

/// <summary>How a rule is answered that some template does not meet. One of the three is given.</summary>
/// <param name="Key">The key that meets it, in an edge file or in a release file.</param>
/// <param name="Accepted">Why it is accepted.</param>
/// <param name="NotOurs">Why it is not about these templates.</param>
internal sealed record RuleAnswer(string? Key, string? Accepted, string? NotOurs)
{
    /// <summary>The reviewed answers, by rule.</summary>
    public static IReadOnlyDictionary<string, RuleAnswer> All { get; } = JsonSerializer.Deserialize<Dictionary<string, RuleAnswer>>(
        File.ReadAllText(Repository.Path("tests", "EdgeCdk.App.Tests", "Security", "Others", "rules-of-others.json")),
        JsonSerializerOptions.Web)!;

    /// <summary>The answer as the document has it.</summary>
    public string Text => this switch
    {
        { Key: { } key, Accepted: { } reason } => $"met with `{key}`. Off by default: {reason}",
        { Key: { } key } => $"met with `{key}`",
        { Accepted: { } reason } => $"accepted: {reason}",
        _ => $"not ours: {NotOurs}",
    };
}
