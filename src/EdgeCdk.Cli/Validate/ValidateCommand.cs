using System.CommandLine;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Validate;

/// <summary>Checks edge and release files. Needs neither AWS nor the network.</summary>
internal static class ValidateCommand
{
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("files")
        {
            Description = "Edge files, and directories of them; release files are all checked anyway. Default: the directory edges",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var releases = new Option<string?>("--releases") { Description = "Directory of release files. Default: releases" };
        var sarif = new Option<bool>("--sarif") { Description = "Answer in SARIF 2.1.0, for code scanning" };
        var command = new Command("validate", "Tells everything that is wrong with the files, and what would be right") { files, releases, sarif };
        command.Validators.Add(given =>
        {
            if (given.GetValue(sarif) && given.GetValue(EdgeCommand.Json))
                given.AddError("--json and --sarif exclude each other");
        });
        command.SetAction(given =>
        {
            var releaseDirectory = terminal.PathOf(given.GetValue(releases), "releases");
            var named = given.GetValue(files)!.Select(file => terminal.PathOf(file, "")).ToList();
            // A hook passes whatever files were changed; release files among them are not edge files.
            var edges = named.Where(file => Path.GetDirectoryName(file) != releaseDirectory).ToList();
            var report = Fleet.Check(edges.Count > 0 ? edges : [terminal.PathOf(null, "edges")], releaseDirectory);
            var problems = terminal.Shown(report.Problems);
            if (given.GetValue(sarif))
                terminal.WriteJson(Sarif.Log(problems));
            else if (given.GetValue(EdgeCommand.Json))
                terminal.WriteJson(new { Edges = report.Edges.Select(edge => edge.Config.Edge.Name), Problems = problems.Select(ProblemReport.Json) });
            else
                ProblemReport.Write(terminal, problems, $"{ProblemReport.Counted(report.Edges.Count, "edge")}: nothing to correct");
            return report.IsUsable ? 0 : 1;
        });
        return command;
    }
}
