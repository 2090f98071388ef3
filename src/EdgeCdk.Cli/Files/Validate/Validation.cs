using System.CommandLine;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Files.Validate;

/// <summary>Checks files, and answers.</summary>
internal static class Validation
{
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">A deployed release is of an edge that has no file.</exception>
    public static int Run(CommandContext context, ParseResult given, ValidateOptions options)
    {
        var directories = options.Directories(given, context);
        var releases = directories.Releases;
        var edges = EdgeFiles(given.GetValue(options.Files)!, directories, context);
        var deployed = DeployedReleases.Of(
            given.GetValue(options.Deployed)!, () => Fleet.Check(edges, releases).Edges, context.Aws);
        var report = Fleet.Check(edges, releases, new ReleaseCheckOptions
        {
            AsOf = given.GetValue(options.AsOf) ?? DateOnly.FromDateTime(DateTime.Today),
            Deployed = deployed,
            GoesBack = given.GetValue(options.Back),
        });
        report = report with
        {
            Problems = Problem.InOrder(report.Problems.Concat(report.Files.Values.SelectMany(ExampleValues.In))),
        };
        if (deployed.Keys.FirstOrDefault(name => !report.Files.ContainsKey(name)) is { } unknown)
        {
            throw new CommandException($"--deployed {unknown}={deployed[unknown]}: there is no edge {unknown}; "
                + Names.Nearest(unknown, [.. report.Files.Keys.Order(StringComparer.Ordinal)]));
        }

        foreach (var pair in given.GetValue(options.Deployed)!.Where(value => value != DeployedReleases.Account))
            FleetDirectories.Release(report.Releases, pair.Split('=', 2)[1], $"{options.Deployed.Name} {pair}: ");
        if (given.GetValue(options.Sarif))
            context.WriteJson(ValidateSarif.Log(context.Shown(report.Problems)));
        else
            Answer(context, report);
        return report.IsUsable ? 0 : 1;
    }

    // A pre-commit hook passes all changed files; release files among them are not edge files.
    private static List<string> EdgeFiles(string[] named, FleetDirectories directories, CommandContext context)
    {
        var edges = named.Select(name => EdgeFile(name, directories, context))
            .Where(file => directories.Releases is null || Path.GetDirectoryName(file) != directories.Releases).ToList();
        return edges.Count > 0 ? edges : [directories.Edges];
    }

    // As other commands have it, an edge may be named, too.
    private static string EdgeFile(string name, FleetDirectories directories, CommandContext context)
    {
        var path = context.PathOf(name);
        return File.Exists(path) || Directory.Exists(path) || name.AsSpan().ContainsAny('/', '\\', '.')
            ? path
            : directories.FileOf(directories.Check(), name, context);
    }

    private static void Answer(CommandContext context, FleetReport report)
    {
        var problems = context.Shown(report.Problems);
        context.Answer(
            new { Edges = report.Edges.Select(edge => edge.Config.Edge.Name), Problems = problems.Select(ProblemReport.Json) },
            () => ProblemReport.Write(context, problems, $"{ProblemReport.Counted(report.Edges.Count, "edge")}: no problems"));
    }
}
