using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>What the command passes to its checks, and when it asks no more.</summary>
public sealed class PreflightCommandTests
{
    [Fact]
    public void With_credentials_of_another_account_nothing_else_is_asked()
    {
        var account = new FakeAccount { Caller = "999988887777" };

        var output = Run(account, 1);

        Assert.Contains("999988887777", output, StringComparison.Ordinal);
        Assert.Equal(["sts get-caller-identity eu-central-1"], account.Asked);
    }

    [Fact]
    public void An_edge_in_another_region_is_the_only_finding()
    {
        var account = new FakeAccount { Roles = { "demo-plane-manager" } };
        account.Stack("Edge-demo", region: "eu-west-1", physicalIds: "demo-plane-manager");

        var output = Run(account, 1);

        Assert.Contains("an edge cannot move to another region", output, StringComparison.Ordinal);
        Assert.DoesNotContain(account.Asked, asked => asked.StartsWith("ec2 describe-vpcs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/cdk-bootstrap/hnb659fds/version")]
    [InlineData("/cdk-bootstrap/own/version", "--bootstrap-qualifier", "own")]
    public void The_bootstrap_is_that_of_the_qualifier(string parameter, params string[] options)
    {
        // Nothing is bootstrapped.
        var account = new FakeAccount { Code = "ParameterNotFound", Refused = { "ssm get-parameter" } };
        using var session = new Session();
        session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        var result = session.Run(account, ["preflight", "demo", .. options]);

        Assert.Contains($"SSM parameter {parameter} not found", result.Output, StringComparison.Ordinal);
    }

    private static string Run(FakeAccount account, int exitCode)
    {
        using var session = new Session();
        session.Write("edges/demo.yaml", EdgeFiles.Text(EdgeFiles.Demo));
        var result = session.Run(account, "preflight", "demo");
        Assert.True(result.ExitCode == exitCode, result.Output + result.Error);
        return result.Output;
    }
}
