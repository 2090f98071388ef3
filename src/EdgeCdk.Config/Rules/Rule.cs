using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Rules;

/// <summary>
/// A rule over several keys of one file. It runs only when nothing is wrong yet with the keys that it reads, so that one
/// mistake makes one message and the rule may rely on the values.
/// </summary>
internal sealed record Rule<T>(string[] Keys, Func<T, IEnumerable<Problem>> Check)
    where T : class;

internal static class RuleExtensions
{
    /// <summary>Asks the rules. A problem that one of them finds does not keep another one of the same call from its keys.</summary>
    public static void Check<T>(this ConfigFile<T> file, IEnumerable<Rule<T>> rules)
        where T : class
    {
        var found = rules.Where(rule => file.IsSound(rule.Keys)).SelectMany(rule => rule.Check(file.Value!)).ToList();
        found.ForEach(file.Report);
    }
}
