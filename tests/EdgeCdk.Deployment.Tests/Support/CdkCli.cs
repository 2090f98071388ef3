using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>The CDK CLI of the repository, with the emulator for AWS. Everything it prints goes to a log as well.</summary>
/// <param name="directory">Where the log is.</param>
/// <param name="environment">The emulator, the credentials of who deploys, and values for the application.</param>
/// <param name="serviceRole">ARN of the role that CloudFormation gets. Default: that of the bootstrap.</param>
internal sealed class CdkCli(string directory, IReadOnlyDictionary<string, string?> environment, string? serviceRole = null)
{
    /// <summary>Directory of release files. Default: that of the repository.</summary>
    public string? Releases { get; set; }

    /// <summary>
    /// Whether the CDK CLI runs the application of the repository. Default: it gets the cloud assembly that the application would
    /// make, which this process makes in a fifth of the time.
    /// </summary>
    public bool RunsApplication { get; set; }

    public string Log { get; } = Path.Combine(directory, "cdk.log");

    /// <summary>The result, if the command succeeded: what comes after would fail for a reason that says nothing.</summary>
    public static CommandResult Succeeded(CommandResult cli) =>
        cli.ExitCode == 0 ? cli : throw new InvalidOperationException($"the CLI ended with {cli.ExitCode}:\n{cli.Output}\n{cli.Error}");

    public CommandResult Bootstrap() => Run(directory, "bootstrap", $"aws://{Places.Account}/{Places.Region}");

    /// <summary>Deploys the edge of a file.</summary>
    public CommandResult Deploy(string edgeFile, params string[] parameters) =>
        Run(Repository.Root, ["deploy", .. Application(edgeFile), .. ServiceRole, "--require-approval", "never", .. Given(parameters)]);

    /// <summary>Deploys it once more, as it is told for debugging, with the parameters that the stack has.</summary>
    public CommandResult DeployAgainVerbosely(string edgeFile) =>
        Run(Repository.Root, ["deploy", .. Application(edgeFile), "--require-approval", "never", "-vvv"]);

    /// <summary>Does nothing with a parameter, and prints more about it.</summary>
    public CommandResult ListVerbosely(string parameter) => Run(directory, "list", "--app", "true", "--verbose", "--parameters", parameter);

    public CommandResult Destroy(string edgeFile) =>
        Run(Repository.Root, ["destroy", .. Application(edgeFile), .. ServiceRole, "--force", "--all"]);

    private string[] ServiceRole => serviceRole is null ? [] : ["--role-arn", serviceRole];

    private static IEnumerable<string> Given(string[] parameters) =>
        parameters.SelectMany(parameter => (string[])["--parameters", parameter]);

    // Each edge file has an output of its own: they stay, to be searched.
    private string[] Application(string edgeFile)
    {
        var output = Path.Combine(directory, $"{Path.GetFileNameWithoutExtension(edgeFile)}.out");
        if (!RunsApplication)
        {
            SynthesizedEdges.Write(edgeFile, Releases ?? Repository.Releases, output);
            return ["--app", output];
        }

        return ["-c", $"edges={edgeFile}", .. Releases is null ? (string[])[] : ["-c", $"releases={Releases}"], "--output", output];
    }

    private CommandResult Run(string from, params string[] arguments)
    {
        var result = ChildProcess.Run(
            "timeout",
            [
                .. ChildProcess.UnlessItHangs, Repository.Path("node_modules", ".bin", "cdk"),
                .. arguments,
                "--no-notices",
                "--progress", "events",
            ],
            from,
            environment);
        File.AppendAllText(Log, $"$ cdk {arguments[0]}: {result.ExitCode}\n{result.Output}\n{result.Error}\n");
        return result;
    }
}
