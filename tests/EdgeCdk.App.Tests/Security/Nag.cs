using System.Text.Json;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>Something that a rule of cdk-nag objects to.</summary>
/// <param name="Template">File of the template.</param>
/// <param name="LogicalId">The resource.</param>
/// <param name="Rule">Id, such as <c>AwsSolutions-S1</c>.</param>
/// <param name="Detail">Which of several things in the resource; null when the resource is all that there is to say.</param>
/// <param name="Statements">Sids of the statements that have the wildcard that <paramref name="Detail"/> names.</param>
/// <param name="Description">What cdk-nag says about it.</param>
/// <param name="Evaluated">Whether the rule came to a result at all.</param>
internal sealed record NagFinding(
    string Template, string LogicalId, string Rule, string? Detail, IReadOnlyList<string> Statements, string Description, bool Evaluated);

/// <summary>A reason in a template to accept a finding.</summary>
internal sealed record NagReason(string Path, string Rule, string Reason)
{
    /// <summary>The reasons in the metadata of a resource.</summary>
    public static IEnumerable<NagReason> Of(Resource resource) =>
        from item in resource.Json["Metadata"]?["cdk_nag"]?["rules_to_suppress"]?.AsArray() ?? []
        select new NagReason(resource.Path, item!["id"]!.GetValue<string>(), item["reason"]!.GetValue<string>());

    /// <summary>Whether it is about that rule and, for a wildcard, about that statement.</summary>
    public bool IsFor(string rule, string? statement) =>
        Rule == rule && (statement is null || Reason.StartsWith($"{statement}: ", StringComparison.Ordinal));
}

/// <summary>Runs cdk-nag, which is there for Node.js alone.</summary>
internal static class Nag
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>All findings in some templates, accepted or not.</summary>
    /// <param name="templates">Files of the templates.</param>
    /// <param name="allPacks">Whether all packs are run. Default: AwsSolutions and NIST 800-53 R5.</param>
    public static IReadOnlyList<NagFinding> Check(IEnumerable<string> templates, bool allPacks = false)
    {
        string[] options = allPacks ? ["--all"] : [];
        TestPackages.InstallNodeOfTests();
        var program = Repository.Path("tests", "EdgeCdk.App.Tests", "Security", "nag.mjs");
        var result = ChildProcess.Run("node", [program, .. options, .. templates]);
        return result.ExitCode == 0
            ? JsonSerializer.Deserialize<List<NagFinding>>(result.Output, Options)!
            : throw new InvalidOperationException(result.Error);
    }

    /// <summary>Findings that nothing in their resource accepts, as text.</summary>
    public static IEnumerable<string> NotAccepted(Resource resource, IEnumerable<NagFinding> findings)
    {
        var reasons = NagReason.Of(resource).ToList();
        return
            from finding in findings
            from statement in finding.Statements.DefaultIfEmpty<string?>(null)
            where !reasons.Exists(reason => reason.IsFor(finding.Rule, statement))
            select $"{resource.Path}: {finding.Rule} {finding.Detail} {statement}: {finding.Description}";
    }

    /// <summary>Reasons for which there is no finding.</summary>
    public static IEnumerable<NagReason> Stale(Resource resource, IReadOnlyCollection<NagFinding> findings) => NagReason.Of(resource)
        .Where(
            reason => !findings.Any(
                finding => finding.Statements.Count == 0 ? reason.IsFor(finding.Rule, null) : finding.Statements.Any(
                    statement => reason.IsFor(finding.Rule, statement))));
}
