using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Files.Explain;

/// <summary>All that is known about a key.</summary>
internal static class KeyDescription
{
    private const int Width = 100;
    private const int Column = 18;

    /// <summary>What there is to say about a key, each part with its heading.</summary>
    public static IEnumerable<(string Heading, string Text)> Parts(ConfigKey key)
    {
        if (key.Children.Count == 0)
            yield return ("use", key.Allowed);
        yield return ("default", key.Default ?? "none, the key must be there");
        if (key.Effect is { } effect)
            yield return ("on the stack", effect);
        if (key.Consequence is { } consequence)
            yield return ("cost, security", consequence);
    }

    public static void Write(CommandContext context, string file, ConfigKey key)
    {
        context.WriteLine(key.Path, $", in {file}");
        context.WriteLine("", $"  {key.Summary}");
        foreach (var (heading, text) in Parts(key))
        {
            // A narrow screen breaks the lines itself.
            var lines = context.Width < Width ? [text] : Paragraph.Wrapped(text, Width - Column).ToList();
            context.WriteLine($"  {heading,-14}", $"  {lines[0]}");
            lines.Skip(1).ToList().ForEach(line => context.WriteLine("", $"{"",Column}{line}"));
        }

        foreach (var child in key.Children)
            context.WriteLine($"  {child.Path}", $"  {child.Summary}");
    }

    /// <summary>The same for programs.</summary>
    public static object Json(string file, ConfigKey key) => new
    {
        File = file,
        Key = key.Path,
        Required = key.IsRequired,
        key.Summary,
        key.Allowed,
        key.Default,
        key.Effect,
        key.Consequence,
        Keys = key.Children.Select(child => child.Path),
    };
}
