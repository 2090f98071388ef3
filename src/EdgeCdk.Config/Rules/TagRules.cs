using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>What AWS takes as tags, on every kind of resource of the stack.</summary>
internal static class TagRules
{
    // AWS allows 50 on a resource, and the stack adds its own.
    private const int Most = 40;
    private const string Characters = "letters, digits, spaces and _ . : / = + - @";
    private static readonly string[] Reserved = ["aws:", "ataccama:edge:"];

    // They look at no certain key: a tag that is at fault already is not among the tags.
    public static readonly Rule<EdgeConfig>[] All =
    [
        new([], config => TooMany(config.Tags.Count)),
        new([], config => config.Tags.SelectMany(tag => Acceptable(tag.Key, tag.Value))),
        new([], config => DifferInMoreThanCase([.. config.Tags.Keys])),
    ];

    private static IEnumerable<Problem> TooMany(int count)
    {
        if (count > Most)
            yield return new Problem("tags", $"has {count} items", $"use at most {Most}", "remove some: AWS allows 50 on a resource, and the stack adds its own");
    }

    private static IEnumerable<Problem> Acceptable(string name, string value)
    {
        if (Reserved.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            yield return new Problem($"tags.{name}", "begins with a reserved prefix", $"use a name that does not begin with {string.Join(" or ", Reserved)}", "rename the tag");
        else if (name.Length > 128 || !name.All(IsTagCharacter))
            yield return new Problem($"tags.{name}", "is not a tag name", $"use 1 to 128 {Characters}", "rename the tag");
        if (value.Length > 256 || !value.All(IsTagCharacter))
            yield return Problem.Is($"tags.{name}", value, $"at most 256 {Characters}", "shorten or correct the value");
    }

    // Tags of IAM roles do not, and AWS refuses the role.
    private static IEnumerable<Problem> DifferInMoreThanCase(string[] names) =>
        from name in names
        let first = names.First(other => other.Equals(name, StringComparison.OrdinalIgnoreCase))
        where first != name
        select new Problem($"tags.{name}", $"differs from tags.{first} in case only", "use names that IAM can tell apart", "remove or rename one of them");

    private static bool IsTagCharacter(char character) => char.IsLetterOrDigit(character) || "_.:/=+-@ ".Contains(character, StringComparison.Ordinal);
}
