using System.Text.RegularExpressions;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Rules;

/// <summary>What must hold between the code of a component and what the stack can give it.</summary>
internal static class ComponentRules
{
    private const string Source = "take it from the vendor's bundle or release notes";

    // All that Lambda takes is 4 KB; the facts of a function have less than half of it.
    private const int MostOfConstants = 2048;

    private static readonly string[] Services = [.. Enum.GetValues<ServiceImage>().Select(image => Names.Value(image))];
    private static readonly string[] Jobs = [.. Enum.GetValues<Job>().Select(job => Names.Value(job))];
    private static readonly string[] Functions = [.. Enum.GetValues<Function>().Select(function => Names.Value(function))];

    private static readonly string Collector = Names.Value(ServiceImage.OtelCollector);
    private static readonly string ConfigInit = Names.Value(ServiceImage.ConfigInit);
    private static readonly string[] BesideCollector = [ConfigInit, Names.Value(ServiceImage.CloudwatchExporter)];

    public static readonly Rule<ReleaseManifest>[] All =
    [
        .. Services.Concat(Jobs).Concat(Functions).SelectMany(Of),
        new(["components", "observability"], CollectorHasMemory),
        new([$"components.{Collector}", $"components.{ConfigInit}"], ConfigurationIsOneFile),
    ];

    private static IEnumerable<Rule<ReleaseManifest>> Of(string name)
    {
        var key = $"components.{name}";
        // Jobs and functions say which components there are.
        string[] keys = [key, "jobs", "functions"];
        yield return new(keys, release => IsThere(release, name, key));
        yield return new(keys, release => Check(release, name, code => VariableRules.Check(release, name, key, code)));
        yield return new(keys, release => Check(release, name, code => HasFacts(release, name, key, code)));
        yield return new(keys, release => Check(release, name, code => HasPaths(name, key, code)));
        yield return new(keys, release => Check(release, name, code => HasMemory(name, key, code)));
        if (Functions.Contains(name))
            yield return new(keys, release => Check(release, name, code => SuitsFunction(key, code)));
    }

    private static IEnumerable<Problem> Check(ReleaseManifest release, string name, Func<ComponentCode, IEnumerable<Problem>> check) =>
        release.Components.TryGetValue(name, out var code) && release.ComponentNames().Contains(name) ? check(code) : [];

    private static IEnumerable<Problem> IsThere(ReleaseManifest release, string name, string key)
    {
        var (isKnown, isThere) = (release.ComponentNames().Contains(name), release.Components.ContainsKey(name));
        if (isKnown && !isThere)
            yield return Problem.Missing(key, RecordShape.Block(typeof(ComponentCode)), Source);
        if (!isKnown && isThere)
        {
            var block = Functions.Contains(name) ? "functions" : "jobs";
            yield return new Problem(
                key, "is not in this release", $"use {string.Join(", ", release.ComponentNames())}", $"remove it, or add {block}.{name}");
        }
    }

    private static IEnumerable<Problem> HasFacts(ReleaseManifest release, string name, string key, ComponentCode code) =>
        from fact in Facts.All
        where fact.NeededBy.Contains(name) && !code.Environment.Values.Contains(fact.Name)
        where !Enum.GetValues<Job>().Except(release.Jobs.Keys).Select(Facts.TaskDefinitionName).Contains(fact.Name)
        select new Problem(
            $"{key}.environment", $"has no variable with the fact {fact.Name}, without which {name} cannot work",
            $"use `<variable>: {fact.Name}`", $"the fact is: {fact.Meaning}; take the name of the variable from the vendor's bundle");

    private static IEnumerable<Problem> HasPaths(string name, string key, ComponentCode code)
    {
        (string Name, string? Value, string[] Components)[] paths =
        [
            ("driversPath", code.DriversPath, [.. Facts.DriversPath.Components]),
            ("configurationPath", code.ConfigurationPath, [.. Facts.ConfigurationPath.Components]),
            ("statePath", code.StatePath, [Collector]),
        ];
        foreach (var path in paths)
        {
            var isNeeded = path.Components.Contains(name);
            if (isNeeded && path.Value is null)
                yield return Problem.Missing($"{key}.{path.Name}", "an absolute path", Source);
            if (!isNeeded && path.Value is { } value)
                yield return Problem.Is($"{key}.{path.Name}", value, $"it with {string.Join(", ", path.Components)}", "remove it");
        }

        if (code is { ConfigurationPath: { } file, StatePath: { } state } && (Below(file, state) || Below(state, Directory(file))))
            yield return Problem.Is($"{key}.statePath", state, $"a directory beside {Directory(file)}", "change one of the two");
        if (code.ConfigurationPath is { } configuration && Directory(configuration).Length == 0)
        {
            yield return Problem.Is($"{key}.configurationPath", configuration, "a file in a directory, such as /etc/otel/collector.yaml",
                Source);
        }
    }

    // Two volumes of one container.
    private static bool Below(string path, string directory) => $"{path}/".StartsWith($"{directory}/", StringComparison.Ordinal);

    private static string Directory(string file) => file[..file.LastIndexOf('/')];

    private static IEnumerable<Problem> HasMemory(string name, string key, ComponentCode code)
    {
        var isNeeded = BesideCollector.Contains(name);
        if (isNeeded && code.MemoryMiB is null)
            yield return Problem.Missing($"{key}.memoryMiB", "a whole number from 64 to 4096", Source);
        if (!isNeeded && code.MemoryMiB is { } memory)
        {
            var remedy = Functions.Contains(name) ? $"remove it: functions.{name}.memoryMb says it"
                : "remove it: the task has one container";
            yield return Problem.Is($"{key}.memoryMiB", memory, $"it with {string.Join(" and ", BesideCollector)}", remedy);
        }
    }

    private static IEnumerable<Problem> SuitsFunction(string key, ComponentCode code)
    {
        const string remedy = "remove it: the handler says what runs";
        if (code.EntryPoint is not null)
            yield return new Problem($"{key}.entryPoint", "is set for a function", "use it with a container", remedy);
        if (code.Command is not null)
            yield return new Problem($"{key}.command", "is set for a function", "use it with a container", remedy);
        if (code.DriversPath is { } path && !Regex.IsMatch(path, @"\A/mnt/[\w.-]+\z", RegexOptions.ECMAScript))
        {
            yield return Problem.Is($"{key}.driversPath", path, "a directory below /mnt, such as /mnt/drivers",
                "Lambda mounts nothing elsewhere");
        }

        if (code.Constants.Sum(variable => variable.Key.Length + variable.Value.Length) is var size and > MostOfConstants)
        {
            yield return new Problem(
                $"{key}.constants", $"has {size} characters", $"use at most {MostOfConstants}",
                "remove some: all variables of a function have 4 KB");
        }
    }

    private static IEnumerable<Problem> CollectorHasMemory(ReleaseManifest release)
    {
        const int least = 256;
        var rest = release.Observability.MemoryMiB
            - BesideCollector.Sum(name => release.Components.GetValueOrDefault(name)?.MemoryMiB ?? 0);
        if (rest < least)
        {
            yield return Problem.Is(
                "observability.memoryMiB", release.Observability.MemoryMiB,
                $"at least {release.Observability.MemoryMiB - rest + least}: {least} for the collector beside "
                    + $"{string.Join(" and ", BesideCollector)}",
                "increase it, or lower their memoryMiB");
        }
    }

    // One writes the file, the other reads it, each at its own place of the same volume.
    private static IEnumerable<Problem> ConfigurationIsOneFile(ReleaseManifest release)
    {
        if (release.Components.GetValueOrDefault(ConfigInit)?.ConfigurationPath is not { } written
            || release.Components.GetValueOrDefault(Collector) is not { ConfigurationPath: { } read } collector)
        {
            yield break;
        }

        if (written[Directory(written).Length..] != read[Directory(read).Length..])
        {
            yield return Problem.Is(
                $"components.{Collector}.configurationPath", read, $"the file name of components.{ConfigInit}.configurationPath, {written}",
                "change one of the two");
        }

        var isTold = collector.Environment.Values.Contains(Facts.ConfigurationPath.Name)
            || (collector.Command ?? []).Any(argument => argument.Contains(read, StringComparison.Ordinal));
        if (!isTold)
        {
            yield return new Problem(
                $"components.{Collector}.command", $"does not name {read}", $"use an argument with the path, such as --config={read}",
                $"add it, or a variable with the fact {Facts.ConfigurationPath.Name}");
        }
    }
}
