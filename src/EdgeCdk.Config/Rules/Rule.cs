using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Rules;

/// <summary>
/// A rule over several keys of one file. It is asked only when nothing is wrong yet with the keys that it looks at, so that one
/// mistake makes one message and the rule may rely on the values.
/// </summary>
internal sealed record Rule<T>(string[] Keys, Func<T, IEnumerable<Problem>> Check)
    where T : class;

internal static class RuleExtensions
{
    /// <summary>Asks the rules. None of them is kept from its keys by what another of the same call finds.</summary>
    public static void Check<T>(this ConfigFile<T> file, IEnumerable<Rule<T>> rules)
        where T : class
    {
        var found = rules.Where(rule => file.IsSound(rule.Keys)).SelectMany(rule => rule.Check(file.Value!)).ToList();
        found.ForEach(file.Report);
    }
}
