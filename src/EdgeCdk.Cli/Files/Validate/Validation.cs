using System.CommandLine;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Cli.Files.Validate;

/// <summary>Checks files, and answers.</summary>
internal static class Validation
{
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">A deployed release is of an edge that has no file.</exception>
    public static int Run(CommandContext context, ParseResult given, ValidateOptions options)
    {
        var releases = options.Directories(given, context).Releases;
        var edges = EdgeFiles(given.GetValue(options.Files)!, releases, context);
        var deployed = DeployedReleases.Of(
            given.GetValue(options.Deployed)!, () => Fleet.Check(edges, releases).Edges, context.Aws, context.Error);
        if (deployed is null)
            return 1;
        var report = Fleet.Check(edges, releases, new ReleaseCheckOptions
        {
            AsOf = given.GetValue(options.AsOf) ?? DateOnly.FromDateTime(DateTime.Today),
            Deployed = deployed,
            GoesBack = given.GetValue(options.Back),
        });
        if (deployed.Keys.FirstOrDefault(name => !report.Files.ContainsKey(name)) is { } unknown)
        {
            throw new CommandException($"--deployed {unknown}={deployed[unknown]}: there is no edge {unknown}; "
                + $"use {string.Join(", ", report.Files.Keys.Order(StringComparer.Ordinal))}");
        }

        if (given.GetValue(options.Sarif))
            context.WriteJson(ValidateSarif.Log(context.Shown(report.Problems)));
        else
            Answer(context, report);
        return report.IsUsable ? 0 : 1;
    }

    // A pre-commit hook passes all changed files; release files among them are not edge files.
    private static List<string> EdgeFiles(string[] named, string releases, CommandContext context)
    {
        var edges = named.Select(file => context.PathOf(file, "")).Where(file => Path.GetDirectoryName(file) != releases).ToList();
        return edges.Count > 0 ? edges : [context.PathOf(null, "edges")];
    }

    private static void Answer(CommandContext context, FleetReport report)
    {
        var problems = context.Shown(report.Problems);
        context.Answer(
            new { Edges = report.Edges.Select(edge => edge.Config.Edge.Name), Problems = problems.Select(ProblemReport.Json) },
            () => ProblemReport.Write(context, problems, $"{ProblemReport.Counted(report.Edges.Count, "edge")}: nothing to correct"));
    }
}
