namespace EdgeCdk.Tests.Support;

/// <summary>cfn-lint, which knows the schemas of all resources; .cfnlintrc.yaml names what it may report all the same.</summary>
public static class CfnLint
{
    /// <summary>Checks templates. Installs cfn-lint unless it is there.</summary>
    public static CommandResult Run(params IEnumerable<string> files)
    {
        TestPackages.InstallPython();
        return ChildProcess.Run(
            "python3", [Repository.Path("tests", "EdgeCdk.Tests.Support", "lint.py"), "--format", "parseable", .. files]);
    }
}
