using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>AwsQuestions to AWS, each by itself: what one of them is refused is said, and the others are asked all the same.</summary>
internal sealed class AwsQuestions
{
    private readonly List<string> _unknown = [];

    /// <summary>What could not be asked, with the reason.</summary>
    public IReadOnlyList<string> Unknown
    {
        get
        {
            lock (_unknown)
                return [.. _unknown.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Asks; nothing when AWS does not answer.</summary>
    public IReadOnlyList<T> Ask<T>(string what, Func<IEnumerable<T>> find)
    {
        var found = new List<T>();
        try
        {
            // One by one: what was found before a refusal stays found.
            foreach (var one in find())
                found.Add(one);
        }
        catch (Exception exception) when (exception is AwsException or CommandException)
        {
            lock (_unknown)
                _unknown.Add($"{what}: {exception.Message}");
        }

        return found;
    }

    /// <summary>Asks several side by side, and tells how far that is.</summary>
    public IReadOnlyList<T> AskAll<T>(CommandContext context, string progress,
        IReadOnlyList<(string What, Func<IEnumerable<T>> Find)> questions) =>
        [.. ConcurrentWork.Run(context, progress,
            [.. questions.Select(question => (Func<IReadOnlyList<T>>)(() => Ask(question.What, question.Find)))])
            .SelectMany(found => found)];
}
