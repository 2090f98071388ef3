using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Rules;

/// <summary>
/// A rule over several keys of one file. It is asked only when the keys that it looks at are sound by themselves, so that one
/// mistake makes one message and the rule may rely on the values.
/// </summary>
internal sealed record Rule<T>(string[] Keys, Func<T, IEnumerable<Problem>> Check)
    where T : class
{
    public void Apply(ConfigFile<T> file)
    {
        if (!file.IsSound(Keys))
            return;
        foreach (var problem in Check(file.Value!))
            file.Report(problem);
    }
}
