using System.Runtime.InteropServices;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>The versions of the programs that the commands use.</summary>
internal static class ToolVersions
{
    /// <summary>ToolVersions by name; empty for programs that are not installed.</summary>
    public static IReadOnlyDictionary<string, string> Of(CommandContext context) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["aws"] = OfProgram("aws", context.Directory),
            ["dotnet"] = Environment.Version.ToString(),
            ["edge"] = Product.Version,
            ["node"] = OfProgram("node", context.Directory),
            ["system"] = RuntimeInformation.OSDescription,
        };

    private static string OfProgram(string program, string directory)
    {
        try
        {
            var (_, output, error) = ProcessRunner.Run(program, ["--version"], directory);
            return (output.Length > 0 ? output : error).Trim();
        }
        catch (CommandException)
        {
            return "";
        }
    }
}
