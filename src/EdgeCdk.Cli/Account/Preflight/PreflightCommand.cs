using System.CommandLine;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Looks in the account for what would fail in a deployment. Changes nothing.</summary>
internal static class PreflightCommand
{
    public static Command Create(CommandContext context)
    {
        var edge = new EdgeArguments();
        var qualifier = new Option<string?>("--bootstrap-qualifier")
        {
            Description = "Qualifier of the CDK bootstrap. Default: that of the context in cdk.json, else hnb659fds",
        };
        var command = new Command(
            "preflight", "Asks AWS for what would fail in a deployment, with the reason and what to do; changes nothing") { qualifier };
        edge.AddTo(command, takesStack: true);
        command.SetAction(given => Run(context, edge.Definition(given, context), edge.Stack(given), given.GetValue(qualifier)));
        return command;
    }

    private static int Run(CommandContext context, NamedEdge edge, string? stack, string? qualifier)
    {
        var target = new PreflightTarget(edge.Definition, new CachingAws(context.Aws), stack)
        {
            BootstrapQualifier = qualifier ?? CdkContext.BootstrapQualifier(context.Repository),
        };
        var findings = Find(context, target);
        context.Answer(
            new { Edge = edge.Name, Findings = findings.Select(CheckReport.Json) },
            () => CheckReport.Write(context, findings));
        return findings.Any(finding => finding.Outcome is Outcome.Failed) ? 1 : 0;
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
