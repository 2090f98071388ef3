using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws;

/// <summary>Times in answers: a text from version 2 of the AWS CLI; seconds since 1970, for some services, from version 1.</summary>
internal static class AwsTime
{
    public static DateTimeOffset Parse(JsonNode time) => time.GetValueKind() == JsonValueKind.Number
        ? DateTimeOffset.UnixEpoch.AddSeconds((double)time)
        : DateTimeOffset.Parse((string)time!, CultureInfo.InvariantCulture).ToUniversalTime();
}
