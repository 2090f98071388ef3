using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Releases;

/// <summary>One release of the vendor: a file in the releases directory, named after its version.</summary>
public sealed record ReleaseManifest
{
    /// <summary>Version of the release; the file is named after it.</summary>
    /// <effect>Tag and output of the stack.</effect>
    [ReleaseVersion]
    public required string Version { get; init; }

    /// <summary>The day the release was published.</summary>
    /// <effect>None on the stack. The release before it is supported for 90 days from then.</effect>
    public required DateOnly Released { get; init; }

    /// <summary>The release that upgrades come from. Default: none, this is the first.</summary>
    /// <effect>None on the stack. Upgrades go along this chain, one release at a time.</effect>
    [ReleaseVersion]
    public string? Previous { get; init; }

    /// <summary>Repository and tag of every container.</summary>
    [NamesOf(typeof(ServiceImage), typeof(Job))]
    public required IReadOnlyDictionary<string, ImageReference> Images { get; init; }

    /// <summary>Size of a task of Plane Manager.</summary>
    public required TaskSize PlaneManager { get; init; }

    /// <summary>Size of the task that puts the connectors on the file system.</summary>
    public required TaskSize ConnectorsRollout { get; init; }

    /// <summary>Size of the telemetry collector's task.</summary>
    public required TaskSize Observability { get; init; }

    /// <summary>The jobs of this release, and the size of each. A job that is not here is not in the release.</summary>
    public required IReadOnlyDictionary<Job, TaskSize> Jobs { get; init; }

    /// <summary>
    /// The Java functions of this release, with their code and their behaviour on a queue. A function that is not here is not in the
    /// release.
    /// </summary>
    public required IReadOnlyDictionary<Function, FunctionRelease> Functions { get; init; }

    /// <summary>What the code of each component reads and expects when it runs.</summary>
    [NamesOf(typeof(ServiceImage), typeof(Job), typeof(Function))]
    public required IReadOnlyDictionary<string, ComponentCode> Components { get; init; }

    /// <summary>What the code of a component reads and expects, by the component's name in this file.</summary>
    public ComponentCode Component(Enum component) => Components[Names.Value(component)];

    /// <summary>Whether some component of this release reads a fact.</summary>
    internal bool Reads(Fact fact) => Components.Values.Any(component => component.Environment.Values.Contains(fact.Name));

    /// <summary>Whether some component of this release reads the address of a proxy.</summary>
    internal bool ReadsProxy() => Reads(Facts.ProxyUrl) || Reads(Facts.ProxyJavaOptions);

    /// <summary>Names of the components of this release.</summary>
    public IEnumerable<string> ComponentNames() =>
    [
        .. Enum.GetValues<ServiceImage>().Select(image => Names.Value(image)),
        .. Jobs.Keys.Order().Select(job => Names.Value(job)),
        .. Functions.Keys.Order().Select(function => Names.Value(function)),
    ];

    /// <summary>Image of a container that is not a job.</summary>
    public ImageReference Image(ServiceImage container) => Images[Names.Value(container)];

    /// <summary>Image of a job of this release.</summary>
    public ImageReference Image(Job job) => Images[Names.Value(job)];

    /// <summary>Most characters that may stand before the repositories, with the slash between them.</summary>
    public int LongestRegistryPrefix() => ImageReference.Longest - Images.Values.Max(image => image.Written().Length);
}
