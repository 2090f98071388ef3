using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// The life of edge alpha in an account where everything happens that the emulator knows to disturb it with. Who deploys it has the rights
/// that docs/security/deployer.md gives.
/// </summary>
public sealed class RoughStory : IDisposable
{
    private readonly Lazy<Preparation> _preparation;
    private readonly Lazy<CdkCli> _cli;
    private readonly Lazy<Moment> _prepared, _proposed, _stopped, _deployed, _refused, _upgraded, _switched, _destroyed;
    private IReadOnlyDictionary<string, int> _happened = new Dictionary<string, int>();

    public RoughStory()
    {
        _preparation = new(() => new Preparation());
        _cli = new(() => LeastAccess.Cli(Preparation, "alpha"));
        _prepared = new(() =>
        {
            _ = _cli.Value;
            return Moment.After(Preparation.Bootstrap, Preparation.Aws);
        });
        _proposed = Step(() => _prepared, () =>
        {
            Propose("CREATE");
            return null;
        });
        _stopped = Step(() => _proposed, () => Deploy("16.6.4"), ("clientStops", 20));
        _deployed = Step(() => _stopped, () =>
        {
            TooEarly = Assert.Throws<AwsClientException>(() => Propose("UPDATE")).Message;
            WaitUntilCreated();
            return CdkCli.Succeeded(Deploy("16.6.4"));
        });
        _refused = Step(() => _deployed, () => Deploy("16.6.5"), ("refusedByHook", "DqResultsReaderFunctionCurrent"));
        _upgraded = Step(() => _refused, () => CdkCli.Succeeded(Deploy("16.6.5")));
        _switched = Step(() => _upgraded, () => CdkCli.Succeeded(Deploy("16.6.5", "alarms: { create: true }")));
        _destroyed = Step(() => _switched, () =>
        {
            Preparation.Unprotect("Edge-alpha");
            return _cli.Value.Destroy(Alpha("16.6.5"));
        });
    }

    /// <summary>The account before the edge.</summary>
    internal Moment Prepared => _prepared.Value;

    /// <summary>The client stopped before it executed its change set.</summary>
    internal Moment Proposed => _proposed.Value;

    /// <summary>The client stopped when the deployment had begun.</summary>
    internal Moment Stopped => _stopped.Value;

    /// <summary>What AWS says to whoever deploys while that goes on.</summary>
    internal string TooEarly { get; private set; } = "";

    /// <summary>The same deployment again, when the stack has been created.</summary>
    internal Moment Deployed => _deployed.Value;

    /// <summary>An upgrade that a hook of the organisation refuses.</summary>
    internal Moment Refused => _refused.Value;

    /// <summary>The same upgrade, allowed.</summary>
    internal Moment Upgraded => _upgraded.Value;

    /// <summary>An optional part is on.</summary>
    internal Moment Switched => _switched.Value;

    /// <summary>The edge is destroyed.</summary>
    internal Moment Destroyed => _destroyed.Value;

    /// <summary>How often each disturbance has happened until the end.</summary>
    internal IReadOnlyDictionary<string, int> Happened
    {
        get
        {
            _ = Destroyed;
            return _happened;
        }
    }

    internal Emulator Emulator => Preparation.Emulator;

    private Preparation Preparation => _preparation.Value;

    public void Dispose()
    {
        if (_preparation.IsValueCreated)
            _preparation.Value.Dispose();
    }

    // All that may always happen, and what happens in this step alone.
    private Lazy<Moment> Step(Func<Lazy<Moment>> before, Func<CommandResult?> act, params (string Name, JsonNode Value)[] once) => new(() =>
    {
        _ = before().Value;
        var weather = new JsonObject
        {
            ["addedContainer"] = true,
            ["failedStarts"] = 2,
            ["throttleEvery"] = 20,
            ["insightsLogGroups"] = true,
            ["lateLogLines"] = true,
            ["changedByHand"] = true,
            ["newRolesAreDenied"] = 1,
            ["openedByHand"] = true,
        };
        foreach (var (name, value) in once)
            weather[name] = value;
        Preparation.Emulator.Weather(weather);
        var result = act();
        _happened = Preparation.Emulator.Happened();
        Preparation.Emulator.Weather();
        return Moment.After(result, Preparation.Aws);
    });

    // As the CLI does it, which then stops.
    private void Propose(string type) => Preparation.Aws.Call("cloudformation", "create_change_set", new JsonObject
    {
        ["StackName"] = "Edge-alpha",
        ["ChangeSetName"] = "cdk-deploy-change-set",
        ["ChangeSetType"] = type,
        ["TemplateBody"] = """{ "Resources": { "Topic": { "Type": "AWS::SNS::Topic" } } }""",
    });

    // By the number of looks, which is what the emulator counts.
    private void WaitUntilCreated()
    {
        for (var look = 0; look < 1000 && StackView.Find(Preparation.Aws, "Edge-alpha")!.Status == "CREATE_IN_PROGRESS"; look++)
            Thread.Sleep(100);
    }

    private CommandResult Deploy(string release, string rest = "") => _cli.Value.Deploy(Alpha(release, rest), Story.Secrets);

    private string Alpha(string release, string rest = "") => Preparation.Directory.Write("edges/alpha.yaml", Preparation.Customer.EdgeFile(
        "alpha", release, "create", $"artifacts: {{ bucket: {Customer.Releases}, prefix: edge/{release}/ }}\n{rest}\n"));
}
