using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Controls;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>CloudFormation hooks that are active in the account: they look at resources before CloudFormation creates them.</summary>
internal static class HookChecks
{
    private const string About = "hooks";
    private const string ControlTower = "AWS::ControlTower::Hook";

    public static IEnumerable<Finding> Find(PreflightTarget target)
    {
        string[] list = ["cloudformation", "list-types", "--type", "HOOK", "--visibility"];
        var hooks = target.Aws.List("TypeSummaries", [.. list, "PRIVATE"])
            .Concat(target.Aws.List("TypeSummaries", [.. list, "PUBLIC", "--filters", "Category=ACTIVATED"]))
            .DistinctBy(hook => hook.Text("TypeArn"));
        foreach (var hook in hooks)
        {
            if (Configuration(target, hook) is { } configuration && IsOn(configuration))
                yield return IsOfControlTower(hook) ? Controls(target, hook, configuration) : Other(hook, configuration);
        }
    }

    // Whoever activates it may give it another name.
    private static bool IsOfControlTower(JsonNode hook) =>
        ((string[])[hook.Text("TypeName"), hook.Text("OriginalTypeName")]).Contains(ControlTower);

    // A hook without a configuration is registered, but is not invoked.
    private static bool IsOn(JsonNode configuration) => configuration.Text("HookInvocationStatus") != "DISABLED"
        && configuration.Text("TargetStacks") != "NONE";

    private static JsonNode? Configuration(PreflightTarget target, JsonNode hook)
    {
        var found = target.Aws.List(
            "TypeConfigurations", "cloudformation", "batch-describe-type-configurations", "--type-configuration-identifiers",
            $"TypeArn={hook.Text("TypeArn")}");
        return found.Select(one => JsonText.Parsed(one.Text("Configuration"))?["CloudFormationConfiguration"]?["HookConfiguration"])
            .FirstOrDefault();
    }

    private static Finding Controls(PreflightTarget target, JsonNode hook, JsonNode configuration)
    {
        var on = configuration["Properties"].Text("ControlsToApply")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var refusing = ProactiveControl.All
            .Where(control => (on.Length == 0 || on.Contains(control.Id)) && control.Refuses(target.Definition))
            .ToList();
        var name = hook.Text("TypeName");
        if (refusing.Count == 0)
            return Finding.Ok(About, $"{name} is active, and none of its controls refuses this edge");
        var ids = string.Join(", ", refusing.Select(control => control.Id));
        var known = on.Length > 0;
        return new Finding(known && Fails(configuration) ? Outcome.Failed : Outcome.Warning, About)
        {
            What = known
                ? $"{name} is active, and these of its controls refuse this edge: {ids}"
                : $"{name} is active. Its configuration does not say which controls are on; if they are, these refuse this edge: {ids}",
            Later = Fails(configuration)
                ? $"resources fail with \"The following hook(s) failed: [{name}]\", and the deployment rolls back"
                : "only warnings in the events of the stack: the hook does not refuse",
            Remedy = string.Join("; ", refusing.Select(control => $"{control.Id}: {control.Remedy}")),
        };
    }

    private static Finding Other(JsonNode hook, JsonNode configuration) => new(Fails(configuration) ? Outcome.Unknown : Outcome.Ok, About)
    {
        What = Fails(configuration)
            ? $"the hook {hook.Text("TypeName")} is active and may refuse resources; what it asks for is in code that cannot be read here"
            : $"the hook {hook.Text("TypeName")} is active, but only warns",
        Later = Fails(configuration)
            ? $"resources fail with \"The following hook(s) failed: [{hook.Text("TypeName")}]\", and the deployment rolls back"
            : null,
        Remedy = Fails(configuration)
            ? "ask its owner, with the template that `npx cdk synth` writes; docs/security/rules-of-others.md says what the template meets"
            : null,
    };

    private static bool Fails(JsonNode configuration) => configuration.Text("FailureMode") != "WARN";
}
