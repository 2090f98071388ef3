namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>A step of a plan.</summary>
/// <param name="Title">What is done.</param>
/// <param name="Who">Who does it.</param>
/// <param name="Down">What does not work meanwhile, and for how long.</param>
/// <param name="Back">How to go back after it.</param>
internal sealed record TakeoverStep(string Title, string Who, string Down, string Back)
{
    /// <summary>Paragraphs in Markdown. Default: none.</summary>
    public IReadOnlyList<string> Text { get; init; } = [];

    /// <summary>Commands for a shell, in order. Default: none.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];
}
