using System.Collections.Immutable;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Network;
using EdgeCdk.Config.Releases;
using Names = EdgeCdk.Config.Yaml.Names;

namespace EdgeCdk.Resources;

/// <summary>The values of facts, and with them what the code of each component of a release is given.</summary>
internal sealed class FactValues
{
    private readonly ReleaseManifest _release;
    private readonly ImmutableDictionary<string, Conditional<string>> _values;
    private readonly ProxyFacts _proxy;

    private FactValues(ReleaseManifest release, ImmutableDictionary<string, Conditional<string>> values, ProxyFacts proxy) =>
        (_release, _values, _proxy) = (release, values, proxy);

    /// <summary>What is known about an edge before any of its resources exists.</summary>
    public static FactValues Of(EdgeInputs inputs)
    {
        var none = new FactValues(
            inputs.Release, ImmutableDictionary.Create<string, Conditional<string>>(StringComparer.Ordinal), new ProxyFacts(inputs));
        return none
            .With(Facts.EdgeName, inputs.Edge.Name)
            .With(Facts.EdgeRegion, inputs.Edge.Region)
            .With(Facts.AccountId, inputs.Edge.AccountId)
            .With(Facts.EdgeRelease, inputs.Edge.Release)
            .With(Facts.EdgeAccessRoleArn, inputs.EdgeAccessRoleArn)
            .With(Facts.EdgeAccessExternalId, inputs.EdgeAccessExternalId)
            .With(Facts.JobSubnetIds, inputs.Network.JoinedSubnetIds)
            .With(Facts.ResultBucket, inputs.ResultBucket.Name)
            .With(Facts.ResultBucketRegion, inputs.ResultBucket.Region)
            .With(Facts.ResultRoleArn, inputs.ResultBucket.RoleArn)
            .With(Facts.ProxyUrl, none._proxy.Url)
            .With(Facts.ProxyCaBundle, none._proxy.CaSecretArn)
            .With(Facts.ProxyCaSecretArn, none._proxy.CaSecretArn)
            .WithTelemetry(inputs.Edge, new("", When.Never), "");
    }

    /// <summary>The same with the value of one more fact.</summary>
    public FactValues With(Fact fact, string value) => With(fact, new Conditional<string>(value, When.Always));

    /// <summary>The same with the value that one more fact has under a condition.</summary>
    public FactValues With(Fact fact, Conditional<string> value) => new(_release, _values.SetItem(fact.Name, value), _proxy);

    /// <summary>The same with the address where telemetry is sent to, and its host.</summary>
    public FactValues WithTelemetry(EdgeContext edge, Conditional<string> endpoint, string host) =>
        new FactValues(_release, _values, _proxy with { CollectorHost = endpoint with { Value = host } })
        .With(Facts.TelemetryEndpoint, endpoint)
        .With(Facts.TelemetryProtocol, endpoint with { Value = "http/protobuf" })
        .With(Facts.TelemetryAttributes, endpoint with { Value = $"ataccama.edge.name={edge.Name}" });

    /// <summary>What the code of a component is given.</summary>
    public ComponentRuntime Of(Enum component)
    {
        var code = _release.Component(component);
        var workload = Workloads.Of(component);
        var own = With(Facts.DriversPath, code.DriversPath ?? "")
            .With(Facts.ProxyExceptions, _proxy.Exceptions(workload, hasBlocks: component is not Function))
            .With(Facts.ProxyJavaOptions, _proxy.JavaOptions(workload))
            .With(Facts.ConfigurationPath, code.ConfigurationPath ?? "")
            .With(Facts.TelemetryServiceName, _values[Facts.TelemetryEndpoint.Name] with { Value = Names.Kebab(component) });
        return new ComponentRuntime
        {
            Environment = code.Environment.Where(variable => variable.Value != Facts.ProxyCaBundle.Name)
                .Select(variable => (Name: variable.Key, Value: own._values[variable.Value]))
                .Concat(code.Constants.Select(constant =>
                    (Name: constant.Key, Value: new Conditional<string>(constant.Value, When.Always))))
                .ToDictionary(variable => variable.Name, variable => variable.Value),
            Secrets = code.Environment.Where(variable => variable.Value == Facts.ProxyCaBundle.Name)
                .ToDictionary(variable => variable.Key, variable => own._values[variable.Value]),
            SecretPermissions = code.Environment.Values.Intersect([Facts.ProxyCaBundle.Name, Facts.ProxyCaSecretArn.Name]).Any()
                ? _proxy.CaPermissions
                : [],
            EntryPoint = code.EntryPoint,
            Command = code.Command,
            DriversPath = code.DriversPath ?? "",
            ConfigurationPath = code.ConfigurationPath ?? "",
            StatePath = code.StatePath ?? "",
            MemoryMiB = code.MemoryMiB,
        };
    }
}
