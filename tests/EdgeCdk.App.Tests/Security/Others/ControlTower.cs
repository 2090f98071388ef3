using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security.Others;

/// <summary>A proactive control of AWS Control Tower.</summary>
/// <param name="Id">Such as <c>CT.KMS.PR.3</c>.</param>
/// <param name="Severity">As AWS has it.</param>
/// <param name="Types">The resource types that it looks at.</param>
/// <param name="File">Its rule.</param>
internal sealed record ControlTowerControl(string Id, string Severity, IReadOnlyList<string> Types, string File);

/// <summary>Runs the proactive controls of AWS Control Tower, which AWS publishes as rules for CloudFormation Guard.</summary>
internal static partial class ControlTower
{
    private static readonly string Package =
        Repository.Path("tests", "node_modules", "@cdklabs", "cdk-validator-cfnguard");

    /// <summary>All controls that the package has.</summary>
    public static IReadOnlyList<ControlTowerControl> Controls { get; } = ReadControls();

    /// <summary>Name of a control's rule, which says what it asks for.</summary>
    public static string RuleOf(ControlTowerControl control) => RuleName().Match(File.ReadAllText(control.File)).Groups[1].Value;

    /// <summary>Holds the controls against templates.</summary>
    public static IReadOnlyDictionary<string, Verdict> Check(IReadOnlyCollection<JudgedTemplate> templates)
    {
        using var directory = new TemporaryDirectory();
        var types = templates.SelectMany(template => template.Resources).Select(one => one.Value!["Type"]!.ToString()).ToHashSet();
        var controls = Controls.Where(control => control.Types.Any(types.Contains)).ToList();
        var byRule = controls.ToDictionary(RuleOf);
        var files = templates.ToDictionary(template => template.Write(directory));
        // Exit code 19: a rule is not met.
        var result = ChildProcess.Run(
            Guard,
            [
                "validate", "--structured", "--output-format", "json", "--show-summary", "none",
                "--rules", .. controls.Select(control => control.File), "--data", .. files.Keys,
            ]);
        if (result.ExitCode is not (0 or 19))
            throw new InvalidOperationException(result.Error);
        return JsonNode.Parse(result.Output)!.AsArray().ToDictionary(
            report => files[report!["name"]!.ToString()].Name, report => Read(files[report!["name"]!.ToString()], report, byRule));
    }

    private static Verdict Read(JudgedTemplate template, JsonNode report, Dictionary<string, ControlTowerControl> byRule)
    {
        var failed =
            from rule in report["not_compliant"]!.AsArray()
            let name = rule!["Rule"]!["name"]!.ToString()
            from Match resource in ResourcePath().Matches(rule.ToJsonString())
            select new RuleFinding(byRule[name].Id, template.PathOf(resource.Groups[1].Value));
        var findings = failed.ToHashSet();
        var met = report["compliant"]!.AsArray().Select(name => byRule[name!.ToString()].Id);
        return new Verdict(findings, met.Concat(findings.Select(finding => finding.Rule)).ToHashSet());
    }

    private static List<ControlTowerControl> ReadControls()
    {
        TestPackages.InstallNodeOfTests();
        var metadata = Path.Combine(Package, "rules", "control-tower", "metadata");
        return
        [
            .. from file in Directory.EnumerateFiles(metadata, "*.metadata.json", SearchOption.AllDirectories)
               let json = JsonNode.Parse(File.ReadAllText(file))!
               let types = json["EvaluatedResourceTypes"]!.AsArray().Select(type => type!.ToString())
               let rule = Path.ChangeExtension(Path.ChangeExtension(file, null), ".guard")
                   .Replace(metadata, Path.Combine(Package, "rules", "control-tower", "cfn-guard"), StringComparison.Ordinal)
               orderby json["Id"]!.ToString()
               select new ControlTowerControl(json["Id"]!.ToString(), json["Severity"]!.ToString(), [.. types], rule),
        ];
    }

    private static string Guard => Path.Combine(
        Package, "bin", RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "macos" : "ubuntu",
        RuntimeInformation.OSArchitecture is Architecture.Arm64 ? "aarch64" : "x86_64", "cfn-guard");

    [GeneratedRegex(@"^rule (\w+) when is_cfn_template", RegexOptions.Multiline)]
    private static partial Regex RuleName();

    [GeneratedRegex(@"/Resources/(\w+)")]
    private static partial Regex ResourcePath();
}
