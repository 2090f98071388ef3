using DiffPlex.Renderer;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Drafts;

namespace EdgeCdk.Cli.Files.Discover;

/// <summary>How a file changes when discovered values are written to it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Former">The values of the file, by key.</param>
/// <param name="Keys">The keys that change.</param>
/// <param name="Text">The new text.</param>
/// <param name="Patch">The change as a unified diff; empty when there is none.</param>
internal sealed record FileChange(
    string Path, IReadOnlyDictionary<string, IReadOnlyList<string>> Former, IReadOnlyList<DiscoveredKey> Keys, string Text, string Patch)
{
    /// <summary>Compares a file with what was discovered.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">Its path in the diff.</param>
    /// <param name="discovery">What was discovered.</param>
    public static FileChange Of(string path, string shown, Discovery discovery)
    {
        var text = File.ReadAllText(path);
        var former = FileEdit.Values(text);
        var keys = discovery.Keys.Where(key => !key.IsIn(former)).ToList();
        var changed = keys.Aggregate(text, (current, key) => FileEdit.Set(current, key.Key, key.Items, key.IsList));
        var patch = keys.Count == 0
            ? ""
            : UnidiffRenderer.GenerateUnidiff(text, changed, shown, shown, ignoreWhitespace: false, ignoreCase: false, contextLines: 1);
        return new(path, former, keys, changed, patch);
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public void Write(CommandContext context) => context.WriteFile(Path, Text);
}
