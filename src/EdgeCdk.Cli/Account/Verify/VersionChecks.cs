using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Account.Verify;

/// <summary>Old versions of functions: Cleanup deletes them once a day, unless something keeps it from that.</summary>
internal static class VersionChecks
{
    private const string About = "versions";

    // Cleanup runs once a day: what is older was there in at least one run.
    private static readonly TimeSpan Late = TimeSpan.FromDays(2);

    public static IEnumerable<Finding> Deleted(VerifyTarget target)
    {
        var keep = target.Stack.OfType("AWS::Lambda::Function")
            .Select(function => (function.Template.Properties["Environment"]?["Variables"]).Number("KEEP_VERSIONS"))
            .DefaultIfEmpty().Max();
        // In any other state Cleanup waits, since a rollback may need any version.
        if (keep < 1 || !target.Stack.State.IsHealthy)
            return [];
        var aliases = target.Stack.OfType("AWS::Lambda::Alias")
            .ToLookup(alias => target.Stack.Target(alias.Template.Properties["FunctionName"]));
        var findings = aliases.SelectMany(of => of.Key is { } function
            ? Of(target, function, [.. of.Select(alias => alias.Template.Properties.Text("Name"))], (int)keep)
            : []).ToList();
        return findings.Count > 0 ? findings : [Finding.Ok(About, "none that Cleanup should have deleted")];
    }

    private static IEnumerable<Finding> Of(VerifyTarget target, DeployedResource function, IReadOnlyList<string> deployed, int keep)
    {
        var part = function.Path.Split('/')[0];
        var versions = target.Aws.Find("lambda", "list-versions-by-function", "--function-name", function.PhysicalId)
            .Items("Versions").Where(version => version.Text("Version") != "$LATEST")
            .OrderByDescending(version => version.Number("Version")).ToList();
        if (versions.Count <= keep)
            return [];
        var aliases = target.Aws.List("Aliases", "lambda", "list-aliases", "--function-name", function.PhysicalId);
        var used = aliases.SelectMany(alias => VersionsOf(alias).Select(version => (Version: version, Alias: alias.Text("Name"))))
            .ToLookup(pair => pair.Version, pair => pair.Alias);
        return versions.Select((version, index) => (version, index)).Skip(keep).SelectMany(item =>
            Kept(target, function, part, item.version.Text("Version"), versions[item.index - keep], used, deployed));
    }

    // A version is not needed any more since so many newer ones were published.
    private static IEnumerable<Finding> Kept(
        VerifyTarget target,
        DeployedResource function,
        string part,
        string version,
        JsonNode newer,
        ILookup<string, string> used,
        IReadOnlyList<string> deployed)
    {
        var others = used[version].Except(deployed).ToList();
        foreach (var alias in others)
        {
            yield return Warning(
                $"Cleanup cannot delete version {version} of {part}: the alias {alias}, which is not of the stack, uses it",
                target.Command($"lambda delete-alias --function-name {function.PhysicalId} --name {alias}"));
        }

        if (!used.Contains(version) && PublishedAt(newer) is { } since && DateTimeOffset.UtcNow - since > Late)
        {
            yield return Warning(
                string.Create(
                    CultureInfo.InvariantCulture, $"Cleanup has not deleted version {version} of {part} since {since:yyyy-MM-dd}"),
                $"see the log group {target.Edge.Names.LogGroupPrefix}cleanup and the dead letters of Cleanup; then "
                    + target.Command($"lambda delete-function --function-name {function.PhysicalId} --qualifier {version}"));
        }
    }

    // With weights, an alias uses more than one.
    private static IEnumerable<string> VersionsOf(JsonNode alias) =>
    [
        alias.Text("FunctionVersion"),
        .. (alias["RoutingConfig"]?["AdditionalVersionWeights"] as JsonObject ?? []).Select(weight => weight.Key),
    ];

    private static DateTimeOffset? PublishedAt(JsonNode version) =>
        version["LastModified"] is { } time ? AwsTime.Parse(time) : null;

    private static Finding Warning(string what, string remedy) => new(Outcome.Warning, About) { What = what, Remedy = remedy };
}
