using System.CommandLine;

namespace EdgeCdk.Cli.Console;

/// <summary>The options that choose the format of an answer.</summary>
internal static class AnswerFormat
{
    /// <summary>The format for programs, which every command has.</summary>
    public static readonly Option<bool> Json = new("--json") { Description = "Answer in JSON", Recursive = true };

    /// <summary>Adds formats to a command, of which a command line may have one.</summary>
    public static void AddTo(Command command, params IReadOnlyList<Option<bool>> formats)
    {
        foreach (var format in formats)
            command.Add(format);
        IReadOnlyList<Option<bool>> all = [Json, .. formats];
        command.Check(given =>
        {
            if (all.Count(given.GetValue) > 1)
                given.AddError($"{string.Join(", ", all.SkipLast(1).Select(format => format.Name))} and {all[^1].Name} exclude each other");
        });
    }
}
