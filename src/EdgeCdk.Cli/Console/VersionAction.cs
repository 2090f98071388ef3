using System.CommandLine;
using System.CommandLine.Invocation;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Console;

/// <summary>Answers <c>edge --version</c>.</summary>
internal sealed class VersionAction(CommandContext context) : SynchronousCommandLineAction
{
    // Otherwise a command would be missing.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult) => context.Answer(new { }, () => context.WriteLine("", Product.Version));
}
