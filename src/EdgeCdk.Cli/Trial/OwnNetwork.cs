using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Trial;

/// <summary>The file with the user's own network. It is checked before anything is made.</summary>
/// <param name="account">The account of the trial.</param>
/// <param name="region">Its region.</param>
internal sealed class OwnNetwork(string account, string region)
{
    private static readonly string[] Blocks = ["account", "vpc", "s3"];

    /// <summary>What is wrong with the file.</summary>
    public IReadOnlyList<Problem> Check(string file)
    {
        var draft = new EdgeDraft();
        var problems = draft.Take(file);
        return problems.Count > 0 ? problems : [.. Check(draft).Select(problem => problem with { File = file })];
    }

    private IEnumerable<Problem> Check(EdgeDraft draft)
    {
        foreach (var path in draft.Values.Keys.Where(path => !Blocks.Contains(path.Split('.')[0])))
        {
            yield return new Problem(
                path, "is a key that the trial sets itself", $"use the blocks {string.Join(", ", Blocks)} alone",
                "remove it from the file");
        }

        foreach (var key in Missing(draft, ConfigKey.OfEdge.Where(key => Blocks.Contains(key.Name))))
            yield return Problem.Missing(key.Path, key.Allowed, "add it to the file");
        foreach (var (path, expected, option) in ((string, string, string)[])
            [("account.accountId", account, "--account"), ("account.region", region, "--region")])
        {
            if (draft[path] is { } value && value != expected)
                yield return Problem.Is(path, value, $"{expected}, which {option} names", $"correct the file or {option}");
        }
    }

    // A block that may be left out needs its keys only when it is there.
    private static IEnumerable<ConfigKey> Missing(EdgeDraft draft, IEnumerable<ConfigKey> keys) => keys.SelectMany(key =>
        key.Kind is KeyKind.Block
            ? key.IsRequired || draft.Values.Keys.Any(path => path.StartsWith($"{key.Path}.", StringComparison.Ordinal))
                ? Missing(draft, key.Children) : []
            : key.IsRequired && draft[key.Path] is null ? [key] : (IEnumerable<ConfigKey>)[]);
}
