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
}
