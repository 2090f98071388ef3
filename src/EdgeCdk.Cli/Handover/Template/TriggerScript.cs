using EdgeCdk.Config;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Handover.Template;

/// <summary>
/// The part of a script that gives the stack its rollback triggers before it is deployed: <c>aws cloudformation deploy</c> has no option
/// for them, and CloudFormation keeps what an update of the stack was given.
/// </summary>
internal static class TriggerScript
{
    /// <summary>The lines; empty for an edge without alarms.</summary>
    /// <param name="config">The edge.</param>
    public static string Of(EdgeConfig config) => config.Alarms is not { } alarms ? "" : $$"""

        # Rollback triggers. An alarm that is in ALARM already would roll the deployment back at once, so it is left out.
        stack='--region {{config.Account.Region}} --stack-name {{new EdgeNames(config.Edge.Name).Stack}}'
        ask() { aws cloudformation describe-stacks $stack --query "$1" --output text 2> /dev/null || true; }
        sorted() { for item; do case "$item" in None | 0) ;; *) echo "$item" ;; esac; done | sort; }
        kept=$(ask "Stacks[0].RollbackConfiguration.[RollbackTriggers[].Arn, MonitoringTimeInMinutes][]")
        silent=
        {{(alarms.RollbackTriggers ? Silent(config.Account.Region) : None)}}
        if [ "$(sorted $silent ${silent:+{{Minutes(alarms)}}})" != "$(sorted $kept)" ]; then
          list=$(for arn in $silent; do printf '{"Arn":"%s","Type":"AWS::CloudWatch::Alarm"},' "$arn"; done)
          if aws cloudformation update-stack $stack --use-previous-template --capabilities CAPABILITY_NAMED_IAM \
              --rollback-configuration "{\"RollbackTriggers\":[${list%,}],\"MonitoringTimeInMinutes\":{{Minutes(alarms)}}}" \
              --parameters $(ask "Stacks[0].Parameters[].join('', ['ParameterKey=', ParameterKey, ',UsePreviousValue=true'])"); then
            aws cloudformation wait stack-update-complete $stack
          else
            echo "The rollback triggers of the stack could not be changed: this deployment has those of the last one" >&2
          fi
        fi

        """;

    private const string None = "# The edge file has none: those of earlier deployments are removed.";

    private static int Minutes(AlarmsSection alarms) => alarms.RollbackTriggers ? alarms.MonitoringTimeInMinutes : 0;

    // Names from ARNs: arn:…:alarm:<name>. One that was deleted by hand is not in the answer.
    private static string Silent(string region) => $$"""
        names=$(ask "Stacks[0].Outputs[?OutputKey=='RollbackTriggerArns'].OutputValue" | tr ',' '\n' | sed 's/^arn:.*:alarm://')
        [ -z "$names" ] || silent=$(aws cloudwatch describe-alarms --region {{region}} --alarm-names $names \
          --query "MetricAlarms[?StateValue!='ALARM'].AlarmArn" --output text)
        """;
}
