using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Rules;

/// <summary>What must hold in a release file, and between an edge file and its release.</summary>
internal static class ReleaseRules
{
    public static readonly Rule<ReleaseManifest>[] OfARelease =
    [
        new(["images"], release => Complete("images", release.Images.Keys)),
        new(["jobs"], release => Complete("jobs", release.Jobs.Keys)),
        new(["planeManager"], release => FitsFargate("planeManager", release.PlaneManager)),
        new(["connectorsRollout"], release => FitsFargate("connectorsRollout", release.ConnectorsRollout)),
        new(["observability"], release => FitsFargate("observability", release.Observability)),
        new(["jobs"], release => release.Jobs.SelectMany(job => FitsFargate($"jobs.{Names.Value(job.Key)}", job.Value))),
        new(["functions"], release => LargeBatchesWait("functions.metadataBrowsing", release.Functions.MetadataBrowsing)),
        new(["functions"], release => LargeBatchesWait("functions.dqResultsReader", release.Functions.DqResultsReader)),
    ];

    /// <summary>What an edge file changes about its release must still be possible.</summary>
    public static IEnumerable<Rule<EdgeConfig>> OfAnEdgeOn(ReleaseManifest release) =>
    [
        new(["jobs"], config => config.Jobs.SelectMany(job => FitsFargate($"jobs.{Names.Value(job.Key)}", release.Jobs[job.Key].With(job.Value)))),
        new(["planeManager"], config => FitsFargate("planeManager", release.PlaneManager.With(new SizeOverride { Cpu = config.PlaneManager.Cpu, MemoryMiB = config.PlaneManager.MemoryMiB }))),
        new(["functions.metadataBrowsing", "controlPlane.requestQueueVisibilitySeconds"], config => TimeoutFits(
            "metadataBrowsing", config.Functions.MetadataBrowsing, release.Functions.MetadataBrowsing, "requestQueueVisibilitySeconds", config.ControlPlane.RequestQueueVisibilitySeconds)),
        new(["functions.dqResultsReader", "controlPlane.resultReaderQueueVisibilitySeconds"], config => TimeoutFits(
            "dqResultsReader", config.Functions.DqResultsReader, release.Functions.DqResultsReader, "resultReaderQueueVisibilitySeconds", config.ControlPlane.ResultReaderQueueVisibilitySeconds)),
    ];

    private static IEnumerable<Problem> Complete<TName>(string key, IEnumerable<TName> present)
        where TName : struct, Enum =>
        Enum.GetValues<TName>().Except(present).Select(name => Problem.Missing($"{key}.{Names.Value(name)}", "a block of keys", "take it from the vendor's release notes"));

    private static IEnumerable<Problem> FitsFargate(string key, TaskSize size)
    {
        if (!FargateSizes.Has(size.Cpu, size.MemoryMiB))
            yield return Problem.Is($"{key}.memoryMiB", size.MemoryMiB, $"{FargateSizes.MemoryFor(size.Cpu)} with {size.Cpu} CPU units", "change memoryMiB or cpu");
    }

    // Lambda refuses a mapping with a batch of more than 10 that does not wait.
    private static IEnumerable<Problem> LargeBatchesWait(string key, FunctionRelease function)
    {
        if (function is { BatchSize: > 10, BatchWindowSeconds: 0 })
            yield return Problem.Is($"{key}.batchWindowSeconds", 0, "1 or more with a batchSize over 10", "change batchWindowSeconds or batchSize");
    }

    private static IEnumerable<Problem> TimeoutFits(string name, FunctionOverride function, FunctionRelease release, string visibilityKey, int? visibilitySeconds)
    {
        var timeout = function.TimeoutSeconds ?? release.TimeoutSeconds;
        if (timeout > visibilitySeconds)
        {
            var remedy = $"lower functions.{name}.timeoutSeconds, or ask the vendor for a longer visibility timeout: AWS refuses the mapping otherwise";
            yield return Problem.Is($"functions.{name}.timeoutSeconds", timeout, $"at most controlPlane.{visibilityKey}, {visibilitySeconds}", remedy);
        }
    }
}
