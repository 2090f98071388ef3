using System.CommandLine;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>Collects what the vendor's support asks for, without secrets.</summary>
internal static class SupportCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new SupportOptions(context);
        var command = new Command("support", "Collects what the vendor's support asks for, without secrets");
        options.AddTo(command);
        command.SetAction(given => Write(context with { Aws = new CachingAws(context.Aws) }, given, options));
        return command;
    }

    private static int Write(CommandContext context, ParseResult given, SupportOptions options) =>
        new SupportArchive(context, options.Edge.Place(given, context))
        {
            Lines = given.GetValue(options.Lines) ?? SupportOptions.UsualLines,
            HidesAccounts = given.GetValue(options.HidesAccounts),
            Time = given.GetValue(options.At),
        }.Write(given.GetValue(options.Output));
}
