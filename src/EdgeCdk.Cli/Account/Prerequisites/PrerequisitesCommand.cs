using System.CommandLine;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Prerequisites;

/// <summary>Writes the template of what an edge needs first; afterwards, the onboarding values of what was deployed.</summary>
internal static class PrerequisitesCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new PrerequisitesOptions(context);
        var command = new Command(
            "prerequisites", "Writes a template for network, result bucket and role, for customers who do not have them yet");
        options.AddTo(command);
        command.SetAction(given => Write(context, given, options));
        return command;
    }

    private static int Write(CommandContext context, ParseResult given, PrerequisitesOptions options)
    {
        var files = new PrerequisitesFiles(context, given.GetValue(options.Output));
        var (file, next) = given.GetValue(options.Onboarding) is { } stack
            ? files.WriteOnboarding(stack, given.GetValue(options.Region)!)
            : files.WriteTemplate(given.GetValue(options.Edge) ?? "<edge>", given.GetValue(options.Region) ?? "<region>");
        return context.Answer(new { File = context.Shown(file), Next = next }, () =>
        {
            context.WriteLine(context.Shown(file), " was written; next:");
            foreach (var line in next)
                context.WriteLine("", $"  {line}");
        });
    }
}
