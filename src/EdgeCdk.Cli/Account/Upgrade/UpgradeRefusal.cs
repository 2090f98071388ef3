using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Account.Upgrade;

/// <summary>Why a step to another release cannot be taken.</summary>
/// <param name="from">The release of the edge file.</param>
/// <param name="file">The edge file.</param>
/// <param name="releases">The releases that there are.</param>
internal sealed class UpgradeRefusal(string from, string file, ReleaseLine releases)
{
    /// <summary>The key of the edge file that it is about.</summary>
    public const string ReleaseKey = "edge.release";

    /// <summary>The reason; null when the step can be taken.</summary>
    /// <param name="to">The release to move to. Null: there is none.</param>
    /// <param name="deployed">The release that is deployed. Null: that of the file.</param>
    /// <param name="back">Whether the step goes back.</param>
    public Problem? Of(string? to, string? deployed, bool back)
    {
        if (to is null)
            return back ? Oldest() : Newest();
        if (deployed is not null && deployed != from)
            return NotDeployed(deployed);
        if (back)
            return releases.Before(from) == to ? null : NotThePrevious();
        return releases.After(from)?.Version == to ? null : NotTheNext(to);
    }

    private Problem Oldest() => Refused(
        ", the oldest release that is known", "there is no release to go back to",
        "nothing was changed; an older release needs a version of Edge CDK that has it, or its file, if you keep releases of your own");

    private Problem Newest() => Refused(
        ", the newest release that is known", "there is no next release", ReleaseLine.HowToGet);

    private Problem NotDeployed(string deployed) => releases.Path(deployed, from) is { Count: 1 }
        ? Refused($", but {deployed} is deployed", $"deploy {from} first", "then move to the next release")
        : Refused($", but {deployed} is deployed", $"use {deployed}", "take the newest version of this file");

    private Problem NotThePrevious() => releases.Before(from) is { } previous
        ? Refused($", and the previous release is {previous}", $"use --to {previous}, or leave --to out", "go back one release at a time")
        : Oldest();

    private Problem NotTheNext(string to)
    {
        if (to == from)
            return Refused(" already", "use another release", "leave --to out to move to the next one");
        if (releases.Path(from, to) is { } steps)
        {
            return Refused(
                $", and {to} is not the next release", $"use {steps[0]}", $"deploy {string.Join(", then ", steps)}: no release can be "
                    + "skipped");
        }

        return releases.Path(to, from) is null
            ? Refused(
                $", and no releases lead from it to {to}", "use a release that Edge CDK knows", ReleaseLine.HowToGet)
            : Refused($", which is newer than {to}", "use a later release", "or pass --back to go back, one release at most");
    }

    private Problem Refused(string because, string allowed, string remedy) =>
        new(ReleaseKey, $"is \"{from}\"{because}", allowed, remedy) { Value = from, File = file };
}
