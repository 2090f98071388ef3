using System.Globalization;

namespace EdgeCdk.Cli.Trial.Steps;

/// <summary>Evidence in words.</summary>
internal static class Words
{
    /// <summary>A time in minutes and seconds.</summary>
    public static string Time(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s");

    /// <summary>Some items, or that there are none.</summary>
    public static string List(IEnumerable<string> items, string none) =>
        string.Join("; ", items.DefaultIfEmpty(none));
}
