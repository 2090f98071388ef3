using System.Text.RegularExpressions;

namespace EdgeCdk.Config.Tests.Aws;

/// <summary>What a service takes for a value.</summary>
/// <param name="Name">Service and shape of botocore's models, or the page of AWS's documentation that says it.</param>
internal sealed record AwsShape(string Name)
{
    /// <summary>Fewest characters, or the least number.</summary>
    public long? Min { get; init; }

    /// <summary>Most characters, or the greatest number.</summary>
    public long? Max { get; init; }

    /// <summary>Regular expression for the whole text.</summary>
    public string? Pattern { get; init; }

    /// <summary>The numbers there are.</summary>
    public long[]? Values { get; init; }

    public bool Takes(string text) =>
        !(text.Length < Min)
        && !(text.Length > Max)
        && (Pattern is null || Regex.IsMatch(text, $@"\A(?:{Plain(Pattern)})\z", RegexOptions.CultureInvariant));

    public bool Takes(long number) => !(number < Min) && !(number > Max) && (Values is null || Values.Contains(number));

    // \d and \w are ASCII to AWS; between brackets they stand for characters, elsewhere for a class.
    private static string Plain(string pattern)
    {
        var inBrackets = false;
        return Regex.Replace(pattern, @"\\.|\[|\]", part =>
        {
            inBrackets = part.Value is "[" || inBrackets && part.Value is not "]";
            var characters = part.Value switch { @"\d" => "0-9", @"\w" => "a-zA-Z0-9_", _ => null };
            return characters is null ? part.Value : inBrackets ? characters : $"[{characters}]";
        });
    }
}
