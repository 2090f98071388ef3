using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Rules;

/// <summary>What must hold in a release file.</summary>
internal static class ReleaseRules
{
    public static readonly Rule<ReleaseManifest>[] All =
    [
        .. Enum.GetValues<Image>().Select(image => Has<ImageReference>($"images.{Names.Value(image)}", release => release.Images.ContainsKey(image))),
        .. Enum.GetValues<Image>().Select(image => IsShortEnough(Names.Value(image), release => release.Images.GetValueOrDefault(image))),
        .. Enum.GetValues<Job>().Select(job => Has<TaskSize>($"jobs.{Names.Value(job)}", release => release.Jobs.ContainsKey(job))),
        .. Enum.GetValues<Job>().Select(job => Fits($"jobs.{Names.Value(job)}", release => release.Jobs.GetValueOrDefault(job))),
        Fits("planeManager", release => release.PlaneManager),
        Fits("connectorsRollout", release => release.ConnectorsRollout),
        Fits("observability", release => release.Observability),
        LargeBatchesWait("functions.metadataBrowsing", functions => functions.MetadataBrowsing),
        LargeBatchesWait("functions.dqResultsReader", functions => functions.DqResultsReader),
    ];

    /// <summary>A problem unless Fargate has the size.</summary>
    /// <param name="key">The block that says the size.</param>
    /// <param name="size">The size.</param>
    /// <param name="because">What follows the memory size. Default: nothing.</param>
    public static IEnumerable<Problem> FitsFargate(string key, TaskSize size, string because = "")
    {
        var allowed = $"{FargateSizes.MemoryFor(size.Cpu)} with {size.Cpu} CPU units";
        if (!FargateSizes.Has(size.Cpu, size.MemoryMiB))
            yield return Problem.Is($"{key}.memoryMiB", size.MemoryMiB, allowed, "change memoryMiB or cpu", because);
    }

    private static Rule<ReleaseManifest> Has<TBlock>(string key, Func<ReleaseManifest, bool> isThere) => new(
        [key], release => isThere(release) ? [] : [Problem.Missing(key, RecordShape.Block(typeof(TBlock)), "take the values from the vendor's release notes")]);

    private static Rule<ReleaseManifest> Fits(string key, Func<ReleaseManifest, TaskSize?> size) => new(
        [key], release => size(release) is { } found ? FitsFargate(key, found) : []);

    // ECS refuses the task definition of a longer one.
    private static Rule<ReleaseManifest> IsShortEnough(
        string name, Func<ReleaseManifest, ImageReference?> image) => new([$"images.{name}"], release =>
    {
        const int most = ImageReference.Longest;
        var written = $"{RegistrySection.VendorPrefix}{image(release)?.Written()}";
        return written.Length <= most ? [] :
        [
            new Problem(
                $"images.{name}", $"has {written.Length} characters behind {RegistrySection.VendorPrefix}, with repository and tag",
                $"use at most {most}", "shorten repository or tag"),
        ];
    });

    // Lambda refuses a mapping with a batch of more than 10 that does not wait.
    private static Rule<ReleaseManifest> LargeBatchesWait(string key, Func<FunctionReleases, FunctionRelease> function) => new(
        [key], release => function(release.Functions) is { BatchSize: > 10, BatchWindowSeconds: 0 }
            ? [Problem.Is($"{key}.batchWindowSeconds", 0, "1 or more with a batchSize over 10", "change batchWindowSeconds or batchSize")]
            : []);
}
