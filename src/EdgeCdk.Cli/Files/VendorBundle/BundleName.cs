using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>What the name of a bundle says, as the vendor's guide has it: <c>edge-version-time-bundle.zip</c>.</summary>
/// <param name="Edge">Name of the edge.</param>
/// <param name="Version">Version of the release.</param>
/// <param name="Time">Time of the bundle, as it is written there.</param>
internal sealed partial record BundleName(string Edge, string Version, string Time)
{
    /// <summary>Where its parts are found, as it is shown.</summary>
    public const string Place = "name of the bundle";

    /// <summary>The day, such as 2026-10-19; null when the time is written in another form.</summary>
    public string? Day => DayPattern().Match(Time) is { Success: true } day ? $"{day.Groups[1]}-{day.Groups[2]}-{day.Groups[3]}" : null;

    /// <summary>Reads a name; null when it has another form.</summary>
    public static BundleName? Of(string name) => NamePattern().Match(name) is { Success: true } match
        ? new BundleName(match.Groups["edge"].Value, match.Groups["version"].Value, match.Groups["time"].Value)
        : null;

    /// <summary>Its parts as values, to be compared with those of the files.</summary>
    public BundleDocument Document() =>
        new(Place, new JsonObject { ["edgeName"] = Edge, ["releaseVersion"] = Version }) { HasValues = true };

    // A browser numbers what is downloaded again.
    [GeneratedRegex(@"\A(?<edge>[a-z][a-z0-9-]*?)-(?<version>\d+\.\d+\.\d+)-(?<time>\d[\dT:Z_.+-]*)-bundle(?: ?\(\d+\))?(?:\.zip)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?:\D|\z|\d{4,6}\z)", RegexOptions.CultureInvariant)]
    private static partial Regex DayPattern();
}
