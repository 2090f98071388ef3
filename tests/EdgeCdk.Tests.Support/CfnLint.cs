namespace EdgeCdk.Tests.Support;

/// <summary>cfn-lint, which knows the schemas of all resources; .cfnlintrc.yaml names what it may report all the same.</summary>
public static class CfnLint
{
    // The garbage collector of Python visits all schemas again and again, and takes a fifth of the time.
    private const string Program =
        "import gc, sys; gc.set_threshold(200_000, 20, 100); from cfnlint.runner.cli import main; sys.exit(main())";

    /// <summary>Checks templates. Installs cfn-lint unless it is there.</summary>
    public static CommandResult Run(params IEnumerable<string> files)
    {
        TestPackages.InstallPython();
        return ChildProcess.Run("python3", ["-c", Program, "--format", "parseable", .. files]);
    }
}
