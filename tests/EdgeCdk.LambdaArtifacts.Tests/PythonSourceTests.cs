using EdgeCdk.Tests.Support;

namespace EdgeCdk.LambdaArtifacts.Tests;

/// <summary>The Python sources have tests beside them, in Python; here they are run.</summary>
public sealed class PythonSourceTests
{
    [Theory, InlineData("cleanup"), InlineData("deployment-support")]
    public void The_tests_of_the_source_pass(string folder)
    {
        TestPackages.InstallPython();

        var result = ChildProcess.Run("python3", ["-m", "unittest", "discover", "-s", Repository.Path("lambda-artifacts", folder)]);

        if (result.ExitCode != 0)
            Assert.Fail(result.Output + result.Error);
        // No tests would pass as well.
        Assert.Matches(@"Ran [1-9]\d+ tests", result.Error);
    }
}
