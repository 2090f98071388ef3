using System.CommandLine;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Handover.Waves;

namespace EdgeCdk.Cli.Handover.StackSets;

/// <summary>Many edges at once.</summary>
internal static class FleetCommand
{
    public static Command Create(CommandContext context) => new("fleet", "Many edges at once") { Export(context), Script(context) };

    private static Command Export(CommandContext context)
    {
        var files = new FleetOptions();
        var output = new CheckedOption<string?>("--output", OptionRules.OutputDirectory(context), "-o")
        {
            Description = "Directory to write; the plan of the last export in it decides which edge is in which stack set. Default: fleet",
        };
        // CloudFormation's own limit is 128; a number follows.
        var name = new CheckedOption<string>(
            "--name", OptionRules.Form(
                "[a-zA-Z][-a-zA-Z0-9]{0,99}", "a name of a stack set: a letter, then up to 99 letters, digits and hyphens"))
        {
            Description = "Beginning of the names of new stack sets. Default: edges",
            DefaultValueFactory = _ => "edges",
        };
        var skip = new Option<bool>("--skip-refused") { Description = "Write the other edges when stack sets cannot deploy some" };
        var command = new Command(
            "export", "Writes stack sets for all edges: parameters, templates, and the commands of the AWS CLI") { output, name, skip };
        files.AddTo(command);
        command.SetAction(given => new FleetExport(
            context, context.PathOf(given.GetValue(output) ?? "fleet"), Options(files.Named(given)))
            .Run(files.Of(given, context), given.GetValue(name)!, given.GetValue(skip)));
        return command;
    }

    private static Command Script(CommandContext context)
    {
        var files = new FleetOptions();
        var output = new CheckedOption<string?>("--output", OptionRules.OutputFile(context), "-o")
        {
            Description = "File to write. Default: deploy-edges.sh",
        };
        var command = new Command("script", "Writes a script that deploys all edges with the CDK CLI, wave by wave") { output };
        files.AddTo(command);
        string Target(string? named) => named is null ? context.PathOf(null, "deploy-edges.sh") : context.OutputFileOf(named);
        command.SetAction(given => Write(
            context, files.Of(given, context), files.Named(given), Target(given.GetValue(output))));
        return command;
    }

    private static int Write(
        CommandContext context, FleetDirectories directories, IReadOnlyList<(string Name, string Value)> named, string file)
    {
        if (!File.Exists(Path.Combine(context.Repository, "cdk.json")))
        {
            throw new CommandException(
                $"there is no cdk.json in {context.Directory} or in a directory around it, and the script could deploy nothing; run this "
                    + "in your repository (docs/operations.md, \"Your repository\")");
        }

        var report = directories.Check();
        if (!report.IsUsable)
            return context.Refuse(report.Problems);
        var contexts = string.Concat(named.Select(
            option => $" --context {ShellText.Quoted($"{option.Name.TrimStart('-')}={option.Value}")}"));
        context.WriteFile(file, CdkScript.Write(report.Edges, Options(named), contexts));
        WholeFile.AllowExecution(file);
        var waves = Wave.Of(report.Edges);
        return context.Answer(
            new
            {
                File = context.Shown(file),
                Waves = waves.Select(wave => new { wave.Number, Edges = wave.Edges.Select(edge => edge.Config.Edge.Name) }),
                Problems = context.Shown(report.Problems).Select(ProblemReport.Json),
            },
            () => ProblemReport.Write(
                context, context.Shown(report.Problems),
                $"{context.Shown(file)} was written: {ProblemReport.Counted(report.Edges.Count, "edge")} in "
                    + $"{ProblemReport.Counted(waves.Count, "wave")}; next: read it, then run {Path.Combine(".", context.Shown(file))}"));
    }

    private static string Options(IEnumerable<(string Name, string Value)> named) =>
        string.Concat(named.Select(option => $" {option.Name} {ShellText.Quoted(option.Value)}"));
}
