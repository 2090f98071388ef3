using Amazon.CDK.AWS.Scheduler;
using Constructs;
using EdgeCdk.Foundation;
using EdgeCdk.Lambdas;

namespace EdgeCdk.Messaging;

/// <summary>Invokes Cleanup every night.</summary>
internal sealed class CleanupSchedule : Construct
{
    public CleanupSchedule(Construct scope, string id, EdgeContext edge, GeneralKey key, Cleanup cleanup)
        : base(scope, id)
    {
        Undelivered = EncryptedQueue.OfUndelivered(this, edge, key);

        var role = new ServiceRole(this, "Role", new ServiceRoleProps
        {
            Edge = edge,
            Service = "scheduler.amazonaws.com",
            RoleName = edge.RoleName("cleanup-schedule"),
            // The group, not the schedule: that is what the service presents.
            SourceArn = edge.Arn("scheduler", "schedule-group/default"),
            Statements = [cleanup.AllowInvoke(), .. Undelivered.AllowSend()],
        });
        new CfnSchedule(this, "Schedule", new CfnScheduleProps
        {
            Description = $"Edge {edge.Name}: trims old function versions",
            ScheduleExpression = "cron(0 3 * * ? *)",
            ScheduleExpressionTimezone = "UTC",
            FlexibleTimeWindow = new CfnSchedule.FlexibleTimeWindowProperty { Mode = "OFF" },
            Target = new CfnSchedule.TargetProperty
            {
                Arn = cleanup.FunctionArn,
                RoleArn = role.Arn,
                DeadLetterConfig = new CfnSchedule.DeadLetterConfigProperty { Arn = Undelivered.Arn },
                RetryPolicy = new CfnSchedule.RetryPolicyProperty { MaximumEventAgeInSeconds = 3600, MaximumRetryAttempts = 3 },
            },
        });
    }

    /// <summary>Invocations that did not reach Cleanup.</summary>
    public EncryptedQueue Undelivered { get; }
}
