using System.CommandLine;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Files.Explain;

/// <summary>Explains what a key is for.</summary>
internal static class ExplainCommand
{
    private static readonly (string File, IReadOnlyList<ConfigKey> Keys)[] Files =
        [("an edge file", ConfigKey.OfEdge), ("a release file", ConfigKey.OfRelease)];

    public static Command Create(CommandContext context)
    {
        var path = new Argument<string?>("key")
        {
            Description = "Such as vpc.cidrBlocks. Default: lists all keys",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var markdown = new Option<bool>("--markdown")
        {
            Description = "Everything about the key and those below it, or about all keys, in Markdown",
        };
        var command = new Command("explain", "Explains a key: its default, its effect on the stack, its cost and its security") { path };
        AnswerFormat.AddTo(command, markdown);
        command.SetAction(given => Explain(context, given.GetValue(path), given.GetValue(markdown)));
        return command;
    }

    private static int Explain(CommandContext context, string? path, bool isMarkdown)
    {
        var found = Files.SelectMany(file => Matching(file.Keys, path).Select(key => (file.File, Key: key))).ToList();
        if (found.Count == 0)
            return context.Refuse([ConfigKey.Unknown([.. ConfigKey.OfEdge, .. ConfigKey.OfRelease], path!)]);
        if (isMarkdown)
        {
            context.Out.Write(path is null ? ReferencePage.Markdown() : ReferencePage.Markdown(found.Select(pair => pair.Key)));
            return 0;
        }

        return context.Answer(new { Keys = found.Select(pair => KeyDescription.Json(pair.File, pair.Key)) }, () =>
        {
            if (path is null)
                List(context, found);
            else
                found.ForEach(pair => KeyDescription.Write(context, pair.File, pair.Key));
        });
    }

    private static IEnumerable<ConfigKey> Matching(IReadOnlyList<ConfigKey> keys, string? path) =>
        path is null ? keys.SelectMany(key => key.WithDescendants()) : ConfigKey.Find(keys, path) is { } key ? [key] : [];

    private static void List(CommandContext context, List<(string File, ConfigKey Key)> keys)
    {
        foreach (var file in keys.GroupBy(pair => pair.File, pair => pair.Key))
        {
            context.WriteLine($"Keys of {file.Key}");
            var width = file.Max(key => key.Path.Length);
            foreach (var key in file)
                context.WriteLine($"  {key.Path.PadRight(width)}", $"  {key.Summary}");
        }
    }
}
