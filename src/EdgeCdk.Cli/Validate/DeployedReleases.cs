using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Deployed;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Validate;

/// <summary>Which release of which edge is deployed, as told on the command line or by AWS.</summary>
internal static class DeployedReleases
{
    /// <summary>Stands for: ask AWS.</summary>
    public const string Account = "account";

    /// <summary>The releases by edge; null when AWS was to be asked and did not tell, which is said.</summary>
    /// <param name="given">Values of the option: <c>edge=release</c>, or <c>account</c>.</param>
    /// <param name="edges">The edges to ask AWS about.</param>
    /// <param name="terminal">Whom to ask, and where to say what is not known.</param>
    public static IReadOnlyDictionary<string, string>? Of(IEnumerable<string> given, Func<IEnumerable<EdgeDefinition>> edges, Terminal terminal)
    {
        var deployed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in given)
        {
            if (value.Split('=', 2) is [var name, var release])
                deployed[name] = release;
        }

        var isKnown = true;
        foreach (var edge in given.Contains(Account) ? edges() : [])
        {
            if (deployed.ContainsKey(edge.Config.Edge.Name))
                continue;
            var release = Ask(terminal.Aws, edge, terminal.Error);
            isKnown &= release is not null;
            if (release is { Length: > 0 })
                deployed[edge.Config.Edge.Name] = release;
        }

        return isKnown ? deployed : null;
    }

    /// <summary>What is wrong with a value of the option; null when nothing is.</summary>
    public static string? Fault(string value) =>
        value == Account || value.Split('=', 2) is [{ Length: > 0 }, { Length: > 0 }] ? null : $"--deployed {value} is neither <edge>=<release> nor {Account}";

    // The release is an output of the stack; empty while there is no stack, null when that cannot be told.
    private static string? Ask(IAws aws, EdgeDefinition edge, TextWriter log)
    {
        var (name, region) = (edge.Config.Edge.Name, edge.Config.Account.Region);
        string reason;
        try
        {
            var stack = DeployedStack.Describe(aws, new EdgePlace(name, region));
            if (stack is null)
                return "";
            if (stack["Outputs"]?.AsArray().FirstOrDefault(output => (string?)output!["OutputKey"] == "Release") is { } release)
                return (string)release["OutputValue"]!;
            reason = "the stack has no output Release";
        }
        catch (Exception exception) when (exception is AwsException or CommandException)
        {
            reason = exception.Message;
        }

        log.WriteLine($"edge: what is deployed of {name} is not known: {reason}; say it with --deployed");
        return null;
    }
}
