using EdgeCdk.Tests.Support;

namespace EdgeCdk.Bundle.Tests;

/// <summary>The commands of the README in a bundle, as they are there, on an emulated AWS.</summary>
public sealed class DeploymentTests(BundledEdge edge) : InTurn(2)
{
    [Fact]
    public void It_deploys_with_the_cdk_cli_and_nothing_of_this_repository() => Succeeded(edge.WithCdk);

    [Fact]
    public void It_deploys_with_the_aws_cli_alone() => Succeeded(edge.WithAws);

    [Fact]
    public void What_the_vendor_delivered_is_what_runs() => Assert.All([edge.WithCdk, edge.WithAws], deployment =>
    {
        var container = deployment.Job!["containerDefinitions"]![0]!;
        var variables = container["environment"]!.AsArray().Select(one => $"{one!["name"]}={one["value"]}");
        Assert.Equal("ataccama.azurecr.io/saas-edge/dqc-runtime-job:16.6.5-saas-edge", (string?)container["image"]);
        Assert.Equal(["LOG_LEVEL=INFO", $"OUT={Customer.ResultBucket}", "TENANT=gamma"], variables.Order(StringComparer.Ordinal));
        Assert.Equal(("8192", "32768"), ((string?)deployment.Job["cpu"], (string?)deployment.Job["memory"]));
    });

    [Fact]
    public void Both_ways_make_the_same_kinds_of_resources()
    {
        Assert.NotEmpty(edge.WithCdk.Types);
        Assert.Equal(edge.WithCdk.Types.OrderBy(type => type.Key), edge.WithAws.Types.OrderBy(type => type.Key));
    }

    [Fact]
    public void No_call_crashed_the_emulator()
    {
        _ = edge.WithAws;

        Assert.Empty(edge.Crashes);
    }

    private static void Succeeded(Deployment deployment)
    {
        Succeeded(deployment.Bootstrapped);
        Succeeded(deployment.Deployed);
        Assert.Equal("CREATE_COMPLETE", (string?)deployment.Stack!["StackStatus"]);
        Assert.True((bool)deployment.Stack["EnableTerminationProtection"]!);
        Assert.Equal("gamma", deployment.Output("EdgeName"));
        Assert.Equal("16.6.5", deployment.Output("Release"));
        Assert.Equal(Places.Account, deployment.Output("AccountId"));
        Succeeded(deployment.Verified);
        Assert.Contains("CREATE_COMPLETE", deployment.Verified.Output, StringComparison.Ordinal);
        Succeeded(deployment.Destroyed);
        Assert.True(deployment.IsGone);
    }

    private static void Succeeded(CommandResult? result) =>
        Assert.True(result is null or { ExitCode: 0 }, $"{result?.Output}{result?.Error}");
}
