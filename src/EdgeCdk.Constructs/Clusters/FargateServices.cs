using Amazon.CDK.AWS.ECS;
using Constructs;

namespace EdgeCdk.Constructs.Clusters;

/// <summary>How many tasks of a service run, also while it is being deployed.</summary>
/// <param name="Desired">Tasks.</param>
/// <param name="MinimumHealthyPercent">Of them, how many stay while a deployment replaces them.</param>
/// <param name="MaximumPercent">And how many there may be in all.</param>
internal sealed record ServiceScale(double Desired, int MinimumHealthyPercent, int MaximumPercent);

/// <summary>Makes services that roll back when they do not become steady.</summary>
internal static class FargateServices
{
    /// <summary>Buffer for log lines of a container that runs for ever: it must not wait when CloudWatch Logs takes none.</summary>
    public const int LogBufferMiB = 25;

    public static CfnService Create(
        Construct scope, string id, FargateCluster cluster, FargateTask task, PrivateNetwork network, string securityGroupId, ServiceScale scale, object[]? loadBalancers = null)
    {
        var service = new CfnService(scope, id, new CfnServiceProps
        {
            Cluster = cluster.Arn,
            TaskDefinition = task.Arn,
            LaunchType = "FARGATE",
            PlatformVersion = Defaults.FargatePlatformVersion,
            DesiredCount = scale.Desired,
            DeploymentConfiguration = new CfnService.DeploymentConfigurationProperty
            {
                MinimumHealthyPercent = scale.MinimumHealthyPercent,
                MaximumPercent = scale.MaximumPercent,
                DeploymentCircuitBreaker = new CfnService.DeploymentCircuitBreakerProperty { Enable = true, Rollback = true },
            },
            NetworkConfiguration = new CfnService.NetworkConfigurationProperty
            {
                AwsvpcConfiguration = new CfnService.AwsVpcConfigurationProperty { Subnets = network.SubnetIds, SecurityGroups = [securityGroupId], AssignPublicIp = "DISABLED" },
            },
            LoadBalancers = loadBalancers,
            HealthCheckGracePeriodSeconds = loadBalancers is null ? null : 120,
            EnableEcsManagedTags = true,
            PropagateTags = "SERVICE",
        });
        // Said, not left to a default that has changed before. Moving tasks between zones needs room above 100 percent.
        service.AddPropertyOverride("AvailabilityZoneRebalancing", scale.MaximumPercent > 100 ? "ENABLED" : "DISABLED");
        return service;
    }
}
