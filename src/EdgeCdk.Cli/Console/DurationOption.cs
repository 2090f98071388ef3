using System.CommandLine;
using System.Globalization;

namespace EdgeCdk.Cli.Console;

/// <summary>An option that takes a duration, such as <c>90s</c>, <c>15m</c> and <c>2h</c>.</summary>
internal sealed class DurationOption : ReadOption<TimeSpan>
{
    private readonly TimeSpan _otherwise;

    /// <param name="name">Such as <c>--since</c>.</param>
    /// <param name="description">Its description.</param>
    /// <param name="otherwise">The value when it is left out.</param>
    public DurationOption(string name, string description, string otherwise)
        : base(name, "a duration; use a number with s, m or h, such as 90s, 15m or 2h", Parse)
    {
        _otherwise = Parse(otherwise)!.Value;
        (Description, HelpName) = ($"{description}; such as 90s, 15m or 2h. Default: {otherwise}", "duration");
    }

    /// <summary>The duration on a command line, or the default.</summary>
    public TimeSpan Of(ParseResult given) => given.GetValue(this) ?? _otherwise;

    private static TimeSpan? Parse(string text) =>
        text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 10_000
            ? text[^1] switch
            {
                's' => TimeSpan.FromSeconds(number),
                'm' => TimeSpan.FromMinutes(number),
                'h' => TimeSpan.FromHours(number),
                _ => null,
            }
            : null;
}
