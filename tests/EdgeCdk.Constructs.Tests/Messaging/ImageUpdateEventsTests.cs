using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Messaging;

public sealed class ImageUpdateEventsTests(SynthesizedEdges edges)
{
    [Fact]
    public void The_rule_runs_Connectors_Rollout_in_the_private_subnets() => Assert.Equal(
        """
        Description: A new connectors image, to Connectors Rollout
        EventPattern:
          detail:
            edge:
              - demo
              - exists: false
          detail-type:
            - image_update
          source:
            - com.ataccama.edge.connectorsrollout
        Targets:
          - Arn: ${ManagementCluster/Cluster.Arn}
            DeadLetterConfig:
              Arn: ${ImageUpdate/Undelivered/Queue.Arn}
            EcsParameters:
              LaunchType: FARGATE
              NetworkConfiguration:
                AwsVpcConfiguration:
                  AssignPublicIp: DISABLED
                  SecurityGroups:
                    - ${ConnectorsRollout/Network/SecurityGroup.GroupId}
                  Subnets:
                    - subnet-0156acffabb5aa872
                    - subnet-0fa6e2c437dd0e5fd
              PlatformVersion: 1.4.0
              TaskCount: 1
              TaskDefinitionArn: ${ConnectorsRollout/Task/TaskDefinition}
            Id: ConnectorsRollout
            RetryPolicy:
              MaximumEventAgeInSeconds: 600
            RoleArn: ${ImageUpdate/Role/Role.Arn}
        """,
        edges.Demo.Text("ImageUpdate/Rule"));

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
