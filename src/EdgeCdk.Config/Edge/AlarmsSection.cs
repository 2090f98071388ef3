using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>Where alarms go: an existing topic, or one that the stack makes.</summary>
public sealed record AlarmsSection
{
    /// <summary>Existing topic that alarms are sent to. Default: none.</summary>
    /// <effect>Every alarm has it as its action.</effect>
    /// <consequence>The policies of the topic and of its key must allow cloudwatch.amazonaws.com to publish.</consequence>
    [TopicArn]
    public string? TopicArn { get; init; }

    /// <summary>Whether the stack makes a topic for its alarms. Default: false.</summary>
    /// <effect>A topic under the general key; subscribe to the output AlarmTopicArn.</effect>
    public bool Create { get; init; }

    /// <summary>Whether alarms of the edge roll a deployment back. Default: false.</summary>
    /// <effect>
    /// None in the template. `edge deploy-options` prints the options with which a deployment is watched by the alarms of the output
    /// RollbackTriggerArns.
    /// </effect>
    /// <consequence>
    /// CloudFormation keeps the alarms for later updates of the stack: deploy with these options also after you set it to false.
    /// </consequence>
    public bool RollbackTriggers { get; init; }

    /// <summary>How long CloudFormation watches these alarms when everything is deployed, in minutes. Default: 15.</summary>
    /// <effect>
    /// None in the template. Each update of the stack takes so much longer. It can take 15 minutes until one of the alarms goes to ALARM.
    /// </effect>
    [Range(0, 180)]
    public int MonitoringTimeInMinutes { get; init; } = 15;
}
