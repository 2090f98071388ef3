using System.Text.RegularExpressions;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Rules;

/// <summary>What must hold for the variables of one component.</summary>
internal static partial class VariableRules
{
    // Set by AWS itself in containers and functions. It refuses them in a function, and what it does in a container is not documented.
    private static readonly string[] Reserved = ["AWS_", "ECS_", "LAMBDA_", "_HANDLER", "_X_AMZN_"];

    // The stack's own configuration of the collector reads them.
    private static readonly string[] OfCollector = ["OTLP_ENDPOINT", "OTLP_AUTHORIZATION"];

    public static IEnumerable<Problem> Check(ReleaseManifest release, string component, string key, ComponentCode code)
    {
        foreach (var (variable, fact) in code.Environment)
        {
            var path = $"{key}.environment.{variable}";
            if ((Name(component, path, variable) ?? Suits(release, component, path, fact)) is { } problem)
                yield return problem;
        }

        foreach (var variable in code.Constants.Keys)
        {
            var path = $"{key}.constants.{variable}";
            if ((Name(component, path, variable) ?? Once(code, key, path, variable)) is { } problem)
                yield return problem;
        }
    }

    /// <summary>Whether AWS reserves the name of a variable.</summary>
    public static bool IsReserved(string variable) => ReservedBy(variable) is not null;

    private static string? ReservedBy(string variable) =>
        Reserved.FirstOrDefault(prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static Problem? Name(string component, string path, string variable)
    {
        if (ReservedBy(variable) is { } reserved)
        {
            return new Problem(
                path, $"begins with {reserved}, which AWS reserves", "use another name", "remove it: AWS sets what it needs itself");
        }

        if (component == Names.Value(ServiceImage.OtelCollector) && OfCollector.Contains(variable))
        {
            return new Problem(
                path, "is set by the stack", "use another name",
                    "remove it: the stack's configuration of the collector reads this variable");
        }

        var isFunction = Enum.GetValues<Function>().Any(function => Names.Value(function) == component);
        return (isFunction ? FunctionVariable() : ContainerVariable()).IsMatch(variable)
            ? null
            : new Problem(
                path, "is not the name of a variable",
                isFunction ? "use 2 to 128 letters, digits and _, beginning with a letter"
                    : "use letters, digits and _ . -, beginning with a letter or _",
                "correct the name");
    }

    private static Problem? Suits(ReleaseManifest release, string component, string path, string name)
    {
        if (Enum.GetValues<Job>().Except(release.Jobs.Keys).Select(Facts.TaskDefinitionName).Contains(name))
        {
            return Problem.Is(
                path, name, "a job of this release", "remove it, or add the job", ", but there is no such job in this release");
        }

        var fact = Facts.Find(name)!;
        var allowed = Facts.All.Where(other => other.Components.Contains(component)).Select(other => other.Name);
        return fact.Components.Contains(component)
            ? null
            : Problem.Is(
                path, name, string.Join(", ", allowed), "remove it", $", which {component} may not have: {fact.Reason}");
    }

    private static Problem? Once(ComponentCode code, string key, string path, string variable) =>
        code.Environment.TryGetValue(variable, out var fact)
            ? new Problem(
                path, $"is there twice: {key}.environment has it with the fact {fact}", "use a variable once", "remove one of them")
            : null;

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{1,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FunctionVariable();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_.-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ContainerVariable();
}
