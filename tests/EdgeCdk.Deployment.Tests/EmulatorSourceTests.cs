using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>The emulator has tests of its own, in Python; here they are run.</summary>
public sealed class EmulatorSourceTests
{
    [Fact]
    public void The_tests_of_the_emulator_pass()
    {
        TestPackages.InstallPython();
        TestPackages.InstallNodeOfTests();
        var emulator = Repository.Path("tests", "emulator");

        var result = ChildProcess.Run("python3", ["-B", "-m", "unittest", "discover", "-t", emulator, Path.Combine(emulator, "tests")]);

        if (result.ExitCode != 0)
            Assert.Fail(result.Output + result.Error);
        // No tests would pass as well.
        Assert.Matches(@"Ran [1-9]\d+ tests", result.Error);
    }
}
