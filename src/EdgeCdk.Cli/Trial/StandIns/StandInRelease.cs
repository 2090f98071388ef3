using System.Globalization;

namespace EdgeCdk.Cli.Trial.StandIns;

/// <summary>A release of the trial: its images are small public ones, which need no registry credentials.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Busybox">Tag of the image of all containers but Plane Manager.</param>
/// <param name="AwsCli">Tag of the image of Plane Manager, whose role the trial tries with the AWS CLI.</param>
/// <param name="ExitCode">How Connectors Rollout ends.</param>
internal sealed record StandInRelease(string Version, string Busybox, string AwsCli, int ExitCode)
{
    /// <summary>The registry of all images.</summary>
    public const string Registry = "public.ecr.aws";

    /// <summary>The release that is deployed first.</summary>
    public static readonly StandInRelease First = new("1.0.0", "1.36", "2.31.23", 0);

    /// <summary>The release that it is upgraded to.</summary>
    public static readonly StandInRelease Second = new("1.0.1", "1.37.0", "2.32.9", 0);

    /// <summary>The release that cannot be deployed: its Connectors Rollout fails.</summary>
    public static readonly StandInRelease Failing = new("1.0.2", "1.37.0", "2.32.9", 1);

    /// <summary>All of them, in the order of upgrades.</summary>
    public static readonly IReadOnlyList<StandInRelease> All = [First, Second, Failing];

    /// <summary>Text of its file.</summary>
    /// <param name="today">The day on which it counts as published.</param>
    public string Text(DateOnly today)
    {
        var index = All.ToList().IndexOf(this);
        var text = StandInFiles.Text("release.yaml")
            .Replace("$version", Version, StringComparison.Ordinal)
            .Replace("$released", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("$busybox", Busybox, StringComparison.Ordinal)
            .Replace("$awsCli", AwsCli, StringComparison.Ordinal)
            .Replace("$exitCode", ExitCode.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return index == 0 ? text : $"{text}previous: {All[index - 1].Version}\n";
    }
}
