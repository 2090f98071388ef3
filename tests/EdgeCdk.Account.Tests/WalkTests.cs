using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>The tutorial, command by command as the page has them: from an account without anything to one without an edge.</summary>
public sealed class WalkTests() : InTurn(3), IDisposable
{
    private const string EdgeFile = "edges/acme-prod.yaml";

    private readonly Lazy<Walk> _made = new();

    private Walk Walk => _made.Value;

    public void Dispose()
    {
        if (_made.IsValueCreated)
            _made.Value.Dispose();
    }

    // What the page has, and what is run instead, because nobody is there to answer, or a registry would be asked.
    private Dictionary<string, string> Instead() => new()
    {
        ["npm pack --pack-destination .."] = $"(cd '{Repository.Root}' && npm pack --silent --pack-destination '{Walk.Home}')",
        ["npm install ../edge-cdk-*.tgz"] = $$"""
            mkdir -p node_modules/edge-cdk && tar -xzf ../edge-cdk-*.tgz -C node_modules/edge-cdk --strip-components=1
            ln -s '{{Repository.Path("node_modules")}}'/{.bin,aws-cdk,@aws-cdk} node_modules/
            echo '{}' > package.json
            """,
        ["npx edge init --from onboarding.yaml"] = "npx edge init --from onboarding.yaml " + string.Join(' ', FromTheVendor().Select(
            value => $"--set {value}")),
        ["npx edge discover acme-prod"] = "npx edge discover acme-prod --yes",
        ["npx edge upgrade acme-prod --deployed account"] = "npx edge upgrade acme-prod --deployed account --yes",
        ["npx cdk destroy Edge-acme-prod"] = "npx cdk destroy Edge-acme-prod --force",
    };

    // What the page says beside its commands, and does before one of them: by its place among those that are equal.
    private Dictionary<(string Command, int Time), (string Sentence, Action Do)> Between() => new()
    {
        [("npx cdk deploy Edge-acme-prod", 2)] = (
            "set `controlPlane.eventSources: enabled` in `edges/acme-prod.yaml`",
            () => Walk.Edit(EdgeFile, "eventSources: disabled", "eventSources: enabled")),
        [("npx edge upgrade acme-prod --deployed account", 1)] = (
            "replace the packages in\n`lambda-artifacts`",
            () =>
            {
                Walk.DeliverPackages("16.6.5");
                Succeeded(Walk.Run("cp -r ../from-the-vendor/* lambda-artifacts/"));
            }
        ),
    };

    // What the page says of the result of a command.
    private Dictionary<(string Command, int Time), Action<CommandResult>> Promised() => new()
    {
        [("npx edge discover acme-prod", 1)] = discovered =>
        {
            Assert.Contains("10.99.0.0/16", discovered.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("10.99.0.0/16", Walk.Read(EdgeFile), StringComparison.Ordinal);
        },
        // A new account lacks service-linked roles and the bootstrap; the commands that help are the next ones of the page.
        [("npx edge preflight acme-prod", 1)] = missing =>
        {
            Assert.Equal(1, missing.ExitCode);
            var told = missing.Output.Split('\n').Select(line => line.Trim())
                .Where(line => line.StartsWith("do: aws iam create-service-linked-role", StringComparison.Ordinal)
                    || line.StartsWith("do: npx cdk bootstrap", StringComparison.Ordinal))
                .Select(line => line["do: ".Length..]).ToList();
            Assert.Equal(3, told.Count);
            Assert.All(told, command => Assert.Contains(command, TutorialPage.Commands));
        },
        [("npx edge verify acme-prod", 1)] = verified => Assert.Contains("16.6.4", verified.Output, StringComparison.Ordinal),
        [("npx edge verify acme-prod", 3)] = verified => Assert.Contains("16.6.5", verified.Output, StringComparison.Ordinal),
        [("npx edge destroy-plan acme-prod", 1)] =
            plan => Assert.Contains("update-termination-protection", plan.Output, StringComparison.Ordinal),
        [("npx edge destroy-plan acme-prod --after", 1)] = left =>
        {
            Assert.Contains("Prerequisites-acme-prod", left.Output, StringComparison.Ordinal);
            var kinds = JsonNode.Parse(Succeeded(Walk.Run("npx edge destroy-plan acme-prod --after --json")).Output)!["left"]!.AsArray()
                .Select(thing => (string)thing!["kind"]!);
            Assert.Equal(["KMS Key", "KMS Key"], kinds);
        },
    };

    [Fact]
    public void Every_command_of_the_tutorial_does_what_the_page_says()
    {
        var (instead, between, promised) = (Instead(), Between(), Promised());
        var times = new Dictionary<string, int>();
        foreach (var command in TutorialPage.Commands)
        {
            var time = times[command] = times.GetValueOrDefault(command) + 1;
            if (between.Remove((command, time), out var step))
            {
                Assert.Contains(step.Sentence, TutorialPage.Text, StringComparison.Ordinal);
                step.Do();
            }

            instead.TryGetValue(command, out var other);
            var result = Walk.Run(other ?? command);
            if (promised.Remove((command, time), out var check))
                check(result);
            else
                Succeeded(result);
        }

        // Nothing in the tables is about a command that the page has not got.
        Assert.Empty(instead.Keys.Except(times.Keys));
        Assert.Empty(between.Keys);
        Assert.Empty(promised.Keys);
        Assert.Empty(Walk.Crashes);
    }

    private IEnumerable<string> FromTheVendor() =>
    [
        "vpc.cidrBlocks=10.99.0.0/16",
        "vpc.privateRouteTableIds=rtb-0aa11bb22cc33dd44",
        "edge.name=acme-prod",
        "edge.release=16.6.4",
        $"controlPlane.edgeAccessRoleArn=arn:aws:iam::{Places.VendorAccount}:role/edge-access-acme-prod",
        $"controlPlane.requestQueueArn=arn:aws:sqs:{Places.Region}:{Places.VendorAccount}:acme-prod-requests",
        $"controlPlane.resultReaderQueueArn=arn:aws:sqs:{Places.Region}:{Places.VendorAccount}:acme-prod-results",
        "controlPlane.eventSources=disabled",
        $"registry.secretArn={Walk.MakeRegistrySecret()}",
    ];

    private static CommandResult Succeeded(CommandResult result)
    {
        Assert.True(result.ExitCode == 0, $"{result.Output}\n{result.Error}");
        return result;
    }
}
