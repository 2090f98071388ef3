using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Review;

/// <summary>What <c>edge review</c> takes.</summary>
internal sealed class ReviewOptions(CommandContext context)
{
    /// <summary>Name of the file of allowed changes.</summary>
    public const string PolicyFile = "review-policy.yaml";

    public Option<string> Base { get; } = new("--base")
    {
        Description = "Before: a cloud assembly directory, a template file or a git revision, which is synthesized with its own code",
        Required = true,
    };

    public Option<string?> Head { get; } = new("--head")
    {
        Description = "After, in the same ways. Default: what the working tree synthesizes",
    };

    public Option<string?> Policy { get; } = new CheckedOption<string?>(
        "--policy", OptionRules.File(context, "name a file of allowed changes, or leave it out"))
    {
        Description = $"File of allowed changes. Default: {PolicyFile}, if it exists",
    };

    public Option<bool> Markdown { get; } = new("--markdown") { Description = "Answer in Markdown, for the comment of a pull request" };

    public Option<bool> Sarif { get; } = new("--sarif") { Description = "Answer in SARIF 2.1.0, for code scanning" };

    public Option<bool> Html { get; } = new("--html") { Description = "Answer with a page that needs nothing else" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Base, Head, Policy])
            command.Add(option);
        AnswerFormat.AddTo(command, Markdown, Sarif, Html);
    }
}
