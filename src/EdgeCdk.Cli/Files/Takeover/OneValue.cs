namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>A value on which everything agrees.</summary>
internal static class OneValue
{
    /// <summary>The one value that is there, however often; null when there are none or several.</summary>
    public static string? Of(IEnumerable<string> values) =>
        values.Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;
}
