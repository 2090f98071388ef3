using Amazon.CDK.AWS.ECS;
using Constructs;

namespace EdgeCdk.Clusters;

/// <summary>Inputs of <see cref="TaskService"/>.</summary>
internal sealed record TaskServiceProps
{
    public required FargateCluster Cluster { get; init; }

    public required FargateTask Task { get; init; }

    public required PrivateNetwork Network { get; init; }

    public required string SecurityGroupId { get; init; }

    /// <summary>How many tasks run.</summary>
    public required double DesiredCount { get; init; }

    /// <summary>Percent of them that keep running while a deployment replaces tasks.</summary>
    public required int MinimumHealthyPercent { get; init; }

    /// <summary>Percent of them that run at most while a deployment replaces tasks.</summary>
    public required int MaximumPercent { get; init; }

    /// <summary>Target groups that tasks are registered with. Default: none.</summary>
    public object[]? LoadBalancers { get; init; }
}

/// <summary>Creates services that roll back when their tasks do not become healthy.</summary>
internal static class TaskService
{
    /// <summary>
    /// Buffer for log lines of a container that never ends: it must not wait while CloudWatch Logs accepts none.
    /// </summary>
    public const int LogBufferMiB = 25;

    private const int HealthCheckGraceSeconds = 120;

    public static CfnService Create(Construct scope, string id, TaskServiceProps props)
    {
        var service = new CfnService(scope, id, new CfnServiceProps
        {
            Cluster = props.Cluster.Arn,
            TaskDefinition = props.Task.Arn,
            LaunchType = "FARGATE",
            PlatformVersion = Defaults.FargatePlatformVersion,
            DesiredCount = props.DesiredCount,
            DeploymentConfiguration = new CfnService.DeploymentConfigurationProperty
            {
                MinimumHealthyPercent = props.MinimumHealthyPercent,
                MaximumPercent = props.MaximumPercent,
                DeploymentCircuitBreaker = new CfnService.DeploymentCircuitBreakerProperty { Enable = true, Rollback = true },
            },
            NetworkConfiguration = new CfnService.NetworkConfigurationProperty
            {
                AwsvpcConfiguration = new CfnService.AwsVpcConfigurationProperty
                {
                    Subnets = props.Network.SubnetIds,
                    SecurityGroups = [props.SecurityGroupId],
                    AssignPublicIp = "DISABLED",
                },
            },
            LoadBalancers = props.LoadBalancers,
            HealthCheckGracePeriodSeconds = props.LoadBalancers is null ? null : HealthCheckGraceSeconds,
            EnableEcsManagedTags = true,
            PropagateTags = "SERVICE",
        });
        // Stated, since AWS has changed the default before. Moving tasks between zones needs room above 100 percent.
        service.AddPropertyOverride("AvailabilityZoneRebalancing", props.MaximumPercent > 100 ? "ENABLED" : "DISABLED");
        return service;
    }
}
