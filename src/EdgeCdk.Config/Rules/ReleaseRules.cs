using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Rules;

/// <summary>What must hold in a release file.</summary>
internal static class ReleaseRules
{
    private const string Source = "take the values from the vendor's release notes";

    private static readonly string[] Jobs = [.. Enum.GetValues<Job>().Select(job => Names.Value(job))];
    private static readonly string[] Services = [.. Enum.GetValues<ServiceImage>().Select(container => Names.Value(container))];

    public static readonly Rule<ReleaseManifest>[] All =
    [
        .. Services.Select(HasImage),
        .. Enum.GetValues<Job>().Select(HasImageAndSize),
        .. Services.Concat(Jobs).Select(IsShortEnough),
        .. Services.Concat(Jobs).SelectMany(ContainerRules.Of),
        .. Enum.GetValues<Job>().Select(job => Fits($"jobs.{Names.Value(job)}", release => release.Jobs.GetValueOrDefault(job))),
        new(["jobs"], release => IsNotEmpty("jobs", release.Jobs.Count)),
        Fits("planeManager", release => release.PlaneManager),
        Fits("connectorsRollout", release => release.ConnectorsRollout),
        Fits("observability", release => release.Observability),
        new(["functions"], release => IsNotEmpty("functions", release.Functions.Count)),
        .. Enum.GetValues<Function>().Select(LargeBatchesWait),
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

    private static Rule<ReleaseManifest> HasImage(string name)
    {
        var key = $"images.{name}";
        return new([key], release => release.Images.ContainsKey(name) ? [] : [MissingImage(key, Source)]);
    }

    // A job is in a release with both or not at all.
    private static Rule<ReleaseManifest> HasImageAndSize(Job job)
    {
        var name = Names.Value(job);
        var (image, size) = ($"images.{name}", $"jobs.{name}");
        return new([image, size], release => (release.Images.ContainsKey(name), release.Jobs.ContainsKey(job)) switch
        {
            (false, true) => [MissingImage(image, $"{Source}, or remove {size}")],
            (true, false) => [Problem.Missing(size, RecordShape.Block(typeof(TaskSize)), $"{Source}, or remove {image}")],
            _ => [],
        });
    }

    private static Problem MissingImage(string key, string remedy) =>
        Problem.Missing(key, RecordShape.Block(typeof(ImageReference)), remedy);

    private static IEnumerable<Problem> IsNotEmpty(string key, int count) =>
        count > 0 ? [] : [new Problem(key, "is empty", "use at least one", Source)];

    private static Rule<ReleaseManifest> Fits(string key, Func<ReleaseManifest, TaskSize?> size) => new(
        [key], release => size(release) is { } found ? FitsFargate(key, found) : []);

    // ECS refuses the task definition of a longer one.
    private static Rule<ReleaseManifest> IsShortEnough(string name) => new([$"images.{name}"], release =>
    {
        const int most = ImageReference.Longest;
        var written = $"{RegistrySection.VendorPrefix}{release.Images.GetValueOrDefault(name)?.Written()}";
        return written.Length <= most ? [] :
        [
            new Problem(
                $"images.{name}", $"has {written.Length} characters behind {RegistrySection.VendorPrefix}, with repository and tag",
                $"use at most {most}", "shorten repository or tag"),
        ];
    });

    // Lambda refuses a mapping with a batch of more than 10 that does not wait.
    private static Rule<ReleaseManifest> LargeBatchesWait(Function function)
    {
        var key = $"functions.{Names.Value(function)}";
        return new([key], release => release.Functions.GetValueOrDefault(function) is { BatchSize: > 10, BatchWindowSeconds: 0 }
            ? [Problem.Is($"{key}.batchWindowSeconds", 0, "1 or more with a batchSize over 10", "change batchWindowSeconds or batchSize")]
            : []);
    }
}
