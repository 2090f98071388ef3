using System.ComponentModel;
using System.Diagnostics;
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
    /// <param name="log">Where to say what is not known.</param>
    public static IReadOnlyDictionary<string, string>? Of(IEnumerable<string> given, Func<IEnumerable<EdgeDefinition>> edges, TextWriter log)
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
            var release = Ask(edge, log);
            isKnown &= release is not null;
            if (release is { Length: > 0 })
                deployed[edge.Config.Edge.Name] = release;
        }

        return isKnown ? deployed : null;
    }

    /// <summary>What is wrong with a value of the option; null when nothing is.</summary>
    public static string? Fault(string value) =>
        value == Account || value.Split('=', 2) is [{ Length: > 0 }, { Length: > 0 }] ? null : $"--deployed {value} is neither <edge>=<release> nor {Account}";

    // The release is an output of the stack; empty while there is no stack, null when that cannot be told. The AWS CLI is what the vendor asks customers to have; it knows their way to log in.
    private static string? Ask(EdgeDefinition edge, TextWriter log)
    {
        var (name, region) = (edge.Config.Edge.Name, edge.Config.Account.Region);
        try
        {
            string[] arguments =
                ["cloudformation", "describe-stacks", "--stack-name", $"Edge-{name}", "--region", region, "--output", "text", "--query", "Stacks[0].Outputs[?OutputKey=='Release'].OutputValue | [0]"];
            using var process = Process.Start(new ProcessStartInfo("aws", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            if (process.ExitCode == 0 && output != "None")
                return output;
            if (error.Result.Contains("does not exist", StringComparison.Ordinal))
                return "";
            log.WriteLine($"edge: what is deployed of {name} is not known: {(error.Result.Trim() is { Length: > 0 } reason ? reason : "the stack has no output Release")}; say it with --deployed");
        }
        catch (Win32Exception)
        {
            log.WriteLine($"edge: what is deployed of {name} is not known: the AWS CLI is not installed; say it with --deployed");
        }

        return null;
    }
}
