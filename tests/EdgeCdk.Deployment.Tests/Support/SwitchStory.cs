using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// What is changed about edge alpha, which keeps its data, step by step: releases with the same packages, packages from elsewhere, and
/// every optional part on, off and on again. Edge beta is made with the portable template.
/// </summary>
public sealed class SwitchStory : IDisposable
{
    private const string Telemetry = "observability: { enabled: true }";

    private readonly Lazy<Preparation> _preparation;
    private readonly Lazy<Moment> _deployed, _rolledBack, _samePackages, _fromDirectory, _fromBucket, _on, _off, _onAgain;
    private readonly Lazy<Moment> _portableRefused, _cdkRefused;

    public SwitchStory()
    {
        _preparation = new(Prepare);
        _deployed = new(() => Deploy("16.6.4"));
        _rolledBack = After(() => _deployed, () =>
        {
            DeletePackages("16.6.4");
            Preparation.Emulator.Fail("Edge-alpha", "update", "DqResultsReaderFunctionCurrent");
            var moment = Deploy("16.6.5");
            Preparation.Emulator.FailNothing();
            return moment;
        });
        _samePackages = After(() => _rolledBack, () => Deploy("16.6.5"));
        _fromDirectory = After(() => _samePackages, () => Deploy("16.6.5", packages: "artifacts: { directory: packages }"));
        _fromBucket = After(() => _fromDirectory, () => Deploy("16.6.5"));
        _on = After(() => _fromBucket, () => Deploy("16.6.5", $"{Telemetry}\nalarms: {{ create: true }}"));
        _off = After(() => _on, () => Deploy("16.6.5", "planeManager: { replicas: 0 }"));
        _onAgain = After(() => _off, () => Deploy("16.6.5", Telemetry));
        _portableRefused = After(
            () => _onAgain,
            () => MomentAfter(PortableScript.Run(Preparation.Emulator, "alpha", Alpha("16.6.5"), isGivenSecrets: true)));
        _cdkRefused = After(() => _portableRefused, () =>
        {
            var artifacts = $"artifacts: {{ bucket: {Customer.Releases}, prefix: edge/16.6.5/ }}";
            var file = Preparation.Customer.EdgeFile("beta", "16.6.5", "existing", artifacts);
            BetaMade = MomentAfter(PortableScript.Run(Preparation.Emulator, "beta", file, isGivenSecrets: true));
            return MomentAfter(Preparation.Cli.Deploy(Preparation.Directory.Write("edges/beta.yaml", file), Story.Secrets));
        });
    }

    internal Moment Deployed => _deployed.Value;

    /// <summary>The upgrade failed near its end, after the vendor had removed the packages of the release before.</summary>
    internal Moment RolledBack => _rolledBack.Value;

    /// <summary>The upgrade to a release with the same packages.</summary>
    internal Moment SamePackages => _samePackages.Value;

    /// <summary>The same packages, from a directory.</summary>
    internal Moment FromDirectory => _fromDirectory.Value;

    /// <summary>And from the bucket again.</summary>
    internal Moment FromBucket => _fromBucket.Value;

    /// <summary>With the telemetry collector and alarms.</summary>
    internal Moment On => _on.Value;

    /// <summary>Without both, and without Plane Manager.</summary>
    internal Moment Off => _off.Value;

    /// <summary>With the telemetry collector and Plane Manager again.</summary>
    internal Moment OnAgain => _onAgain.Value;

    /// <summary>The script of the portable template, run for an edge of the CDK CLI.</summary>
    internal Moment PortableRefused => _portableRefused.Value;

    /// <summary>Edge beta as the portable template made it.</summary>
    internal Moment BetaMade { get; private set; } = null!;

    /// <summary>The CDK CLI, run for an edge of the portable template.</summary>
    internal Moment CdkRefused => _cdkRefused.Value;

    private Preparation Preparation => _preparation.Value;

    public void Dispose()
    {
        if (_preparation.IsValueCreated)
            _preparation.Value.Dispose();
    }

    private static Preparation Prepare()
    {
        var preparation = new Preparation();
        Customer.WritePackages(Path.Combine(preparation.Directory.Path, "packages"), "16.6.4");
        PortableScript.Prepare(preparation.Aws);
        // The vendor publishes 16.6.5 with the packages of 16.6.4.
        foreach (var component in (string[])["edgeinteractivejobs", "dqresultsreader"])
        {
            preparation.Aws.Call("s3", "put_object", new JsonObject
            {
                ["Bucket"] = Customer.Releases,
                ["Key"] = $"edge/16.6.5/{component}/{component}.zip",
                ["Body"] = new JsonObject { ["base64"] = Convert.ToBase64String(Customer.Package(component, "16.6.4")) },
            });
        }

        return preparation;
    }

    private void DeletePackages(string release)
    {
        foreach (var component in (string[])["edgeinteractivejobs", "dqresultsreader"])
        {
            Preparation.Aws.Call("s3", "delete_object", new JsonObject
            {
                ["Bucket"] = Customer.Releases,
                ["Key"] = $"edge/{release}/{component}/{component}.zip",
            });
        }
    }

    private static Lazy<Moment> After(Func<Lazy<Moment>> before, Func<Moment> act) => new(() =>
    {
        _ = before().Value;
        return act();
    });

    private string Alpha(string release, string rest = "", string? packages = null) => Preparation.Customer.EdgeFile(
        "alpha",
        release,
        "create",
        $"{packages ?? $"artifacts: {{ bucket: {Customer.Releases}, prefix: edge/{release}/ }}"}\ndataRetention: retain\n{rest}\n");

    private Moment Deploy(string release, string rest = "", string? packages = null)
    {
        string[] receiver = rest.Contains(Telemetry, StringComparison.Ordinal)
            ? ["OtlpEndpoint=https://telemetry.example.com:4317", $"OtlpAuthorization={Story.Authorization}"]
            : [];
        var file = Preparation.Directory.Write("edges/alpha.yaml", Alpha(release, rest, packages));
        return MomentAfter(Preparation.Cli.Deploy(file, [.. Story.Secrets, .. receiver]));
    }

    private Moment MomentAfter(CommandResult result) => Moment.After(result, Preparation.Aws);
}
