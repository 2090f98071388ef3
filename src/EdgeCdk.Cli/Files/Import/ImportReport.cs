using EdgeCdk.Cli.Console;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>Shows every value of a bundle with where it went, and what was not understood.</summary>
internal sealed class ImportReport(CommandContext context, BundleSource source, BundleReading reading,
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

    private readonly List<Finding> _more = [];
    private readonly List<string> _kept = [];

    /// <summary>Adds something that is not in a configuration file.</summary>
    public void Add(Finding finding) => _more.Add(finding);

    /// <summary>Notes what the release has from the one before it.</summary>
    public void Kept(string? before, BundleReading of, ReleaseDraft draft)
    {
        foreach (var block in before is null ? []
            : (string[])["images", "jobs", "functions", "components", "planeManager", "connectorsRollout", "observability"])
        {
            if (!of.Release.Keys.Any(key => key.StartsWith($"{block}.", StringComparison.Ordinal)) && draft.Has(block))
                _kept.Add($"{block}: not in the bundle; as in release {before}");
        }

        foreach (var component in before is null ? [] : of.Release.Keys.Where(key => key.StartsWith("images.", StringComparison.Ordinal))
            .Select(key => key.Split('.')[1]).Distinct().Where(component => !of.WithEnvironment.Contains(component)))
        {
            _kept.Add($"components.{component}.environment: not in the bundle; as in release {before}");
        }
    }

    /// <summary>Says what keeps the bundle from being imported. Nothing was written.</summary>
    /// <returns>The exit code.</returns>
    public int Refuse(IReadOnlyList<Problem> problems)
    {
        context.Answer(new { Values = All(), Problems = problems.Select(ProblemReport.Json) }, () =>
        {
            WriteValues();
            ProblemReport.Write(context, problems, "nothing was written");
        });
        return 1;
    }

    /// <summary>Says what was written.</summary>
    /// <returns>The exit code.</returns>
    public int Answer(IReadOnlyList<string> files, string? keptEdge, IReadOnlyList<Problem> problems)
    {
        context.Answer(new { Files = files, Values = All(), Kept = _kept, Problems = problems.Select(ProblemReport.Json) }, () =>
        {
            WriteValues();
            foreach (var file in files)
                context.WriteLine(file, " was written");
            if (keptEdge is not null)
                context.WriteLine(keptEdge, " was there and is as it was: `edge upgrade` changes its release");
            ProblemReport.Write(context, problems, "see `edge explain` for what can be changed");
        });
        return problems.Any(problem => !problem.IsWarning) ? 1 : 0;
    }

    private List<Finding> All() =>
    [
        .. reading.Findings,
        .. _more,
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

        if (_kept.Count > 0)
            context.WriteLine("Not in the bundle");
        foreach (var line in _kept)
            context.WriteLine("", $"  {line}");
    }
}
