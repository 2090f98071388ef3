using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Messaging;

public sealed class CleanupScheduleTests(SynthesizedEdges edges)
{
    [Fact]
    public void Cleanup_is_invoked_every_night() =>
        edges.Assertions(EdgeFiles.Demo).HasResourceProperties("AWS::Scheduler::Schedule", new Map
        {
            ["FlexibleTimeWindow"] = new Map { ["Mode"] = "OFF" },
            ["ScheduleExpression"] = "cron(0 3 * * ? *)",
            ["ScheduleExpressionTimezone"] = "UTC",
            ["Target"] = new Map
            {
                ["Arn"] = edges.Demo.GetAtt("Cleanup/Function/Function"),
                ["DeadLetterConfig"] = new Map
                {
                    ["Arn"] = edges.Demo.GetAtt("CleanupSchedule/Undelivered/Queue"),
                },
                ["RetryPolicy"] = new Map
                {
                    ["MaximumEventAgeInSeconds"] = 3600,
                    ["MaximumRetryAttempts"] = 3,
                },
                ["RoleArn"] = edges.Demo.GetAtt("CleanupSchedule/Role/Role"),
            },
        });

    [Fact]
    public void A_role_of_its_own_invokes_Cleanup_and_writes_to_the_dead_letter_queue() => Assert.Equal(
        [
            "Allow lambda:InvokeFunction on ${Cleanup/Function/Function.Arn}",
            "Allow sqs:SendMessage on ${CleanupSchedule/Undelivered/Queue.Arn}",
            "Allow kms:GenerateDataKey, kms:Decrypt on ${GeneralKey/Key.Arn} if StringEquals kms:ViaService = "
                + "sqs.eu-central-1.amazonaws.com",
        ],
        edges.Demo.Rights("CleanupSchedule/Role/Role"));

    [Fact]
    public void Only_the_scheduler_in_its_default_group_assumes_that_role() => Assert.Equal(
        ["Allow scheduler.amazonaws.com: sts:AssumeRole"
            + " if ArnLike aws:SourceArn = arn:aws:scheduler:eu-central-1:123456789011:schedule-group/default and StringEquals "
            + "aws:SourceAccount = 123456789011"],
        edges.Demo.Statements("CleanupSchedule/Role/Role", "AssumeRolePolicyDocument"));

    [Fact]
    public void Invocations_that_fail_are_kept_for_14_days() =>
        Assert.Equal("1209600", edges.Demo.Text("CleanupSchedule/Undelivered/Queue", "MessageRetentionPeriod"));
}
