using EdgeCdk.Config;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Upgrade;

/// <summary>A value that another release has another of.</summary>
internal sealed record ReleaseChange(string Key, string? From, string? To);

/// <summary>What moving to a release means.</summary>
internal sealed record UpgradePlan(string File, string From, string To, IReadOnlyList<ReleaseChange> Changes, IReadOnlyList<Problem> Problems)
{
    /// <summary>Whether somebody must put packages in place by hand.</summary>
    public bool NeedsPackages { get; init; }
}

/// <summary>One step of one edge along the line of releases.</summary>
internal sealed class UpgradeStep(string edges, string releases, string edge)
{
    private const string ReleaseKey = "edge.release";
    private const string PrefixKey = "artifacts.prefix";

    /// <summary>The edge, if its file is sound.</summary>
    public IEnumerable<EdgeDefinition> Edge() => Fleet.Check([edges], releases).Edges.Where(definition => definition.Config.Edge.Name == edge);

    /// <summary>Finds out where the step leads and what changes, or why it cannot be taken.</summary>
    /// <param name="to">The release to move to. Null: the next one.</param>
    /// <param name="deployed">The release that is deployed. Null: that of the file.</param>
    /// <param name="back">Whether the step goes back.</param>
    public UpgradePlan Plan(string? to, string? deployed, bool back)
    {
        var report = Fleet.Check([edges], releases);
        if (!report.Files.TryGetValue(edge, out var file))
        {
            var known = report.Files.Keys.Order(StringComparer.Ordinal);
            return Refused(edges, "", "", [.. report.Problems.DefaultIfEmpty(new Problem("", $"has no edge named \"{edge}\"", $"use {string.Join(", ", known)}", "correct the name of the edge") { File = edges })]);
        }

        var own = report.Problems.Where(problem => !problem.IsWarning && problem.File == file).ToList();
        if (own.Count > 0 || report.Edges.FirstOrDefault(definition => definition.Config.Edge.Name == edge) is not { } definition)
            return Refused(file, "", "", own.Count > 0 ? own : report.Problems);

        var (line, from) = (report.Releases, definition.Config.Edge.Release);
        var target = to ?? (back ? line.Before(from) : line.After(from)?.Version);
        var problem = (target, deployed) switch
        {
            (null, _) => At(file, from, back ? "the first release there is a file of" : "the newest release there is a file of", back ? "no other" : "it", back ? "there is no way back from it" : "get the next release, as a new version of this repository"),
            (_, { } other) when other != from => At(file, from, $"but {other} is deployed", line.Path(other, from) is { Count: 1 } ? $"{from} first" : other, line.Path(other, from) is { Count: 1 } ? "deploy this file before the next step" : "take the newest version of this file"),
            _ when back && line.Before(from) != target => At(file, from, "whose release before is " + (line.Before(from) ?? "not there"), line.Before(from) ?? "no other", "go back one release at a time"),
            _ when !back && line.After(from)?.Version != target => Skips(file, from, target!, line.Path(from, target!), line.Path(target!, from)),
            _ => null,
        };
        if (problem is not null)
            return Refused(file, from, target ?? from, [problem]);

        var changes = Changes(from, target!);
        var prefix = definition.Config.Artifacts.Prefix;
        if (prefix?.Contains(from, StringComparison.Ordinal) is true)
            changes.Add(new ReleaseChange(PrefixKey, prefix, prefix.Replace(from, target, StringComparison.Ordinal)));
        return new UpgradePlan(file, from, target!, changes, []) { NeedsPackages = definition.Config.Artifacts.Bucket is null };
    }

    /// <summary>Writes the step to the file. When the file would have a fault then, it is left as it was.</summary>
    /// <returns>What is wrong with the file now, or would be.</returns>
    public IReadOnlyList<Problem> Write(UpgradePlan plan)
    {
        var text = File.ReadAllText(plan.File);
        var changed = FileEdit.Replace(text, ReleaseKey, plan.To);
        foreach (var prefix in plan.Changes.Where(change => change.Key == PrefixKey))
            changed = FileEdit.Replace(changed, PrefixKey, prefix.To!);
        File.WriteAllText(plan.File, changed);
        var problems = Fleet.Check([edges], releases).Problems.Where(problem => problem.File == plan.File).ToList();
        if (problems.Any(problem => !problem.IsWarning))
            File.WriteAllText(plan.File, text);
        return problems;
    }

    private List<ReleaseChange> Changes(string from, string to)
    {
        var (before, after) = (ValuesOf(from), ValuesOf(to));
        return
        [
            .. from key in before.Keys.Union(after.Keys)
               where key is not ("version" or "released" or "previous")
               let change = new ReleaseChange(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key))
               where change.From != change.To
               select change,
        ];
    }

    private Dictionary<string, string> ValuesOf(string release) =>
        FileEdit.Values(File.ReadAllText(Path.Combine(releases, $"{release}.yaml"))).ToDictionary(value => value.Key, value => string.Join(", ", value.Value));

    private static Problem Skips(string file, string from, string to, IReadOnlyList<string>? forward, IReadOnlyList<string>? back) => forward switch
    {
        { Count: 0 } => At(file, from, "which is asked for", "another release", "leave --to out for the next one"),
        { } steps => At(file, from, $"and {to} does not follow it directly", steps[0], $"deploy {string.Join(", then ", steps)}"),
        null when back is not null => At(file, from, $"and {to} is before it", "a later release", "say --back to go back on purpose, one release at most"),
        null => At(file, from, $"and no releases lead to {to}", "a release that there is a file of", "add the files of the releases in between"),
    };

    private static Problem At(string file, string release, string because, string allowed, string remedy) => Problem.Is(ReleaseKey, release, allowed, remedy, $", {because}") with { File = file };

    private static UpgradePlan Refused(string file, string from, string to, IReadOnlyList<Problem> problems) => new(file, from, to, [], problems);
}
