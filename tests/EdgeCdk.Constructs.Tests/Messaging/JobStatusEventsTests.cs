using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Messaging;

public sealed class JobStatusEventsTests(SynthesizedEdges edges)
{
    private readonly Template _template = edges.Assertions(EdgeFiles.Demo);

    [Fact]
    public void The_queue_sets_a_message_aside_after_three_receipts() =>
        _template.HasResourceProperties("AWS::SQS::Queue", new Map
        {
            ["KmsMasterKeyId"] = edges.Demo.GetAtt("GeneralKey/Key"),
            ["MessageRetentionPeriod"] = 345600,
            ["RedrivePolicy"] = new Map
            {
                ["deadLetterTargetArn"] = edges.Demo.GetAtt("JobStatus/DeadLetters/Queue"),
                ["maxReceiveCount"] = 3,
            },
            ["VisibilityTimeout"] = 300,
        });

    [Theory, InlineData("DeadLetters"), InlineData("Undelivered")]
    public void What_is_set_aside_is_kept_for_14_days(string queue) => Assert.Equal(
        """
        KmsMasterKeyId: ${GeneralKey/Key.Arn}
        MessageRetentionPeriod: 1209600
        RedriveAllowPolicy:
          redrivePermission: allowAll
        VisibilityTimeout: 30
        """,
        edges.Demo.Text($"JobStatus/{queue}/Queue"));

    [Fact]
    public void The_rule_brings_every_task_state_of_the_job_cluster_to_the_queue() =>
        _template.HasResourceProperties("AWS::Events::Rule", new Map
        {
            ["EventPattern"] = new Map
            {
                ["source"] = new[] { "aws.ecs" },
                ["detail-type"] = new[] { "ECS Task State Change" },
                ["detail"] = new Map { ["clusterArn"] = new[] { edges.Demo.GetAtt("JobCluster/Cluster") } },
            },
            ["Targets"] = new[]
            {
                Match.ObjectEquals(new Map
                {
                    ["Arn"] = edges.Demo.GetAtt("JobStatus/Queue/Queue"),
                    ["DeadLetterConfig"] = new Map
                    {
                        ["Arn"] = edges.Demo.GetAtt("JobStatus/Undelivered/Queue"),
                    },
                    ["Id"] = "JobStatusQueue",
                }),
            },
        });

    [Theory, InlineData("Queue"), InlineData("Undelivered")]
    public void Only_the_rule_delivers_to_queue_and_dead_letter_queue_and_only_over_tls(string queue) => Assert.Equal(
        [
            $"Deny *: sqs:* on ${{JobStatus/{queue}/Queue.Arn}} if Bool aws:SecureTransport = false",
            $"Allow events.amazonaws.com: sqs:SendMessage on ${{JobStatus/{queue}/Queue.Arn}}"
                + " if ArnEquals aws:SourceArn = ${JobStatus/Rule.Arn} and StringEquals aws:SourceAccount = 123456789011",
        ],
        edges.Demo.Statements($"JobStatus/{queue}/Policy", "PolicyDocument"));

    [Fact]
    public void Nobody_sends_to_the_dead_letters_but_the_queue() => Assert.Equal(
        ["Deny *: sqs:* on ${JobStatus/DeadLetters/Queue.Arn} if Bool aws:SecureTransport = false"],
        edges.Demo.Statements("JobStatus/DeadLetters/Policy", "PolicyDocument"));
}
