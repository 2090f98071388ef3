using System.Text.RegularExpressions;
using EdgeCdk.Cli.Review.Changes;

namespace EdgeCdk.Cli.Review.Verdicts;

/// <summary>The same change, made to one construct or to several, such as one more permission for each role of the jobs.</summary>
/// <param name="Changes">The changes: all but construct and exact property are the same.</param>
/// <param name="Numbers">The number of each among the changes of its stack.</param>
internal sealed partial record SameChange(IReadOnlyList<Change> Changes, IReadOnlyList<int> Numbers)
{
    /// <summary>The first, whose words and whose decision are those of all.</summary>
    public Change First => Changes[0];

    /// <summary>What the sentence begins with: the construct, or how many resources there are.</summary>
    public string Subject => Changes.Count == 1 ? First.Construct : $"{Changes.Count} resources:";

    /// <summary>What happens, as the end of that sentence.</summary>
    public string Words => Changes.Count == 1 ? First.Words : $"each {First.Words}";

    /// <summary>Path of what was changed. What differs between the constructs, the numbers of items in lists, is <c>[*]</c>.</summary>
    public string Property => Changes.All(change => change.Property == First.Property)
        ? First.Property
        : string.Join(", ", Changes.Select(change => Common(change.Property)).Distinct());

    /// <summary>The constructs when there are several; empty when there is one.</summary>
    public IReadOnlyList<string> Constructs => Changes.Count == 1 ? [] : [.. Changes.Select(change => change.Construct)];

    /// <summary>The changes of a stack, those that are the same together, each at the place of its first.</summary>
    public static IEnumerable<SameChange> Of(IReadOnlyList<Change> changes) =>
        from pair in changes.Index()
        group pair by pair.Item with { Construct = "", Property = pair.Item.NamesProperty ? "" : Common(pair.Item.Property) } into same
        // Of one construct, every change has its own sentence.
        let isOfSeveral = same.DistinctBy(pair => pair.Item.Construct).Count() == same.Count()
        from part in isOfSeveral ? [same.ToList()] : same.Select(pair => new[] { pair }.ToList())
        select new SameChange([.. part.Select(pair => pair.Item)], [.. part.Select(pair => pair.Index)]);

    // A policy of its own stands before the path of a statement.
    private static string Common(string property) => ItemNumber().Replace(Owner().Replace(property, ""), "[*]");

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex ItemNumber();

    [GeneratedRegex(@"^\S+: ")]
    private static partial Regex Owner();
}
