using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// What happens to two edges of one account, step by step, on one emulated AWS. A test asks for a step and gets what AWS showed
/// after it; the steps before it are made first, each once. Edge alpha has all defaults. Edge beta keeps its data, takes its code
/// from a directory and its registry credentials from a secret, and has the telemetry collector and alarms.
/// </summary>
public sealed class Story : IDisposable
{
    private readonly Lazy<Preparation> _preparation;
    private readonly Lazy<Moment> _prepared, _deployed, _upgradeFailed, _upgraded, _putBack;
    private readonly Lazy<Moment> _betaFailed, _betaRefused, _bothDeployed, _alphaKept, _alphaDestroyed, _betaDestroyed;
    private readonly Lazy<Details> _details;
    private readonly Lazy<Usage> _used;
    private readonly Lazy<CleanupRun> _cleaned;
    private readonly Lazy<History> _history;
    private readonly Lazy<Exposure> _exposed;

    public Story()
    {
        _preparation = new(Prepare);
        _prepared = new(() => Moment.After(Preparation.Bootstrap, Aws));
        _deployed = Step(() => _prepared, () => CdkCli.Succeeded(DeployAlpha("16.6.4")));
        _details = new(() => Details.Of(Deployed.Alpha!, Aws));
        _used = new(() =>
        {
            _ = Details;
            return Usage.Of(Deployed.Alpha!, Aws);
        });
        _betaFailed = new(() =>
        {
            _ = _used.Value;
            Emulator.Fail("Edge-beta", "create", "DqResultsReaderFunctionCurrent");
            return Failed(After(DeployBeta()), moment => moment.Beta);
        });
        _betaRefused = Step(() => _betaFailed, () =>
        {
            Emulator.FailNothing();
            return DeployBeta();
        });
        _bothDeployed = Step(() => _betaRefused, () =>
        {
            Preparation.Unprotect("Edge-beta");
            return CdkCli.Succeeded(DeployBeta());
        });
        _upgradeFailed = Step(() => _bothDeployed, () =>
        {
            Emulator.Fail("Edge-alpha", "update", "DqResultsReaderFunctionCurrent");
            return DeployAlpha("16.6.5");
        });
        _upgraded = Step(() => _upgradeFailed, () =>
        {
            Emulator.FailNothing();
            return CdkCli.Succeeded(DeployAlpha("16.6.5"));
        });
        _putBack = Step(() => _upgraded, () => CdkCli.Succeeded(Cli.DeployAgainVerbosely(Alpha("16.6.4"))));
        _history = new(() => History.Of(PutBack.Alpha!, Aws));
        _exposed = new(() =>
        {
            _ = _history.Value;
            SetOffAnAlarm(BothDeployed.Beta!);
            return Exposure.Of(Emulator, Aws);
        });
        _cleaned = new(() =>
        {
            _ = _exposed.Value;
            return CleanupRun.Of(_putBack.Value.Alpha!, Aws, Emulator);
        });
        _alphaKept = new(() =>
        {
            _ = _cleaned.Value;
            return After(Cli.Destroy(Alpha("16.6.4")));
        });
        _alphaDestroyed = Step(() => _alphaKept, () =>
        {
            Preparation.Unprotect("Edge-alpha");
            return CdkCli.Succeeded(Cli.Destroy(Alpha("16.6.4")));
        });
        _betaDestroyed = Step(() => _alphaDestroyed, () =>
        {
            Preparation.Unprotect("Edge-beta");
            return CdkCli.Succeeded(Cli.Destroy(Beta()));
        });
    }

    /// <summary>What the customer gives to alpha, to pull images.</summary>
    internal const string UserName = "registry-user-7c1f";

    /// <summary>The password of that; a secret.</summary>
    internal const string Password = "pw-9d3e5b71aa";

    /// <summary>The password in the secret that beta names; the customer's own.</summary>
    internal const string OwnPassword = Customer.RegistryPassword;

    /// <summary>User name and password for alpha, as parameters of the CLI.</summary>
    internal static readonly string[] Secrets = [$"RegistryUsername={UserName}", $"RegistryPassword={Password}"];

    /// <summary>What beta shows to the customer's telemetry backend; a secret too.</summary>
    internal const string Authorization = "otlp-4f8c02e6bb";

    internal Preparation Preparation => _preparation.Value;

    internal Emulator Emulator => Preparation.Emulator;

    internal AwsClient Aws => Preparation.Aws;

    internal CdkCli Cli => Preparation.Cli;

    /// <summary>The account before the first edge.</summary>
    internal Moment Prepared => _prepared.Value;

    /// <summary>Alpha's first deployment, release 16.6.4.</summary>
    internal Moment Deployed => _deployed.Value;

    /// <summary>Alpha as the services show it after that.</summary>
    internal Details Details => _details.Value;

    /// <summary>Alpha at work.</summary>
    internal Usage Used => _used.Value;

    /// <summary>The account with alpha at work.</summary>
    internal Inventory AtWork => Used.Inventory;

    /// <summary>What of that is alpha's.</summary>
    internal IReadOnlyList<string> AlphasOwn => AtWork.Except(Prepared.Inventory);

    /// <summary>Beta's first deployment fails near its end.</summary>
    internal Moment BetaFailed => _betaFailed.Value;

    /// <summary>Beta's next deployment: AWS protects what is left of the first.</summary>
    internal Moment BetaRefused => _betaRefused.Value;

    /// <summary>The protection is off, and beta's deployment succeeds, beside alpha.</summary>
    internal Moment BothDeployed => _bothDeployed.Value;

    /// <summary>Alpha's upgrade to 16.6.5 fails near its end.</summary>
    internal Moment UpgradeFailed => _upgradeFailed.Value;

    /// <summary>The same upgrade again.</summary>
    internal Moment Upgraded => _upgraded.Value;

    /// <summary>Alpha back on 16.6.4, deployed without parameters and with <c>--verbose</c>.</summary>
    internal Moment PutBack => _putBack.Value;

    /// <summary>All that happened to alpha until then.</summary>
    internal History History => _history.Value;

    /// <summary>What AWS holds after that, when both edges have seen everything but their end.</summary>
    internal Exposure Exposed => _exposed.Value;

    /// <summary>Cleanup has run on alpha.</summary>
    internal CleanupRun Cleaned => _cleaned.Value;

    /// <summary>Alpha is to be destroyed, but protected.</summary>
    internal Moment AlphaKept => _alphaKept.Value;

    /// <summary>Alpha is destroyed, while its jobs run.</summary>
    internal Moment AlphaDestroyed => _alphaDestroyed.Value;

    /// <summary>Beta is destroyed too, except its data.</summary>
    internal Moment BetaDestroyed => _betaDestroyed.Value;

    /// <summary>
    /// All files that were written: cloud assemblies, logs of the CLI, of the emulator and of the functions, and what the CLI keeps.
    /// </summary>
    internal IEnumerable<string> WrittenFiles =>
    [
        .. Directory.EnumerateFiles(Preparation.Directory.Path, "*", SearchOption.AllDirectories),
        .. new[] { Repository.Path("cdk.context.json") }.Where(File.Exists),
        .. new[] { Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cdk") }.Where(Directory.Exists)
            .SelectMany(directory => Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)),
    ];

    /// <summary>The text of a file that may still be written to.</summary>
    internal static string Read(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    /// <summary>The template that the application synthesized for a file of alpha.</summary>
    internal SynthesizedTemplate Synthesized(string release) => SynthesizedTemplate.Read(
        Path.Combine(Preparation.Directory.Path, $"alpha-{release}.out", "Edge-alpha.template.json"));

    public void Dispose()
    {
        if (_preparation is { IsValueCreated: true })
            _preparation.Value.Dispose();
    }

    private static Preparation Prepare()
    {
        var preparation = new Preparation();
        preparation.Cli.RunsApplication = true;
        Customer.WritePackages(Path.Combine(preparation.Directory.Path, "packages"), "16.6.5");
        return preparation;
    }

    private Lazy<Moment> Step(Func<Lazy<Moment>> before, Func<CommandResult> act) => new(() =>
    {
        _ = before().Value;
        return After(act());
    });

    private Moment After(CommandResult cli) => Moment.After(cli, Aws);

    // A first deployment must fail on AWS, not for a mistake in its file.
    private static Moment Failed(Moment moment, Func<Moment, StackView?> stack) =>
        stack(moment) is null ? throw new InvalidOperationException($"nothing was deployed:\n{moment.Printed}") : moment;

    // It publishes to the topic of the edge.
    private void SetOffAnAlarm(StackView edge) => Aws.Call("cloudwatch", "set_alarm_state", new JsonObject
    {
        ["AlarmName"] = edge.PhysicalIds("AWS::CloudWatch::Alarm").Values.First(),
        ["StateValue"] = "ALARM",
        ["StateReason"] = "a test",
    });

    private CommandResult DeployAlpha(string release) => Cli.Deploy(Alpha(release), Secrets);

    private CommandResult DeployBeta() => Cli.Deploy(
        Beta(),
        "OtlpEndpoint=https://telemetry.example.com:4317",
        $"OtlpAuthorization={Authorization}");

    private string Alpha(string release)
    {
        var artifacts = $"artifacts: {{ bucket: {Customer.Releases}, prefix: edge/{release}/ }}";
        var edgeFile = Preparation.Customer.EdgeFile("alpha", release, "create", artifacts);
        return Preparation.Directory.Write($"edges/alpha-{release}.yaml", edgeFile);
    }

    private string Beta() => Preparation.Directory.Write(
        "edges/beta.yaml",
        Preparation.Customer.EdgeFile("beta", "16.6.5", "existing", $$"""
        artifacts: { directory: packages }
        registry: { secretArn: {{Preparation.Customer.RegistrySecretArn}} }
        dataRetention: retain
        observability: { enabled: true }
        alarms: { create: true }
        """));
}
