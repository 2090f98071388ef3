using System.Globalization;

namespace EdgeCdk.Cli.Console;

/// <summary>An option that takes a day.</summary>
/// <param name="name">Such as <c>--as-of</c>.</param>
/// <param name="example">A day, for the message about what is none.</param>
internal sealed class DayOption(string name, string example) : ReadOption<DateOnly>(name, $"a day such as {example}", Parse)
{
    /// <summary>A day, such as 2026-11-22; null when a text is none.</summary>
    public static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
