using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.VendorBundle;
using EdgeCdk.Config;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>The release file that is made of a bundle. What the bundle does not say is as in the release before.</summary>
internal sealed class ImportedRelease
{
    // Names of files and images are never those of another release, unless somebody says so.
    private const string Missing = "release";

    private readonly FleetDirectories _directories;
    private readonly BundleReading _reading;
    private readonly IReadOnlyList<BundlePackage> _packages;
    private readonly ReleaseDraft _draft;
    private readonly string? _before;

    /// <summary>Begins with the release before that of the bundle.</summary>
    public ImportedRelease(FleetDirectories directories, BundleReading reading, IReadOnlyList<BundlePackage> packages, ImportMap map)
    {
        (_directories, _reading, _packages) = (directories, reading, packages);
        _before = Version is null ? null : Before(Version);
        _draft = ReleaseDraft.From(_before is null ? null : directories.ReleaseText(_before));
        Findings = [.. reading.Findings, .. NotInBundle(map), .. Previous()];
        Fill();
    }

    /// <summary>Version of the release; null when the bundle does not say it.</summary>
    public string? Version => _reading.Version;

    /// <summary>Everything that was found, and what was not.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>What has to be decided by somebody.</summary>
    public IEnumerable<Finding> Open => Findings.Where(finding => finding.Outcome is Outcome.Open);

    /// <summary>The text of the file; null until it is complete.</summary>
    public string? Text { get; private set; }

    /// <summary>Keys that are as in the release before, in blocks.</summary>
    public IEnumerable<string> Kept() => _before is null ? [] : _draft.Paths()
        .Where(path => path[0] is not ("version" or "released" or "previous") && !IsOfBundle(path))
        .GroupBy(path => string.Join('.', path.Take(path[0] is "components" ? 3 : path[0] is "planeManager" or "connectorsRollout"
            or "observability" ? 1 : 2)))
        .Select(block => $"{block.Key}{Names(block.Key, block)}: as in release {_before}");

    /// <summary>Completes the file.</summary>
    /// <param name="name">Name of the bundle; null when it has another form.</param>
    /// <param name="released">Day of the release. Null: the name has it.</param>
    /// <param name="registry">Where to ask for the digests of the images; empty for the vendor's registry. Null: nowhere.</param>
    /// <returns>What is missing or wrong.</returns>
    public IReadOnlyList<Problem> Complete(BundleName? name, DateOnly? released, string? registry)
    {
        var problems = new List<Problem>();
        if (Version is null)
            problems.Add(Problem.Missing("version", "the version of the release", "give the zip the name that the vendor gave it"));
        if ((released ?? DayOption.Parse(name?.Day)) is { } day)
            _draft.Set(day, "released");
        else
            problems.Add(Problem.Missing("released", "a date such as 2026-10-19", "add --released"));
        if (problems.Count == 0 && registry is not null)
            problems.AddRange(ImageDigests.Resolve(_draft, registry.Length == 0 ? null : registry));
        if (problems.Count == 0)
            Text = _draft.Text($"Release {Version}, imported from the vendor's bundle.");
        return problems;
    }

    /// <summary>What is wrong with the file among the others, before it is there.</summary>
    public IReadOnlyList<Problem> Faults(string file)
    {
        using var scratch = new ScratchDirectory();
        foreach (var version in Fleet.ReleaseVersions(_directories.Releases))
            File.WriteAllText(Path.Combine(scratch.Path, $"{version}.yaml"), _directories.ReleaseText(version));
        var own = Path.Combine(scratch.Path, Path.GetFileName(file));
        File.WriteAllText(own, Text);
        return [.. Fleet.Check([], scratch.Path).Problems.Where(problem => problem.File == own && !problem.IsWarning)];
    }

    // Variables may have dots in their names.
    private static string[] Parts(string key) => key.Split('.') is ["components", var component, "environment" or "constants", ..] parts
        ? ["components", component, parts[2], string.Join('.', parts[3..])]
        : key.Split('.');

    private static string Names(string block, IEnumerable<string[]> paths)
    {
        var names = paths.Select(path => string.Join('.', path.Skip(block.Split('.').Length))).Where(name => name.Length > 0).ToList();
        return names.Count == 0 ? "" : $" ({string.Join(", ", names)})";
    }

    private BundlePackage? PackageOf(string function) =>
        _packages.FirstOrDefault(package => Config.Yaml.Names.Value(package.Function) == function);

    private bool IsOfBundle(string[] path) => _reading.Release.ContainsKey(string.Join('.', path))
        || path is ["functions", var function, "artifact" or "sha256"] && PackageOf(function) is not null
        || path is ["images", _, "digest"];

    // What a bundle does not say is as in the release before it: the newest that is not newer than this.
    private string? Before(string version) => Fleet.ReleaseVersions(_directories.Releases)
        .Where(known => System.Version.TryParse(known, out var parsed) && parsed < System.Version.Parse(version))
        .MaxBy(System.Version.Parse);

    private IEnumerable<Finding> Previous()
    {
        if (_before is not null)
        {
            yield return new Finding($"{Missing}: previous", _before, Outcome.Mapped,
                "previous: the newest release file before it. Check that the vendor published none between them");
        }
    }

    private IEnumerable<Finding> NotInBundle(ImportMap map)
    {
        var images = _draft.NamesIn("images").Where(image => !_reading.Release.ContainsKey($"images.{image}.tag"))
            .Select(image => (Key: $"images.{image}", Old: $"{_draft["images", image, "repository"]}:{_draft["images", image, "tag"]}"));
        var functions = _draft.NamesIn("functions").Where(function => PackageOf(function) is null)
            .Select(function => (Key: $"functions.{function}.artifact", Old: _draft["functions", function, "artifact"]!));
        foreach (var (key, old) in images.Concat(functions))
        {
            var place = $"{Missing}: {key}";
            if (map[place] is { } told && told != ImportMap.Previous)
                throw new CommandException($"{told} is not {ImportMap.Previous}, as the mapping file says for {place}");
            if (map[place] is null)
            {
                yield return new Finding(place, "", Outcome.Open, $"{key} is not in the bundle; release {_before} has {old}")
                {
                    Choices = [ImportMap.Previous],
                };
            }
        }
    }

    private void Fill()
    {
        if (Version is null)
            return;
        _draft.Set(Version, "version");
        if (_before is not null)
            _draft.Set(_before, "previous");
        foreach (var component in _reading.WithEnvironment)
        {
            _draft.Remove("components", component, "environment");
            _draft.Remove("components", component, "constants");
        }

        foreach (var (key, (_, value)) in _reading.Release)
        {
            _draft.Set(value, Parts(key));
            if (key.EndsWith(".tag", StringComparison.Ordinal) && !_reading.Release.ContainsKey($"{key[..^4]}.digest"))
                _draft.Remove(Parts($"{key[..^4]}.digest"));
        }

        foreach (var package in _packages)
        {
            _draft.Set(package.Name, "functions", Config.Yaml.Names.Value(package.Function), "artifact");
            _draft.Set(package.Sha256, "functions", Config.Yaml.Names.Value(package.Function), "sha256");
        }
    }
}
