namespace EdgeCdk.Config.Portable;

/// <summary>Parameters for the telemetry collector and for alarms.</summary>
internal static class TelemetryParameters
{
    private const string Group = "Observability";
    private const int LongestSecret = 2048;

    public static IReadOnlyList<PortableParameter> All =>
    [
        PortableParameter.Of(
                "Observability", Group, "Telemetry collector", "observability.enabled",
                edge => edge.Config.Observability.Enabled ? "true" : "false")
            .Or("false", "It costs a load balancer and a task around the clock.") with
        {
            AllowedValues = ["true", "false"],
            Constraint = "must be true or false",
        },
        new()
        {
            Name = "OtlpEndpoint",
            Group = Group,
            Label = "Address of the OTLP/HTTP receiver",
            Description = "Address of the OTLP/HTTP receiver that telemetry is sent to. "
                + "Only with a collector, and without a secret of yours.",
            Default = "",
            Pattern = """^(?:https://[^"$\\\s]+)?$""",
            Constraint = "must be an https address, without $, which the collector would expand",
            MaxLength = LongestSecret,
            IsSecret = true,
        },
        new()
        {
            Name = "OtlpAuthorization",
            Group = Group,
            Label = "Its Authorization header",
            Description = "Value of the Authorization header for that receiver. Only with a collector, and without a secret of yours.",
            Default = "",
            Pattern = """^[ !#%-\[\]-~]*$""",
            Constraint = "must not have double quotes, backslashes and $, which the collector would expand",
            MaxLength = LongestSecret,
            IsSecret = true,
        },
        PortableParameter.Of(
                "OtlpSecretArn", Group, "Your secret with endpoint and authorization", "observability.otlpSecretArn",
                edge => edge.Config.Observability.OtlpSecretArn)
            .Optional("the two parameters before"),
        PortableParameter.Of(
                "OtlpSecretKeyArn", Group, "Key of that secret", "observability.otlpSecretKeyArn",
                edge => edge.Config.Observability.OtlpSecretKeyArn)
            .Optional("the account's own key for Secrets Manager"),
        AlarmTopic(),
    ];

    private static PortableParameter AlarmTopic()
    {
        const string off = PortableParameters.NoAlarms, create = PortableParameters.CreatedTopic;
        var topic = PortableParameter.Of("AlarmTopic", Group, "Alarms", "alarms.topicArn", edge => edge.Config.Alarms switch
        {
            null => off,
            { Create: true } => create,
            var alarms => alarms.TopicArn,
        });
        return topic with
        {
            Default = off,
            Description = "Where alarms go: off, create for a topic of the stack's own, or the ARN of yours, "
                + "whose policy and key policy must allow cloudwatch.amazonaws.com.",
            Pattern = $"^{off}$|^{create}$|{topic.Pattern}",
            Constraint = $"must be {off}, {create} or the ARN of a standard SNS topic",
        };
    }
}
