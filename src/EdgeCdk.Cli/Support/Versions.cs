using System.Reflection;
using System.Runtime.InteropServices;

namespace EdgeCdk.Cli.Support;

/// <summary>What the commands run with.</summary>
internal static class Versions
{
    /// <summary>Versions by name; those of programs that are not there are empty.</summary>
    public static IReadOnlyDictionary<string, string> Of(Terminal terminal) => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["aws"] = OfProgram("aws", terminal.Directory),
        ["dotnet"] = Environment.Version.ToString(),
        ["edge"] = typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
        ["node"] = OfProgram("node", terminal.Directory),
        ["system"] = RuntimeInformation.OSDescription,
    };

    private static string OfProgram(string program, string directory)
    {
        try
        {
            var (_, output, error) = Programs.Run(program, ["--version"], directory);
            return (output.Length > 0 ? output : error).Trim();
        }
        catch (CommandException)
        {
            return "";
        }
    }
}
