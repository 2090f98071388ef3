using System.Text;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Files.Explain;

/// <summary>All keys of both kinds of file on one page.</summary>
internal static class ReferencePage
{
    public static string Markdown()
    {
        var page = new StringBuilder(
            """
            # Configuration

            Every key of the files in `edges` and `releases`. A dot stands for a block: `edge.name` is the key `name` in the block `edge`;
            `<job>` stands for any name that may be there. `npx edge explain <key>` says the same; editors with a YAML language server show
            it where you type. This page is written by `npx edge explain --markdown`.

            """);
        foreach (var (title, keys) in (IReadOnlyList<(string, IReadOnlyList<ConfigKey>)>)[
                ("Edge files", ConfigKey.OfEdge), ("Release files", ConfigKey.OfRelease)])
        {
            page.Append($"\n## {title}\n{Markdown(keys)}");
        }

        return page.ToString();
    }

    /// <summary>A part of the page: keys, and those below them.</summary>
    public static string Markdown(IEnumerable<ConfigKey> keys)
    {
        var part = new StringBuilder();
        foreach (var key in keys.SelectMany(key => key.WithDescendants()))
        {
            part.Append($"\n### `{key.Path}`\n{key.Summary}\n\n");
            foreach (var (heading, text) in KeyDescription.Parts(key))
                part.Append($"- **{heading}**: {text.Replace("<", "&lt;", StringComparison.Ordinal)}\n");
        }

        return part.ToString();
    }
}
