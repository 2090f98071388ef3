using System.CommandLine;
using System.Globalization;

namespace EdgeCdk.Cli.Console;

/// <summary>Durations on the command line, such as <c>90s</c>, <c>15m</c> and <c>2h</c>.</summary>
internal static class Durations
{
    /// <summary>An option that takes one.</summary>
    /// <param name="name">Such as <c>--since</c>.</param>
    /// <param name="description">Its description.</param>
    /// <param name="otherwise">The value when it is left out.</param>
    public static Option<TimeSpan> Option(string name, string description, string otherwise) => new(name)
    {
        Description = $"{description}. Default: {otherwise}",
        HelpName = "90s, 15m, 2h",
        DefaultValueFactory = _ => Parse(otherwise)!.Value,
        CustomParser = result =>
        {
            var given = result.Tokens.Single().Value;
            if (Parse(given) is { } duration)
                return duration;
            result.AddError($"{name} {given} is not a duration; use a number with s, m or h, such as 90s, 15m or 2h");
            return default;
        },
    };

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
