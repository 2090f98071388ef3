using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>The whole way, from an account without anything to one without an edge.</summary>
public sealed class WalkTests
{
    private const string Name = "acme-prod";

    [Fact]
    public void From_an_empty_account_to_an_edge_and_back()
    {
        using var walk = new Walk();

        // prerequisites: network, bucket and role, and the values for the vendor
        Succeeded(walk.WritePrerequisites());
        Succeeded(walk.Aws(
            "cloudformation", "deploy",
            "--region", Places.Region,
            "--stack-name", $"Prerequisites-{Name}",
            "--template-file", walk.PathOf("prerequisites.template.json"),
            "--capabilities", "CAPABILITY_IAM",
            "--parameter-overrides", $"EdgeName={Name}"));
        Succeeded(walk.Edge("prerequisites", "--onboarding", $"Prerequisites-{Name}", "--region", Places.Region));

        // init and discover: the edge file, its network from the account
        Succeeded(walk.Edge(
        [
            "init",
            "--from", "onboarding.yaml",
            "--set", "vpc.cidrBlocks=10.99.0.0/16",
            "--set", "vpc.privateRouteTableIds=rtb-0aa11bb22cc33dd44",
            .. walk.FromTheVendor().SelectMany(value => (string[])["--set", value]),
        ]));
        var discovered = Succeeded(walk.Edge("discover", Name, "--yes"));
        Assert.Contains("10.99.0.0/16", discovered.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("10.99.0.0/16", File.ReadAllText(walk.EdgeFile), StringComparison.Ordinal);
        Succeeded(walk.Edge("validate"));

        // preflight: a new account lacks service-linked roles and the bootstrap; what it says to do helps
        var missing = walk.Edge("preflight", Name);
        Assert.Equal(1, missing.ExitCode);
        string[] told =
        [
            .. missing.Output.Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.StartsWith("do: aws iam create-service-linked-role", StringComparison.Ordinal)),
        ];
        Assert.Equal(2, told.Length);
        foreach (var command in told)
            Succeeded(walk.Aws(command["do: aws ".Length..].Split(' ')));
        Assert.Contains($"do: npx cdk bootstrap aws://{Places.Account}/{Places.Region}\n", missing.Output, StringComparison.Ordinal);
        Succeeded(walk.Cdk("bootstrap", $"aws://{Places.Account}/{Places.Region}"));
        Succeeded(walk.Edge("preflight", Name));

        // deploy and verify: the message that registers the edge
        Succeeded(walk.Cdk("deploy", Walk.Stack, "--require-approval", "never"));
        var verified = Succeeded(walk.Edge("verify", Name));
        Assert.Contains(Places.Account, verified.Output, StringComparison.Ordinal);
        Assert.Contains("16.6.4", verified.Output, StringComparison.Ordinal);

        // the vendor has registered it; upgrade by one release
        File.WriteAllText(walk.EdgeFile, File.ReadAllText(walk.EdgeFile).With("eventSources: disabled", "eventSources: enabled"));
        Succeeded(walk.Edge("upgrade", Name, "--deployed", "account", "--yes"));
        Succeeded(walk.Edge("preflight", Name));
        Succeeded(walk.Cdk("deploy", Walk.Stack, "--require-approval", "never"));
        Assert.Contains("16.6.5", Succeeded(walk.Edge("verify", Name)).Output, StringComparison.Ordinal);

        // destroy-plan and destroy: what goes, what stays, and nothing else is left
        Assert.Contains("update-termination-protection", Succeeded(walk.Edge("destroy-plan", Name)).Output, StringComparison.Ordinal);
        Succeeded(walk.Aws(
            "cloudformation", "update-termination-protection",
            "--region", Places.Region,
            "--stack-name", Walk.Stack,
            "--no-enable-termination-protection"));
        Succeeded(walk.Cdk("destroy", Walk.Stack, "--force"));
        var left = Succeeded(walk.Edge("destroy-plan", Name, "--after", "--json"));
        Assert.Equal(["KMS Key", "KMS Key"], JsonNode.Parse(left.Output)!["left"]!.AsArray().Select(thing => (string)thing!["kind"]!));

        Assert.Empty(walk.Crashes);
    }

    private static CommandResult Succeeded(CommandResult result)
    {
        Assert.True(result.ExitCode == 0, $"{result.Output}\n{result.Error}");
        return result;
    }
}
