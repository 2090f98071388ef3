using System.Text.RegularExpressions;

namespace EdgeCdk.Config.Validation;

/// <summary>AWS partitions, by the beginning of the region code.</summary>
internal static partial class Partitions
{
    /// <summary>The partitions that an edge can run in.</summary>
    public static IReadOnlyList<string> Supported { get; } = ["aws", "aws-us-gov", "aws-cn"];

    /// <summary>Partition of a region: aws, aws-us-gov or aws-cn.</summary>
    public static string Of(string region) => region.Split('-') switch
    {
        ["us", "gov", ..] => "aws-us-gov",
        ["cn", ..] => "aws-cn",
        _ => "aws",
    };

    /// <summary>Domain of the services of a partition: amazonaws.com, and in China amazonaws.com.cn.</summary>
    public static string DnsSuffix(string partition) => partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    /// <summary>
    /// The partition of a region, a zone or an ARN that an edge cannot run in: the European Sovereign Cloud, an isolated one, or one
    /// that an ARN names. Null for all others.
    /// </summary>
    internal static string? NotSupported(string text)
    {
        if (ArnPattern().Match(text) is { Success: true } arn)
            return Supported.Contains(arn.Groups["partition"].Value) ? null : arn.Groups["partition"].Value;
        if (RegionPattern().Match(text) is not { Success: true } region)
            return null;
        return region.Groups["isolated"] is { Success: true, Value: var letter }
            ? $"aws-iso{(letter.Length == 0 ? "" : "-")}{letter}"
            : "aws-eusc";
    }

    /// <summary>The message about a value of such a partition.</summary>
    internal static Refusal Refuse(string value, string partition) => new(
        $"is {Problem.Shown(value)}, of partition {partition}, which is not supported yet",
        $"one of the partitions {string.Join(", ", Supported)}",
        "choose a region of one of them for the edge, and everything that it uses from the same partition");

    [GeneratedRegex(@"\Aarn:(?<partition>aws(?:-[a-z]+)*):", RegexOptions.CultureInvariant)]
    private static partial Regex ArnPattern();

    [GeneratedRegex(@"\A(?:eusc|[a-z]{2}-iso(?<isolated>[a-z]?))(?:-[a-z]+)+-[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex RegionPattern();
}
