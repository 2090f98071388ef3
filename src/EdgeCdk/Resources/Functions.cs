using Constructs;
using EdgeCdk.Config.Edge;
using EdgeCdk.Lambdas;
using EdgeCdk.Messaging;

namespace EdgeCdk.Resources;

/// <summary>The vendor's functions, and the cleanup of their versions.</summary>
internal sealed record Functions
{
    /// <summary>The functions of the release, with what is decided about each.</summary>
    public required IReadOnlyList<(JavaFunction Function, JavaFunctionRelease Release)> Releases { get; init; }

    public required Cleanup Cleanup { get; init; }

    public required CleanupSchedule CleanupSchedule { get; init; }

    /// <summary>The functions of the release.</summary>
    public IEnumerable<JavaFunction> All => Releases.Select(one => one.Function);

    public static Functions Create(Construct scope, EdgeInputs inputs, Foundation foundation, FactValues facts)
    {
        var (edge, key) = (foundation.Platform.Edge, foundation.Platform.Key);
        var releases = inputs.Functions.Select(one => (Create(one.Key, one.Value), one.Value)).ToList();
        var cleanup = new Cleanup(scope, "Cleanup", edge, key, [.. releases.Select(one => one.Item1)], foundation.OwnFunctionVpc);
        return new Functions
        {
            Releases = releases,
            Cleanup = cleanup,
            CleanupSchedule = new CleanupSchedule(scope, "CleanupSchedule", edge, key, cleanup),
        };

        JavaFunction Create(Function function, JavaFunctionRelease release) => function switch
        {
            Function.MetadataBrowsing => new MetadataBrowsing(scope, "MetadataBrowsing", new MetadataBrowsingProps
            {
                Platform = foundation.Platform,
                FileSystem = foundation.FileSystem,
                Bucket = foundation.Bucket,
                CustomerRoles = inputs.CustomerRoles,
                Release = release,
                Runtime = facts.Of(function),
            }).Function,
            Function.DqResultsReader => new DqResultsReader(scope, "DqResultsReader", new DqResultsReaderProps
            {
                Platform = foundation.Platform,
                DataQualityKey = foundation.DataQualityKey,
                Bucket = foundation.Bucket,
                ResultBucket = inputs.ResultBucket,
                Release = release,
                Runtime = facts.Of(function),
            }).Function,
            _ => throw new InvalidOperationException($"{function} has no construct: add one here"),
        };
    }
}
