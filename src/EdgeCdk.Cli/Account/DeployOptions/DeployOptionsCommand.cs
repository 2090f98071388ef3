using System.CommandLine;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.DeployOptions;

/// <summary>Prints the options for the next deployment of an edge, for the command line that deploys it. Changes nothing.</summary>
internal static class DeployOptionsCommand
{
    public static Command Create(CommandContext context)
    {
        var edge = new EdgeArguments();
        var aws = new Option<bool>("--aws-cli")
        {
            Description = "Options for `aws cloudformation create-change-set` and `update-stack`. Default: for `cdk deploy`",
        };
        var app = new CheckedOption<string?>(
            "--app", OptionRules.Folder(context, "use the directory that `cdk synth --output` wrote"))
        {
            Description = "Cloud assembly that will be deployed. Default: it is synthesized now",
        };
        var command = new Command(
            "deploy-options", "Prints the options with which alarms roll the next deployment of an edge back; none the first time")
        {
            aws,
            app,
        };
        edge.AddTo(command, takesStack: true);
        command.SetAction(given => Run(
            context, edge.Definition(given, context), edge.Place(given, context), given.GetValue(aws), given.GetValue(app)));
        return command;
    }

    private static int Run(CommandContext context, NamedEdge edge, EdgePlace place, bool isAwsCli, string? app)
    {
        var triggers = Triggers(context, edge, place, app);
        foreach (var reason in triggers.LeftOut)
            context.Error.WriteLine($"edge: no rollback trigger of this deployment: {reason}");
        var options = isAwsCli ? triggers.OfAwsCli : triggers.OfCdk;
        return context.Answer(
            new { Edge = edge.Name, Options = options, Triggers = triggers.Arns ?? [], triggers.LeftOut },
            () =>
            {
                if (options.Length > 0)
                    context.Out.WriteLine(options);
            });
    }

    private static RollbackTriggers Triggers(CommandContext context, NamedEdge edge, EdgePlace place, string? app) =>
        DeployedStack.Find(context.Aws, place) is { } stack
            ? RollbackTriggers.Of(
                new RegionalAws(context.Aws, place.Region), edge.Definition.Config.Alarms, Deployer.Of(place, stack.Json), stack,
                () => Next(context, edge, app))
            : new(null, 0, []);

    private static StackTemplate Next(CommandContext context, NamedEdge edge, string? app)
    {
        var stack = new EdgePlace(edge.Name, "").Names.Stack;
        if (app is not null)
            return Read(context, context.PathOf(app, ""), stack);
        using var scratch = new ScratchDirectory();
        TemplateSynthesis.Assemble(context, edge, scratch.Path);
        return Read(context, scratch.Path, stack);
    }

    private static StackTemplate Read(CommandContext context, string directory, string stack)
    {
        var file = TemplateSynthesis.FileOf(directory, stack);
        return new(stack, InputFile.Json(file, context.Shown(file)));
    }
}
