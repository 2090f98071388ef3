using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace EdgeCdk.Tests.Support;

/// <summary>What a program printed, and how it ended.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error);

/// <summary>Runs other programs from tests.</summary>
public static class Command
{
    /// <summary>Runs a program to its end. The environment has no AWS credentials, and what <paramref name="environment"/> adds.</summary>
    public static CommandResult Run(
        string program,
        IEnumerable<string> arguments,
        string? directory = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory ?? Repository.Root,
            RedirectStandardInput = input is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "18,20";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (input is not null)
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }

        process.WaitForExit();
        return new CommandResult(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Installs the CDK CLI as the lock file says, unless it is there.</summary>
    public static void InstallNodePackages() => Once(() => InstallLocked(Repository.Root));

    /// <summary>Installs what only tests use of Node.js, as the lock file in tests says, unless it is there.</summary>
    public static void InstallTestNodePackages() => Once(() => InstallLocked(Repository.Path("tests")));

    /// <summary>Installs the Python packages that the tests use, unless they are there.</summary>
    public static void InstallPythonPackages() =>
        Once(() => Succeed(Run("python3", ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", Repository.Path("tests", "requirements.txt")])));

    private static void InstallLocked(string directory)
    {
        var installed = new FileInfo(Path.Combine(directory, "node_modules", ".package-lock.json"));
        if (!installed.Exists || installed.LastWriteTimeUtc < File.GetLastWriteTimeUtc(Path.Combine(directory, "package-lock.json")))
            Succeed(Run("npm", ["ci"], directory));
    }

    private static void Succeed(CommandResult result)
    {
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"{result.Output}{result.Error}");
    }

    // Test assemblies run side by side, and two installations at a time would spoil each other.
    private static void Once(Action install, [CallerMemberName] string name = "")
    {
        using var mutex = new Mutex(initiallyOwned: false, $"edge-cdk-{name}");
        mutex.WaitOne();
        try
        {
            install();
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }
}
