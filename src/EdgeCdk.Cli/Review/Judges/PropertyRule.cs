using System.Globalization;
using EdgeCdk.Cli.Review.Changes;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>A property that makes a resource safer or less safe.</summary>
/// <param name="Types">Types of resources that have it; empty for all.</param>
/// <param name="Path">Where it stands in the resource.</param>
/// <param name="Rank">The higher, the safer. Gets the value as text, empty when it is not there.</param>
/// <param name="Weakened">What to say when it is less safe; <c>{0}</c> is the old value, <c>{1}</c> the new one.</param>
/// <param name="Strengthened">What to say when it is safer.</param>
internal sealed record PropertyRule(string[] Types, string Path, Func<string, long> Rank, string Weakened, string Strengthened)
{
    public Consequence Consequence { get; init; } = Consequence.Protection;

    /// <summary>What a new resource is measured by. Default: null, a new one may have any value.</summary>
    public long? OfNew { get; init; }

    /// <summary>What to say when it is neither safer nor less safe, but another value. Default: null, nothing.</summary>
    public string? Changed { get; init; }

    /// <summary>What AWS does without a value, in words.</summary>
    public string Absent { get; init; } = "nothing";

    /// <summary>Switched on is safer.</summary>
    public static long On(string value) =>
        value.Equals("true", StringComparison.OrdinalIgnoreCase) || value.Equals("enabled", StringComparison.OrdinalIgnoreCase)
        ? 1
        : 0;

    /// <summary>Switched on is less safe.</summary>
    public static long Off(string value) => 1 - On(value);

    /// <summary>There is safer than not there.</summary>
    public static long Present(string value) => value.Length > 0 ? 1 : 0;

    /// <summary>A key of the customer's is safer than one of AWS, that than none.</summary>
    public static long Key(string value) => value.Length == 0 ? 0 : value.Contains("alias/aws/", StringComparison.Ordinal) ? 1 : 2;

    /// <summary>More is safer.</summary>
    public static Func<string, long> More(long absent) => value => long.TryParse(value, CultureInfo.InvariantCulture, out var number)
        ? number
        : absent;

    /// <summary>Less is safer.</summary>
    public static Func<string, long> Less(long absent) => value => -More(absent)(value);
}
