using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Messaging;

public sealed class ImageUpdateEventsTests(SynthesizedEdges edges)
{
    private readonly Template _demo = edges.Assertions(EdgeFiles.Demo);

    [Fact]
    public void The_rule_waits_for_a_new_image_of_this_edge_or_of_every_edge() => _demo.HasResourceProperties("AWS::Events::Rule", new Map
    {
        ["Description"] = "A new connectors image, to Connectors Rollout",
        ["EventPattern"] = Match.ObjectEquals(new Map
        {
            ["source"] = new[] { "com.ataccama.edge.connectorsrollout" },
            ["detail-type"] = new[] { "image_update" },
            ["detail"] = new Map { ["edge"] = new object[] { "demo", new Map { ["exists"] = false } } },
        }),
    });

    [Fact]
    public void The_rule_runs_Connectors_Rollout_in_the_private_subnets() => _demo.HasResourceProperties("AWS::Events::Rule", new Map
    {
        ["Targets"] = new[]
        {
            Match.ObjectEquals(new Map
            {
                ["Arn"] = edges.Demo.GetAtt("ManagementCluster/Cluster"),
                ["DeadLetterConfig"] = new Map { ["Arn"] = edges.Demo.GetAtt("ImageUpdate/Undelivered/Queue") },
                ["EcsParameters"] = new Map
                {
                    ["LaunchType"] = "FARGATE",
                    ["NetworkConfiguration"] = new Map
                    {
                        ["AwsVpcConfiguration"] = new Map
                        {
                            ["AssignPublicIp"] = "DISABLED",
                            ["SecurityGroups"] = new[] { edges.Demo.GetAtt("ConnectorsRollout/Network/SecurityGroup", "GroupId") },
                            ["Subnets"] = new[] { "subnet-0156acffabb5aa872", "subnet-0fa6e2c437dd0e5fd" },
                        },
                    },
                    ["PlatformVersion"] = "LATEST",
                    ["TaskCount"] = 1,
                    ["TaskDefinitionArn"] = edges.Demo.Ref("ConnectorsRollout/Task/TaskDefinition"),
                },
                ["Id"] = "ConnectorsRollout",
                ["RetryPolicy"] = new Map { ["MaximumEventAgeInSeconds"] = 600 },
                ["RoleArn"] = edges.Demo.GetAtt("ImageUpdate/Role/Role"),
            }),
        },
    });

    [Fact]
    public void Its_role_runs_that_task_on_that_cluster_and_hands_over_its_two_roles() => Assert.Equal(
        [
            "Allow ecs:RunTask on arn:aws:ecs:eu-central-1:123456789011:task-definition/demo-connectors-rollout:* if ArnEquals "
                + "ecs:cluster = ${ManagementCluster/Cluster.Arn}",
            "Allow iam:PassRole on ${ConnectorsRollout/Task/TaskRole/Role.Arn}, ${ConnectorsRollout/Task/ExecutionRole/Role.Arn} if "
                + "StringEquals iam:PassedToService = ecs-tasks.amazonaws.com",
        ],
        edges.Demo.Rights("ImageUpdate/Role/Role"));

    [Fact]
    public void Only_the_rule_delivers_to_its_dead_letter_queue() => Assert.Equal(
        [
            "Deny *: sqs:* on ${ImageUpdate/Undelivered/Queue.Arn} if Bool aws:SecureTransport = false",
            "Allow events.amazonaws.com: sqs:SendMessage on ${ImageUpdate/Undelivered/Queue.Arn}"
                + " if ArnEquals aws:SourceArn = ${ImageUpdate/Rule.Arn} and StringEquals aws:SourceAccount = 123456789011",
        ],
        edges.Demo.Statements("ImageUpdate/Undelivered/Policy", "PolicyDocument"));

    [Fact]
    public void Events_that_start_no_task_are_kept_for_14_days() =>
        Assert.Equal("1209600", edges.Demo.Text("ImageUpdate/Undelivered/Queue", "MessageRetentionPeriod"));
}
