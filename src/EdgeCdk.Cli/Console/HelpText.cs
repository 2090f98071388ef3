using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Console;

/// <summary>The help of a command, with the command as users type it.</summary>
internal sealed partial class HelpText : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter();
        configuration.Output = text;
        var exitCode = _help.Invoke(parseResult);
        configuration.Output = output;
        // Names of commands have no spaces, so that the library knows only the second word.
        output.Write(
            LibrarysDefault().Replace(text.ToString(), "").Replace("\n  edge ", $"\n  {Product.Command} ", StringComparison.Ordinal));
        return exitCode;
    }

    // Each description says its default itself.
    [GeneratedRegex(@"\s*\[default: [^\]]*\]")]
    private static partial Regex LibrarysDefault();
}
