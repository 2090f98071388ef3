using System.CommandLine;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Product;

namespace EdgeCdk.Cli.Handover.Template;

/// <summary>Writes the portable template; for an edge also the values of its parameters, and the commands that deploy it.</summary>
internal static class TemplateCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string?>("edge") { Description = "Name of the edge whose values are written, too. Default: none", Arity = ArgumentArity.ZeroOrOne };
        var release = new Option<string?>("--release") { Description = "Release of the template, without an edge. Default: the newest" };
        var output = new Option<string?>("--output", "-o") { Description = "Directory to write to. Default: portable" };
        var edges = new Option<string?>("--edges") { Description = "Directory of edge files. Default: edges" };
        var releases = new Option<string?>("--releases") { Description = "Directory of release files. Default: releases" };
        var command = new Command("template", "Writes one CloudFormation template for all edges, for those who deploy with the AWS CLI alone") { name, release, output, edges, releases };
        command.Validators.Add(given =>
        {
            if (given.GetValue(name) is not null && given.GetValue(release) is not null)
                given.AddError("--release goes without an edge, whose file says the release");
        });
        command.SetAction(given =>
        {
            var directory = context.PathOf(given.GetValue(output), "portable");
            var releaseDirectory = context.PathOf(given.GetValue(releases), "releases");
            return given.GetValue(name) is { } edge
                ? WriteEdge(context, edge, context.PathOf(given.GetValue(edges), "edges"), releaseDirectory, directory, given.GetValue(EdgeCommand.Json))
                : WriteTemplates(context, given.GetValue(release), releaseDirectory, directory, given.GetValue(EdgeCommand.Json));
        });
        return command;
    }

    private static int WriteTemplates(CommandContext context, string? version, string releases, string directory, bool asJson)
    {
        var line = Fleet.LoadReleases(releases);
        var release = (version is null ? line.OldestFirst()[^1] : line.Find(version))
            ?? throw new CommandException($"release {version} is not known; use {string.Join(", ", line.OldestFirst().Select(known => known.Version))}");
        string[] names = [.. Enum.GetValues<DataRetention>().Select(retention => PortableDeployment.TemplateNameOf(release.Version, retention))];
        TemplateSynthesis.Make(context, names, directory, releases);
        Tell(context, [.. names.Select(name => TemplateSynthesis.FileOf(directory, name))], [], "", asJson);
        return 0;
    }

    private static int WriteEdge(CommandContext context, string name, string edges, string releases, string directory, bool asJson)
    {
        var (edge, file) = Fleet.LoadOne(edges, releases, name);
        var obstacles = ProductValues.Obstacles(edge).Select(problem => problem with { File = file }).ToList();
        if (obstacles.Count > 0)
        {
            if (asJson)
                context.WriteJson(new { Files = Array.Empty<string>(), Problems = context.Shown(obstacles).Select(ProblemReport.Json) });
            else
                ProblemReport.Write(context, context.Shown(obstacles), "nothing was written");
            return 1;
        }

        var deployment = new PortableDeployment(edge);
        var parameters = Path.Combine(directory, deployment.ParametersFile);
        TemplateSynthesis.Make(context, [deployment.TemplateName], directory, releases);
        context.WriteFile(parameters, $"{CommandContext.ToJson(deployment.Parameters())}\n");
        var commands = Path.Combine(directory, deployment.CommandsFile);
        context.WriteFile(commands, deployment.Script());
        Tell(context, [TemplateSynthesis.FileOf(directory, deployment.TemplateName), parameters, commands], deployment.Commands(), deployment.Call(context.Shown(commands)), asJson);
        return 0;
    }

    private static void Tell(CommandContext context, IReadOnlyList<string> files, IReadOnlyList<string> commands, string next, bool asJson)
    {
        if (asJson)
        {
            context.WriteJson(new { Files = files.Select(context.Shown), Commands = commands });
            return;
        }

        context.WriteLine(string.Join("\n", files.Select(context.Shown)));
        if (next.Length > 0)
            context.WriteLine("", $"were written. The last is three commands of the AWS CLI, which deploy the edge; next:\n  {next}");
    }
}
