namespace EdgeCdk.Config.Releases;

/// <summary>Releases in the order in which an edge goes through them: upgrades skip none.</summary>
internal sealed class ReleaseLine(IEnumerable<ReleaseManifest> releases)
{
    /// <summary>Days that a release is supported after the next one is available.</summary>
    public const int SupportDays = 90;

    /// <summary>What to do about a release that has no file.</summary>
    public const string HowToGet =
        "install a newer version of Edge CDK, which brings newer releases, or add its file, if you keep releases of your own";

    private readonly IReadOnlyList<ReleaseManifest> _releases = [.. releases];

    /// <summary>A release; null when it is not known.</summary>
    public ReleaseManifest? Find(string version) => _releases.FirstOrDefault(release => release.Version == version);

    /// <summary>The release that comes after one; null when it is the newest, or not known.</summary>
    public ReleaseManifest? After(string version) => _releases.FirstOrDefault(release => release.Previous == version);

    /// <summary>The release that comes before one; null when it is the first, or not known.</summary>
    public string? Before(string version) => Find(version)?.Previous;

    /// <summary>The releases to go through, from the one after the first to the last; null when there is no way forward.</summary>
    public IReadOnlyList<string>? Path(string from, string to)
    {
        var steps = new List<string>();
        while ((steps.LastOrDefault() ?? from) != to)
        {
            if (After(steps.LastOrDefault() ?? from) is not { } next || steps.Contains(next.Version))
                return null;
            steps.Add(next.Version);
        }

        return steps;
    }

    /// <summary>All of them, the oldest first.</summary>
    public IReadOnlyList<ReleaseManifest> OldestFirst()
    {
        var line = new List<ReleaseManifest>();
        var next = _releases.FirstOrDefault(release => release.Previous is null);
        while (next is not null && !line.Contains(next))
        {
            line.Add(next);
            next = After(next.Version);
        }

        return line;
    }

    /// <summary>The last day that a release is supported; null while there is no newer one.</summary>
    public DateOnly? SupportedUntil(string version) => After(version)?.Released.AddDays(SupportDays);
}
