namespace EdgeCdk.Cli.Aws;

/// <summary>
/// The settings of the AWS CLI, versions 1 and 2, that change what it prints, what it asks, or what it keeps of an answer: their
/// values for our calls and in every script that we write. An environment variable is stronger than the configuration file. What
/// decides where and as whom a call is made (profile, endpoints, certificates, proxies, FIPS, retries) is left as the user has it.
/// </summary>
internal static class AwsCliSettings
{
    /// <summary>Environment variables for our calls and for scripts.</summary>
    public static readonly IReadOnlyList<(string Name, string Value)> Fixed =
    [
        // cli_pager: a pager waits for a key.
        ("AWS_PAGER", ""),
        // cli_auto_prompt: the CLI asks for parameters, and fails where nobody can answer.
        ("AWS_CLI_AUTO_PROMPT", "off"),
        // cli_error_format: the code of an error is read from its usual sentence.
        ("AWS_CLI_ERROR_FORMAT", "legacy"),
    ];

    /// <summary>Environment variables for our calls only, whose answers are read as UTF-8.</summary>
    public static readonly IReadOnlyList<(string Name, string Value)> Encoding =
        [("AWS_CLI_OUTPUT_ENCODING", "UTF-8"), ("PYTHONIOENCODING", "UTF-8")];

    /// <summary>cli_history keeps whole answers in a file, secrets among them: the variable names that file.</summary>
    public const string HistoryFile = "AWS_CLI_HISTORY_FILE";

    /// <summary>The line of a shell script, or of commands to paste, that sets them.</summary>
    public static string Export => $"export {string.Join(' ', Fixed.Select(setting => $"{setting.Name}={setting.Value}"))}";
}
