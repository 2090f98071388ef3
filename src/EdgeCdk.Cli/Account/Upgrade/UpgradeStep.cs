using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Account.Upgrade;

/// <summary>One step of an edge to the next release, or to the previous one.</summary>
internal sealed class UpgradeStep(NamedEdge edge)
{
    // Where packages are often has the release in its name.
    private static readonly string[] PlacesOfPackages = ["artifacts.prefix", "artifacts.directory"];

    /// <summary>The releases that there are.</summary>
    public ReleaseLine Releases { get; } = edge.Directories.Check().Releases;

    private string From => edge.Definition.Config.Edge.Release;

    /// <summary>Why the step cannot be taken; null when it can.</summary>
    /// <param name="to">The release to move to. Null: the next one.</param>
    /// <param name="deployed">The release that is deployed. Null: that of the file.</param>
    /// <param name="back">Whether the step goes back.</param>
    public Problem? Refusal(string? to, string? deployed, bool back) =>
        new UpgradeRefusal(From, edge.File, Releases).Of(Target(to, back), deployed, back);

    /// <summary>What changes.</summary>
    public UpgradePlan Plan(string? to, bool back)
    {
        var target = Target(to, back)!;
        var changes = Changes(target);
        var written = FileEdit.Values(File.ReadAllText(edge.File));
        foreach (var key in PlacesOfPackages)
        {
            if (written.GetValueOrDefault(key) is [var place] && place.Contains(From, StringComparison.Ordinal))
                changes.Add(new ReleaseChange(key, place, place.Replace(From, target, StringComparison.Ordinal)));
        }

        return new UpgradePlan(edge.File, From, target, changes)
        {
            NeedsPackages = edge.Definition.Config.Artifacts.Bucket is null
                && !changes.Exists(change => PlacesOfPackages.Contains(change.Key)),
        };
    }

    /// <summary>Writes the step to the file. When the file would have a fault then, it stays as it was.</summary>
    /// <returns>What is wrong with the file now, or would be.</returns>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public IReadOnlyList<Problem> Write(CommandContext context, UpgradePlan plan)
    {
        var text = File.ReadAllText(plan.File);
        var changed = FileEdit.Replace(text, UpgradeRefusal.ReleaseKey, plan.To);
        foreach (var place in plan.Changes.Where(change => PlacesOfPackages.Contains(change.Key)))
            changed = FileEdit.Replace(changed, place.Key, place.To!);
        using var notChecked = Unfinished.Until(() => WholeFile.Write(plan.File, text));
        context.WriteFile(plan.File, changed);
        var problems = edge.Directories.Check().Problems.Where(problem => problem.File == plan.File).ToList();
        if (problems.Any(problem => !problem.IsWarning))
            context.WriteFile(plan.File, text);
        return problems;
    }

    private string? Target(string? to, bool back) => to ?? (back ? Releases.Before(From) : Releases.After(From)?.Version);

    private List<ReleaseChange> Changes(string to)
    {
        var (before, after) = (ValuesOf(From), ValuesOf(to));
        return
        [
            .. from key in before.Keys.Union(after.Keys)
               where key is not ("version" or "released" or "previous")
               let change = new ReleaseChange(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key))
               where change.From != change.To
               select change,
        ];
    }

    private Dictionary<string, string> ValuesOf(string release) => FileEdit.Values(edge.Directories.ReleaseText(release))
        .ToDictionary(value => value.Key, value => string.Join(", ", value.Value));
}
