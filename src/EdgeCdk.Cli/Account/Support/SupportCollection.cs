using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
namespace EdgeCdk.Cli.Account.Support;

/// <summary>What was collected, before secrets are removed.</summary>
/// <param name="Files">The files.</param>
/// <param name="Missing">Files that could not be collected, with the reason.</param>
/// <param name="NewestEvent">Time of the newest event of the stack.</param>
internal sealed record SupportCollection(
    IReadOnlyList<SupportFile> Files, IReadOnlyList<KeyValuePair<string, string>> Missing, DateTimeOffset NewestEvent)
{
    // The oldest year that a zip has.
    private static readonly DateTimeOffset Oldest = DateTimeOffset.UnixEpoch.AddYears(10);

    /// <summary>Asks AWS and reads the files. What cannot be collected is left out, and reported.</summary>
    /// <param name="context">The account, and where the progress is shown.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="lines">Last lines of each log group.</param>
    public static SupportCollection Of(CommandContext context, EdgePlace edge, int lines)
    {
        var (stack, reason) = Find(context, edge);
        var source = stack is null ? null : new StackSource(new RegionalAws(context.Aws, edge.Region), edge, stack);
        IReadOnlyList<SupportSource> sources = [.. source?.Files(lines) ?? [], .. FileSources.Of(context, edge)];
        var results = ConcurrentWork.Run(
            context, $"collecting files of {edge.StackName}", [.. sources.Select(part => (Func<(string?, string)>)part.Read)]);
        var collected = sources.Zip(results, (part, result) => (part.Name, Text: result.Item1, Reason: result.Item2)).ToList();
        return new SupportCollection(
            [.. collected.Where(part => part.Text is not null).Select(part => new SupportFile(part.Name, part.Text!))],
            [
                .. stack is null ? [new("stack.json", reason)] : Array.Empty<KeyValuePair<string, string>>(),
                .. collected.Where(part => part.Text is null).Select(part => KeyValuePair.Create(part.Name, part.Reason)),
            ],
            source?.NewestEvent ?? Oldest);
    }

    private static (DeployedStack? Stack, string Reason) Find(CommandContext context, EdgePlace edge)
    {
        try
        {
            return (DeployedStack.Find(context.Aws, edge),
                $"there is no stack {edge.StackName} in {edge.Region} of account {edge.Account}");
        }
        catch (Exception exception) when (exception is not StackElsewhereException
            && (exception is not CommandException || edge.GivenStack is null))
        {
            return (null, $"whether there is a stack could not be checked: {Failure.Words(exception)}");
        }
    }
}
