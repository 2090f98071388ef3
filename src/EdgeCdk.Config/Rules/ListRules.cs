using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>Rules for items of lists.</summary>
internal static class ListRules
{
    /// <summary>One problem for each item that stands in the list before.</summary>
    public static IEnumerable<Problem> NoDuplicates(
        string key, IReadOnlyList<string> items, string allowed = "each once", string remedy = "remove or correct one of them") =>
        from index in Enumerable.Range(0, items.Count)
        let first = items.Index().First(item => item.Item == items[index]).Index
        where first < index
        select Problem.Is($"{key}[{index}]", items[index], allowed, remedy, $", as is {key}[{first}]");
}
