using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.VendorBundle;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>Shows every value of a bundle with where it went, and what was not understood.</summary>
internal sealed class ImportReport(CommandContext context, BundleSource source, ImportedRelease release,
    IReadOnlyList<BundlePackage> packages)
{
    private static readonly (Outcome Outcome, string Title)[] Parts =
    [
        (Outcome.Mapped, "Taken"),
        (Outcome.Left, "Not needed"),
        (Outcome.Removed, "Credentials, in no file that is written"),
        (Outcome.NotUnderstood, "Not understood: check them by hand"),
        (Outcome.Open, "Not clear: somebody must decide"),
    ];

    /// <summary>Places in mapping files that are not in the bundle. Default: none.</summary>
    public IReadOnlyList<string> Unused { get; init; } = [];

    /// <summary>Says what keeps the bundle from being imported. Nothing was written but answers.</summary>
    /// <returns>The exit code.</returns>
    public int Refuse(IReadOnlyList<Problem> problems)
    {
        context.Answer(new { Values = All(), Problems = problems.Select(ProblemReport.Json) }, () =>
        {
            WriteValues();
            ProblemReport.Write(context, problems, "no edge file and no release file was written");
        });
        return 1;
    }

    /// <summary>Says what was written.</summary>
    /// <returns>The exit code.</returns>
    public int Answer(IReadOnlyList<string> files, string? keptEdge, IReadOnlyList<Problem> problems)
    {
        var json = new { Files = files, Values = All(), Kept = release.Kept(), Unused, Problems = problems.Select(ProblemReport.Json) };
        context.Answer(json, () =>
        {
            WriteValues();
            foreach (var file in files)
                context.WriteLine(file, " was written");
            if (keptEdge is not null)
            {
                var edge = Path.GetFileNameWithoutExtension(keptEdge);
                context.WriteLine(keptEdge, $" was there and is as it was: `npx edge upgrade {edge}` changes its release");
            }

            ProblemReport.Write(context, problems, "see `npx edge explain` for what can be changed");
        });
        return problems.Any(problem => !problem.IsWarning) ? 1 : 0;
    }

    private List<Finding> All() =>
    [
        .. release.Findings,
        .. packages.Select(package => new Finding(
            package.File, $"SHA-256 {package.Sha256}", Outcome.Mapped, $"functions.{Config.Yaml.Names.Value(package.Function)}")),
        .. source.Files.Where(file => file.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
            && packages.All(package => package.File != file.Path))
            .Select(file => new Finding(file.Path, "", Outcome.NotUnderstood, "a zip of no function that is known")),
    ];

    private void WriteValues()
    {
        foreach (var (outcome, title) in Parts)
        {
            var findings = All().Where(finding => finding.Outcome == outcome).ToList();
            if (findings.Count == 0)
                continue;
            context.WriteLine(title);
            foreach (var finding in findings)
                context.WriteLine("", $"  {finding.Place}{(finding.Value.Length > 0 ? $" = {finding.Value}" : "")} -> {finding.Target}");
        }

        Write("Not in the bundle", release.Kept());
        Write("In the mapping file, but not in the bundle", Unused);
    }

    private void Write(string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
            context.WriteLine(title);
        foreach (var line in all)
            context.WriteLine("", $"  {line}");
    }
}
