using System.CommandLine;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Cli.Account.Preflight.ServiceControl;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Looks in the account for what would fail in a deployment. Changes nothing.</summary>
internal static class PreflightCommand
{
    public static Command Create(CommandContext context)
    {
        var edge = new EdgeArguments();
        var qualifier = new CheckedOption<string?>(
            "--bootstrap-qualifier", OptionRules.Form("[A-Za-z0-9_-]{1,10}", "1 to 10 letters, digits, _ and -"))
        {
            Description = "Qualifier of the CDK bootstrap. Default: that of the context in cdk.json, else hnb659fds",
        };
        var command = new Command(
            "preflight", "Asks AWS for what would fail in a deployment, with the reason and what to do; changes nothing") { qualifier };
        var policies = new CheckedOption<string[]>(
            "--scp", OptionRules.File(context, "name a file with the answer of `aws organizations describe-policy`"))
        {
            Description = "File with a service control policy, to be held against every call of the deployment and the edge; several times "
                + "for several policies",
        };
        command.Add(policies);
        edge.AddTo(command, takesStack: true);
        command.SetAction(given => Run(
            context, edge.Definition(given, context), edge.Stack(given), given.GetValue(qualifier), given.GetValue(policies) ?? []));
        return command;
    }

    private static int Run(CommandContext context, NamedEdge edge, string? stack, string? qualifier, string[] policies)
    {
        var needed = new Lazy<NeededParts>(() => Needed(context, edge));
        var target = new PreflightTarget(edge.Definition, new CachingAws(context.Aws), stack)
        {
            BootstrapQualifier = qualifier ?? CdkContext.BootstrapQualifier(context.Repository),
            ServiceControlPolicies =
                [.. policies.Select(file => ServiceControlPolicy.Read(file, InputFile.Text(context.PathOf(file), file)))],
            Templates = () => Templates(context, edge),
            Needed = () => needed.Value,
        };
        var findings = Find(context, target);
        context.Answer(
            new { Edge = edge.Name, Findings = findings.Select(CheckReport.Json) },
            () => CheckReport.Write(context, findings));
        return findings.Any(finding => finding.Outcome is Outcome.Failed) ? 1 : 0;
    }

    private static (StackTemplate Edge, JsonNode Deployer) Templates(CommandContext context, NamedEdge edge)
    {
        var template = JsonNode.Parse(TemplateSynthesis.Make(context, edge))!.AsObject();
        var deployer = DeployerTemplates.PathOf(context.Installation, DeployerTemplates.Edge);
        return (new StackTemplate(new EdgeNames(edge.Name).Stack, template), JsonNode.Parse(File.ReadAllText(deployer))!);
    }

    private static NeededParts Needed(CommandContext context, NamedEdge edge)
    {
        using var scratch = new ScratchDirectory();
        TemplateSynthesis.Split(context, edge, scratch.Path);
        return NeededParts.Read(edge.Definition.Config, scratch.Path);
    }

    // With credentials of another account, with none, or in another region, everything else would look wrong.
    private static IReadOnlyList<Finding> Find(CommandContext context, PreflightTarget target)
    {
        IReadOnlyList<Finding> first = [.. IdentityChecks.Find(target)];
        if (first.Count == 0)
            first = [.. ExistingStackChecks.Elsewhere(target)];
        return first.Count > 0 ? first : CheckRun.Of(context, "asking AWS", PreflightChecks.Of(target));
    }
}
