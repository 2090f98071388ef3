using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Aws;

/// <summary>The AWS CLI, which customers have anyway: it knows their profiles and single sign-on.</summary>
internal sealed class AwsCli : IAws
{
    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        var (exitCode, output, error) = ProcessRunner.Run(
            "aws", Arguments(region, arguments), Environment.CurrentDirectory, null, ("AWS_PAGER", ""));
        return Read(exitCode, output, error);
    }

    /// <summary>The arguments of <c>aws</c> for a call.</summary>
    public static IEnumerable<string> Arguments(string region, IEnumerable<string> arguments) =>
        [.. arguments, "--region", region, "--output", "json"];

    /// <summary>The output of a call, as an answer or an exception.</summary>
    public static JsonObject Read(int exitCode, string output, string error)
    {
        if (exitCode == 0)
            return string.IsNullOrWhiteSpace(output) ? [] : JsonNode.Parse(output)!.AsObject();
        throw AwsException.Parse(error)
            ?? (Exception)new CommandException(Credentials.WithHint(error, $"the AWS CLI failed: {error.Trim()}"));
    }
}
