using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Guards;

/// <summary>No event and no invocation is lost without a trace.</summary>
public sealed class DeliveryTests(SynthesizedEdges edges)
{
    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_target_of_a_rule_has_a_dead_letter_queue_that_admits_the_rule(string edge)
    {
        var template = edges[edge];
        var targets = template.OfType("AWS::Events::Rule").SelectMany(
            rule => rule["Targets"]!.AsArray().Select(target => (Rule: rule, Target: target!))).ToList();

        Assert.Equal(["JobStatus/Rule", "ImageUpdate/Rule"], targets.Select(item => item.Rule.Path));
        Assert.All(targets, item => AssertAdmitted(template, item.Rule, template.Target(item.Target["DeadLetterConfig"]!["Arn"])!));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void A_target_that_is_a_queue_admits_the_rule_and_takes_no_role(string edge)
    {
        var template = edges[edge];
        var targets = template.OfType("AWS::Events::Rule")
            .SelectMany(rule => rule["Targets"]!.AsArray().Select(target => (Rule: rule, Target: target!)))
            .Where(item => template.Target(item.Target["Arn"])!.Type == "AWS::SQS::Queue").ToList();

        Assert.NotEmpty(targets);
        Assert.All(targets, item => AssertAdmitted(template, item.Rule, template.Target(item.Target["Arn"])!));
        Assert.All(targets, item => Assert.Null(item.Target["RoleArn"]));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_schedule_has_a_dead_letter_queue_that_its_role_may_write_to(string edge) =>
        Assert.All(edges[edge].OfType("AWS::Scheduler::Schedule"), schedule =>
            AssertMaySend(
                edges[edge],
                edges[edge].Target(schedule["Target.RoleArn"])!,
                edges[edge].Target(schedule["Target.DeadLetterConfig.Arn"])!));

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_function_that_is_invoked_asynchronously_has_a_dead_letter_queue_that_its_role_may_write_to(string edge)
    {
        var invoked = edges[edge].OfType("AWS::Scheduler::Schedule").Select(schedule => edges[edge].Target(schedule["Target.Arn"])!);

        Assert.All(
            invoked,
            function => AssertMaySend(
                edges[edge], edges[edge].Target(function["Role"])!, edges[edge].Target(function["DeadLetterConfig.TargetArn"])!));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void Task_states_are_matched_by_the_arn_of_the_cluster(string edge) =>
        edges.Assertions(edge).HasResourceProperties("AWS::Events::Rule", new Map
        {
            ["EventPattern"] = new Map { ["detail"] = new Map { ["clusterArn"] = new[] { edges[edge].GetAtt("JobCluster/Cluster") } } },
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void Every_queue_but_that_of_job_states_keeps_what_it_gets_for_14_days(string edge)
    {
        var deadLetters = edges[edge].OfType("AWS::SQS::Queue").Where(queue => queue.Path != "JobStatus/Queue/Queue").ToList();

        Assert.Equal(
            [
                "Cleanup/DeadLetters", "CleanupSchedule/Undelivered", "ImageUpdate/Undelivered", "JobStatus/DeadLetters",
                "JobStatus/Undelivered",
            ],
            deadLetters.Select(queue => queue.Path.Replace("/Queue", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(
            deadLetters,
            queue => Assert.Equal(
                "KmsMasterKeyId: ${GeneralKey/Key.Arn}\nMessageRetentionPeriod: 1209600\nRedriveAllowPolicy:\n"
                    + "  redrivePermission: allowAll\nVisibilityTimeout: 30",
                edges[edge].Text(queue)));
    }

    [Theory, ClassData(typeof(EveryEdge))]
    public void No_queue_admits_anyone_by_its_policy_but_the_rule_that_delivers_there(string edge) => Assert.Equal(
        [
            "ImageUpdate/Undelivered/Policy: KeepUndeliveredImageUpdates",
            "JobStatus/Queue/Policy: DeliverTaskStates",
            "JobStatus/Undelivered/Policy: KeepUndeliveredTaskStates",
        ],
        edges[edge].OfType("AWS::SQS::QueuePolicy")
            .SelectMany(
                policy => PolicyStatement.Of(policy["PolicyDocument"]).Where(statement => statement.IsAllow).Select(
                    statement => $"{policy.Path}: {statement.Sid}"))
            .Order(StringComparer.Ordinal));

    private static void AssertAdmitted(SynthesizedTemplate template, Resource rule, Resource queue)
    {
        var policy = Assert.Single(template.OfType("AWS::SQS::QueuePolicy"), policy => template.Target(policy["Queues[0]"]) == queue);
        var account = template.Json["Outputs"]!["AccountId"]!["Value"]!.GetValue<string>();
        Assert.Contains(
            $"Allow events.amazonaws.com: sqs:SendMessage on ${{{queue.Path}.Arn}} if ArnEquals aws:SourceArn = ${{{rule.Path}.Arn}} "
                + $"and StringEquals aws:SourceAccount = {account}",
            template.Statements(policy.Path, "PolicyDocument"));
        Assert.Equal("${GeneralKey/Key.Arn}", template.Text(queue, "KmsMasterKeyId"));
        Assert.Contains(
            $"Allow events.amazonaws.com: kms:Decrypt, kms:GenerateDataKey on * if StringEquals aws:SourceAccount = {account}",
            template.Statements("GeneralKey/Key", "KeyPolicy"));
    }

    private static void AssertMaySend(SynthesizedTemplate template, Resource role, Resource queue)
    {
        Assert.Contains($"Allow sqs:SendMessage on ${{{queue.Path}.Arn}}", template.Rights(role.Path));
        Assert.Contains(
            template.Rights(role.Path),
            right => right.StartsWith(
                "Allow kms:GenerateDataKey, kms:Decrypt on ${GeneralKey/Key.Arn} if StringEquals kms:ViaService = sqs.",
                StringComparison.Ordinal));
        Assert.Equal("${GeneralKey/Key.Arn}", template.Text(queue, "KmsMasterKeyId"));
    }
}
