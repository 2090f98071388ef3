using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>Rules for items of lists.</summary>
internal static class ListRules
{
    /// <summary>One problem for each item that stands in the list before.</summary>
    public static IEnumerable<Problem> NoDuplicates(string key, IReadOnlyList<string> items) =>
        from index in Enumerable.Range(0, items.Count)
        let first = items.ToList().IndexOf(items[index])
        where first < index
        select new Problem($"{key}[{index}]", $"is \"{items[index]}\", as is {key}[{first}]", "use each once", "remove or correct one of them") { Value = items[index] };
}
