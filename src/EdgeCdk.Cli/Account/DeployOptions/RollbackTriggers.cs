using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Account.DeployOptions;

/// <summary>
/// The alarms that roll the next deployment of a stack back. CloudFormation keeps those of the last one, unless it is given others.
/// </summary>
/// <param name="Arns">ARNs of the alarms; null when the deployment is given none and the stack has none.</param>
/// <param name="Minutes">How long they are watched when everything is deployed.</param>
/// <param name="LeftOut">Alarms that are not among them, each with the reason.</param>
internal sealed record RollbackTriggers(IReadOnlyList<string>? Arns, int Minutes, IReadOnlyList<string> LeftOut)
{
    private const string Output = "RollbackTriggerArns";

    /// <summary>As options of <c>cdk deploy</c>; empty when none is needed.</summary>
    public string OfCdk => Arns is null
        ? ""
        // An option that takes many values must not be the last one: it would take what follows, too.
        : string.Concat((Arns.Count > 0 ? Arns : ["none"]).Select(arn => $"--rollback-trigger-alarm-arns {arn} "))
            + string.Create(CultureInfo.InvariantCulture, $"--monitoring-time-minutes {Minutes}");

    /// <summary>As an option of the AWS CLI, without spaces, for create-change-set and update-stack; empty when none is needed.</summary>
    public string OfAwsCli => Arns is null
        ? ""
        : "--rollback-configuration " + new JsonObject
        {
            ["RollbackTriggers"] = new JsonArray(
                [.. Arns.Select(arn => new JsonObject { ["Arn"] = arn, ["Type"] = "AWS::CloudWatch::Alarm" })]),
            ["MonitoringTimeInMinutes"] = Minutes,
        }.ToJsonString();

    /// <summary>Decides about the next deployment.</summary>
    /// <param name="aws">The account.</param>
    /// <param name="alarms">What the edge file says; null when the edge has no alarms.</param>
    /// <param name="deployer">Who deploys the stack.</param>
    /// <param name="stack">The stack as it is.</param>
    /// <param name="next">The template that will be deployed.</param>
    public static RollbackTriggers Of(
        RegionalAws aws, AlarmsSection? alarms, Deployer deployer, DeployedStack stack, Func<StackTemplate> next)
    {
        var kept = stack.Json["RollbackConfiguration"];
        var hasKept = kept.Items("RollbackTriggers").Any() || kept.Number("MonitoringTimeInMinutes") > 0;
        var none = new RollbackTriggers(hasKept ? [] : null, 0, []);
        if (alarms is not { RollbackTriggers: true } || !stack.Outputs.TryGetValue(Output, out var output))
            return none;
        if (!deployer.TakesRollbackTriggers)
            return none with { LeftOut = [$"{stack.Name} is deployed {deployer.How}, which takes no rollback triggers"] };
        var arns = output.Split(',');
        var states = aws.List("MetricAlarms", ["cloudwatch", "describe-alarms", "--alarm-names", .. arns.Select(NameOf)])
            .ToDictionary(alarm => alarm.Text("AlarmArn"), alarm => alarm.Text("StateValue"));
        var paths = next().Resources.Values.Select(resource => resource.Path).ToHashSet();
        var reasons = arns.ToDictionary(arn => arn, arn => Reason(stack, arn, states.GetValueOrDefault(arn), paths));
        var leftOut = reasons.Values.OfType<string>().ToList();
        return arns.Where(arn => reasons[arn] is null).ToList() is { Count: > 0 } triggers
            ? new(triggers, alarms.MonitoringTimeInMinutes, leftOut)
            : none with { LeftOut = leftOut };
    }

    // Why an alarm cannot be a trigger; null when it can. State: null, there is no such alarm.
    private static string? Reason(DeployedStack stack, string arn, string? state, HashSet<string> next)
    {
        var name = NameOf(arn);
        var path = stack.OfType("AWS::CloudWatch::Alarm").FirstOrDefault(alarm => alarm.PhysicalId == name)?.Path;
        return state switch
        {
            null => $"{path ?? name} does not exist: it was deleted by hand, and CloudFormation fails when a trigger is missing",
            "ALARM" => $"{path ?? name} is in ALARM: CloudFormation would roll the deployment back at once",
            _ when !next.Contains(path ?? "") => $"{path ?? name} is deleted by the deployment",
            _ => null,
        };
    }

    // arn:…:alarm:<name>
    private static string NameOf(string arn) => arn.Split(':', 7)[^1];
}
