using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Console;

/// <summary>Questions to AWS that do not depend on each other: when one gets no answer, that is reported, and the others are
/// asked.</summary>
internal sealed class AwsQuestions
{
    private readonly List<string> _unknown = [];

    /// <summary>The questions without an answer, with the reason.</summary>
    public IReadOnlyList<string> Unknown
    {
        get
        {
            lock (_unknown)
                return [.. _unknown.Distinct().Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Asks; what was found until AWS refused is kept.</summary>
    public IReadOnlyList<T> Ask<T>(string what, Func<IEnumerable<T>> find)
    {
        var found = new List<T>();
        try
        {
            foreach (var one in find())
                found.Add(one);
        }
        catch (Exception exception)
        {
            lock (_unknown)
                _unknown.Add($"{what}: {Failure.Words(exception)}");
        }

        return found;
    }

    /// <summary>Asks several at the same time, and shows the progress.</summary>
    public IReadOnlyList<T> AskAll<T>(
        CommandContext context, string progress, IReadOnlyList<(string What, Func<IEnumerable<T>> Find)> questions) =>
        [.. AskEach(context, progress, questions).SelectMany(found => found)];

    /// <summary>Asks several at the same time; each has its own answer, in the order of the questions.</summary>
    public IReadOnlyList<IReadOnlyList<T>> AskEach<T>(
        CommandContext context, string progress, IReadOnlyList<(string What, Func<IEnumerable<T>> Find)> questions) => ConcurrentWork.Run(
            context, progress, [.. questions.Select(question => (Func<IReadOnlyList<T>>)(() => Ask(question.What, question.Find)))]);
}
