using System.Globalization;
using Amazon.CDK;
using EdgeCdk.Config.Artifacts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Lambdas;
using EdgeCdk.Resources;

namespace EdgeCdk.App.Portable;

/// <summary>What the parameters of the portable template decide about the functions.</summary>
internal sealed class PortableFunctions
{
    private readonly PortableForm _form;
    private readonly ReleaseManifest _release;
    private readonly EdgeContext _edge;
    private readonly PrivateNetwork _network;
    private readonly When _telemetry;
    private readonly IReadOnlyDictionary<Function, FunctionPackage> _packages;
    private readonly Conditional<string> _artifactKey;
    private readonly Conditional<string> _queueKey;
    private readonly When _readsQueues;
    private readonly ProxyInputs _proxy;

    public PortableFunctions(
        PortableForm form, ReleaseManifest release, EdgeContext edge, PrivateNetwork network, When telemetry, ProxyInputs proxy)
    {
        (_form, _release, _edge, _network, _telemetry, _proxy) = (form, release, edge, network, telemetry, proxy);
        _packages = FunctionPackages.InBucket(form.Text("ArtifactPrefix"), release);
        _artifactKey = form.Optional("HasArtifactKey", "ArtifactKeyArn");
        _queueKey = form.Optional("HasQueueKey", "QueueKeyArn");
        _readsQueues = form.Is("EnablesEventSources", "EventSources", "enabled");
        ResultBucket = new ResultBucket(form.Text("ResultBucketName"), form.Text("ResultBucketRegion"), form.Text("ResultRoleArn"));
    }

    public ResultBucket ResultBucket { get; }

    /// <summary>The functions of the release.</summary>
    public IReadOnlyDictionary<Function, JavaFunctionRelease> All() =>
        _release.Functions.Keys.Order().ToDictionary(function => function, Release);

    private JavaFunctionRelease Release(Function function)
    {
        var (release, package) = (_release.Functions[function], _packages[function]);
        var timeout = $"{function}TimeoutSeconds";
        var hasTimeout = _form.IsNotZero($"Has{function}Timeout", timeout);
        // A text: CloudFormation joins nothing else.
        var seconds = hasTimeout.IfElse(_form.Text(timeout), release.TimeoutSeconds.ToString(CultureInfo.InvariantCulture));
        var instances = $"{function}ProvisionedConcurrency";
        return new JavaFunctionRelease
        {
            Code = new CodePackage
            {
                Source = new PackageSource.StoredObject(_form.Text("ArtifactBucket"), package.SourceKey!, _artifactKey),
                ObjectKey = package.ObjectKey,
                Sha256 = package.Sha256,
            },
            Handler = release.Handler,
            JavaRuntime = release.Runtime,
            MemoryMb = release.MemoryMb,
            TimeoutSeconds = hasTimeout.IfElse(_form.Number(timeout), release.TimeoutSeconds),
            ProvisionedConcurrency = new(_form.Number(instances), _form.IsNotZero($"Warms{function}", instances)),
            Mapping = new QueueMapping
            {
                QueueArn = _form.Text(FunctionTraitsAttribute.Of(function).QueueArn),
                QueueKeyArn = _queueKey,
                When = _readsQueues,
                BatchSize = release.BatchSize,
                BatchWindowSeconds = release.BatchWindowSeconds,
                MaximumConcurrency = release.MaximumConcurrency,
                PartialBatchResponses = release.PartialBatchResponses,
            },
            ParameterValues = $"{_edge.Name} {ShortSubnets()} {seconds} {_telemetry.IfElse("1", "0")}{ReadBy(function)}{ProxyOf(function)}",
        };
    }

    // Of the role its path and name: the rest is known.
    private string ReadBy(Function function) => function is Function.DqResultsReader
        ? $" {ResultBucket.Name} {ResultBucket.Region} {Fn.Select(5, Fn.Split(":", ResultBucket.RoleArn))}"
        : "";

    private string ProxyOf(Function function)
    {
        var read = _release.Component(function).Environment.Values;
        Fact[] proxy = [Facts.ProxyUrl, Facts.ProxyExceptions, Facts.ProxyJavaOptions];
        var parts = new List<string>();
        if (proxy.Any(fact => read.Contains(fact.Name)))
            parts.Add(_proxy.When.IfElse($" {PortableProxy.AddressOf(_form)} {_form.Text("NoProxy")}", "")!);
        if (read.Contains(Facts.ProxyCaSecretArn.Name))
            parts.Add(_proxy.CaSecretArn.When.IfElse($" {PortableProxy.CaSecretNameOf(_form)}", "")!);
        return string.Concat(parts);
    }

    // Without what all have in common: the description of a version is short.
    private string ShortSubnets() => string.Concat(_network.Subnets.Select((subnet, index) =>
    {
        var id = Fn.Select(1, Fn.Split("-", $"{subnet.Id}-"));
        return subnet.When.IfElse(index == 0 ? id : $",{id}", "");
    }));
}
