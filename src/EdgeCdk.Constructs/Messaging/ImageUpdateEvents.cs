using Amazon.CDK.AWS.Events;
using Constructs;
using EdgeCdk.Clusters;
using EdgeCdk.Foundation;

namespace EdgeCdk.Messaging;

/// <summary>Starts Connectors Rollout when a new connectors image is announced.</summary>
internal sealed class ImageUpdateEvents : Construct
{
    public ImageUpdateEvents(Construct scope, string id, EdgeContext edge, GeneralKey key, ConnectorsRollout rollout)
        : base(scope, id)
    {
        Undelivered = EncryptedQueue.OfUndelivered(this, edge, key);

        var role = new ServiceRole(this, "Role", new ServiceRoleProps
        {
            Edge = edge,
            Service = "events.amazonaws.com",
            RoleName = edge.RoleName("image-update"),
            // Any rule of the account: the rule itself refers to the role.
            SourceArn = edge.Arn("events", "rule/*"),
            Statements = rollout.Task.AllowRunOn(rollout.Cluster),
        });
        Rule = new CfnRule(this, "Rule", new CfnRuleProps
        {
            Description = "A new connectors image, to Connectors Rollout",
            EventPattern = new Dictionary<string, object>
            {
                ["source"] = new[] { ConnectorsRollout.EventSource },
                ["detail-type"] = new[] { ConnectorsRollout.EventDetailType },
                // Of this edge, or of no edge that is named: the vendor's events need not name one.
                ["detail"] = new Dictionary<string, object>
                {
                    ["edge"] = new object[] { edge.Name, new Dictionary<string, object> { ["exists"] = false } },
                },
            },
            Targets = new object[] { Target(rollout, role) },
        });
        Undelivered.AllowDelivery("KeepUndeliveredImageUpdates", Rule.AttrArn);
    }

    /// <summary>Created after everything that the task uses, and deleted before it.</summary>
    public CfnRule Rule { get; }

    /// <summary>Events that started no task.</summary>
    public EncryptedQueue Undelivered { get; }

    private CfnRule.TargetProperty Target(ConnectorsRollout rollout, ServiceRole role) => new()
    {
        Id = "ConnectorsRollout",
        Arn = rollout.Cluster.Arn,
        RoleArn = role.Arn,
        EcsParameters = new CfnRule.EcsParametersProperty
        {
            TaskDefinitionArn = rollout.Task.Arn,
            TaskCount = 1,
            LaunchType = "FARGATE",
            PlatformVersion = Defaults.FargatePlatformVersion,
            NetworkConfiguration = new CfnRule.NetworkConfigurationProperty
            {
                AwsVpcConfiguration = new CfnRule.AwsVpcConfigurationProperty
                {
                    Subnets = rollout.Network.SubnetIds,
                    SecurityGroups = [rollout.SecurityGroup.Id],
                    AssignPublicIp = "DISABLED",
                },
            },
        },
        // DeploymentSupport announces the image again by itself. Events that are delivered a day later would start more tasks.
        RetryPolicy = new CfnRule.RetryPolicyProperty { MaximumEventAgeInSeconds = 600 },
        DeadLetterConfig = new CfnRule.DeadLetterConfigProperty { Arn = Undelivered.Arn },
    };
}
