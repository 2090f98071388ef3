using System.Runtime.CompilerServices;

namespace EdgeCdk.Tests.Support;

/// <summary>The packages of Node.js and Python that tests use. They are installed unless they are installed already.</summary>
public static class TestPackages
{
    // pip would give the same answer, after ten times the work.
    private const string AreInstalled = """
        import importlib.metadata, sys
        for line in open(sys.argv[1]):
            name, _, version = line.strip().partition("==")
            if version and importlib.metadata.version(name.partition("[")[0]) != version:
                sys.exit(1)
        """;

    /// <summary>Installs the CDK CLI, as the lock file says.</summary>
    public static void InstallNode() => Once(() => InstallLocked(Repository.Root));

    /// <summary>Installs what only tests use of Node.js, as the lock file in tests says.</summary>
    public static void InstallNodeOfTests() => Once(() => InstallLocked(Repository.Path("tests")));

    /// <summary>Installs what tests use of Python.</summary>
    public static void InstallPython() => Once(() =>
    {
        var requirements = Repository.Path("tests", "requirements.txt");
        if (ChildProcess.Run("python3", ["-c", AreInstalled, requirements]).ExitCode == 0)
            return;
        string[] install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
        Succeed(ChildProcess.Run("python3", install));
    });

    private static void InstallLocked(string directory)
    {
        var installed = new FileInfo(Path.Combine(directory, "node_modules", ".package-lock.json"));
        if (!installed.Exists || installed.LastWriteTimeUtc < File.GetLastWriteTimeUtc(Path.Combine(directory, "package-lock.json")))
            Succeed(ChildProcess.Run("npm", ["ci"], directory));
    }

    private static void Succeed(CommandResult result)
    {
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"{result.Output}{result.Error}");
    }

    // Test assemblies run concurrently, and one installation must not disturb another one.
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
