using System.Reflection;
using System.Text.RegularExpressions;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Tests.Support;

/// <summary>The keys of files and the properties that they fill, to see that none is forgotten by the tests.</summary>
internal static partial class Keys
{
    // Constants of tests cannot name the jobs, which are more with every new one.
    private const string AllJobs = "<jobs>";

    /// <summary>A message in which <c>&lt;jobs&gt;</c> stands for the names of all jobs.</summary>
    public static string WithJobs(string message) =>
        message.Replace(AllJobs, string.Join(", ", Enum.GetValues<Job>().Select(job => Names.Value(job))), StringComparison.Ordinal);

    /// <summary>The properties below a record that have a format, as <c>Record.Property</c>.</summary>
    public static IEnumerable<string> WithFormat(Type record) => Properties(record)
        .Where(property => property.IsDefined(typeof(ConstraintAttribute)))
        .Select(Name)
        .Distinct();

    /// <summary>The properties whose keys the messages are about, as <c>Record.Property</c>.</summary>
    public static IEnumerable<string> In(IEnumerable<string> messages, Type record) => messages.Select(message =>
    {
        var (type, name) = (record, "");
        foreach (var part in KeyPattern().Match(message).Groups["key"].Value.Split('.'))
        {
            if (type.IsGenericType)
            {
                type = type.GetGenericArguments()[1];
                continue;
            }

            var property = type.GetProperties().Single(property => string.Equals(property.Name, part, StringComparison.OrdinalIgnoreCase));
            (type, name) = (property.PropertyType, Name(property));
        }

        return name;
    });

    private static IEnumerable<PropertyInfo> Properties(Type record) => record.GetProperties().SelectMany(property =>
    {
        var type = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[^1] : property.PropertyType;
        return type.IsClass && type != typeof(string) ? Properties(type) : [property];
    });

    private static string Name(PropertyInfo property) => $"{property.DeclaringType!.Name}.{property.Name}";

    [GeneratedRegex(@": (?<key>[\w.-]+)(?:\[[0-9]+\])? ")]
    private static partial Regex KeyPattern();
}
