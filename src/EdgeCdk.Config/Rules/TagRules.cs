using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>
/// What everything that reads tags takes: CloudFormation, the services that it passes them on to, and the AWS CLI, whose
/// <c>--tags</c> takes <c>name=value</c>.
/// </summary>
internal static class TagRules
{
    // AWS allows 50 on a resource, and the stack adds its own.
    private const int Most = 40;
    private const int LongestName = 128, LongestValue = 256;
    private const string Reserved = "aws:", Own = "ataccama:edge:";
    private const string Characters = "letters, digits, spaces and _ . : / + - @";

    // They read no certain key: a tag with a problem is not among the tags.
    public static readonly Rule<EdgeConfig>[] All =
    [
        new([], config => TooMany(config.Tags.Count)),
        new([], config => config.Tags.Select(tag => Name(tag.Key)).OfType<Problem>()),
        new([], config => config.Tags.Select(tag => Value(tag.Key, tag.Value)).OfType<Problem>()),
        new([], config => DifferInMoreThanCase([.. config.Tags.Keys])),
    ];

    private static IEnumerable<Problem> TooMany(int count)
    {
        if (count > Most)
        {
            yield return new Problem(
                "tags", $"has {count} items", $"use at most {Most}",
                "remove some: AWS allows 50 on a resource, and the stack adds its own");
        }
    }

    private static Problem? Name(string name)
    {
        var key = $"tags.{name}";
        if (BeginsWith(name, Reserved) || BeginsWith(name, Own))
        {
            return new Problem(key, "begins with a reserved prefix",
                $"use a name that does not begin with {Reserved} or {Own}", "rename the tag");
        }

        if (name.Contains('=', StringComparison.Ordinal))
            return new Problem(key, "has = in its name, where the AWS CLI ends the name", $"use {Characters}", "rename the tag");
        if (name[0] == '-' || name.Contains("://", StringComparison.Ordinal))
        {
            return new Problem(key, "is an option or an address to the AWS CLI",
                "use a name that does not begin with - and has no ://", "rename the tag");
        }

        return name.Length <= LongestName && IsOfTagCharacters(name)
            ? null
            : new Problem(key, "is not a tag name", $"use 1 to {LongestName} {Characters}, without spaces at the ends", "rename the tag");
    }

    // CloudFormation refuses the stack of an empty one, though most services take it.
    private static Problem? Value(string name, string value)
    {
        if (BeginsWith(value, Reserved))
            return Refused(name, value, $"a value that does not begin with {Reserved}, which AWS reserves", "change the value");
        return value.Length is > 0 and <= LongestValue && IsOfTagCharacters(value)
            ? null
            : Refused(name, value, $"1 to {LongestValue} {Characters} =, without spaces at the ends",
                value.Length == 0 ? "give the tag a value, or remove it" : "shorten or correct the value");
    }

    // Shown as it is: letters of every language are right here.
    private static Problem Refused(string name, string value, string allowed, string remedy) =>
        new($"tags.{name}", $"is \"{Problem.Readable(value)}\"", $"use {allowed}", remedy) { Value = value };

    // Tags of IAM roles do not, and AWS refuses the role.
    private static IEnumerable<Problem> DifferInMoreThanCase(string[] names) =>
        from name in names
        let first = names.First(other => other.Equals(name, StringComparison.OrdinalIgnoreCase))
        where first != name
        select new Problem(
            $"tags.{name}", $"differs from tags.{first} in case only", "use names that IAM can distinguish",
            "remove or rename one of them");

    private static bool BeginsWith(string text, string prefix) => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static bool IsOfTagCharacters(string text) => text.Trim() == text && text.All(IsTagCharacter);

    private static bool IsTagCharacter(char character) =>
        char.IsLetter(character) || char.IsNumber(character) || "_.:/=+-@ ".Contains(character, StringComparison.Ordinal);
}
