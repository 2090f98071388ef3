using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Aws;

/// <summary>The AWS CLI, which customers have anyway: it knows their profiles and single sign-on.</summary>
internal sealed class AwsCli : IAws
{
    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        using var scratch = new ScratchDirectory();
        var history = (AwsCliSettings.HistoryFile, Path.Combine(scratch.Path, "history.db"));
        var (exitCode, output, error) = ProcessRunner.Run(
            "aws", Arguments(region, arguments), Environment.CurrentDirectory, null,
            [.. AwsCliSettings.Fixed, .. AwsCliSettings.Encoding, history]);
        return Read(exitCode, output, error, arguments[0]);
    }

    /// <summary>The arguments of <c>aws</c> for a call.</summary>
    public static IEnumerable<string> Arguments(string region, IEnumerable<string> arguments) =>
        [.. arguments, "--region", region, "--output", "json"];

    /// <summary>The output of a call, as an answer or an exception.</summary>
    /// <param name="exitCode">The exit code of the AWS CLI.</param>
    /// <param name="output">What it wrote.</param>
    /// <param name="error">What it wrote as errors.</param>
    /// <param name="service">The service that was called. Default: not known.</param>
    public static JsonObject Read(int exitCode, string output, string error, string service = "")
    {
        if (exitCode == 0)
            return string.IsNullOrWhiteSpace(output) ? [] : Answer(output);
        throw AwsException.Parse(error, service)
            ?? (Exception)new CommandException(Credentials.WithHint(error, $"the AWS CLI failed: {error.Trim()}"));
    }

    // A plug-in or an alias of the user may write something else.
    private static JsonObject Answer(string output) => JsonText.Parsed(output) as JsonObject
        ?? throw new CommandException("the AWS CLI answered something that is not a JSON object: "
            + $"{output.Trim().Split('\n')[0]}; see its plug-ins and aliases");
}
