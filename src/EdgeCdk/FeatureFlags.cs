using Constructs;

namespace EdgeCdk;

/// <summary>
/// The library's feature flags as of Amazon.CDK.Lib 2.160.0, all at their recommended value, and what else decides how a
/// template looks. They stand in code, so that an edge is the same in every application, whatever its cdk.json says. Never change
/// one after a first release: some give resources other ids, which replaces them.
/// </summary>
internal static class FeatureFlags
{
    /// <summary>The flags that are on.</summary>
    public static readonly string[] Enabled =
    [
        "@aws-cdk-containers/ecs-service-extensions:enableDefaultLogDriver",
        "@aws-cdk/aws-apigateway:authorizerChangeDeploymentLogicalId",
        "@aws-cdk/aws-apigateway:disableCloudWatchRole",
        "@aws-cdk/aws-apigateway:requestValidatorUniqueId",
        "@aws-cdk/aws-apigateway:usagePlanKeyOrderInsensitiveId",
        "@aws-cdk/aws-appsync:useArnForSourceApiAssociationIdentifier",
        "@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig",
        "@aws-cdk/aws-cloudfront:defaultSecurityPolicyTLSv1.2_2021",
        "@aws-cdk/aws-cloudwatch-actions:changeLambdaPermissionLogicalIdForLambdaAction",
        "@aws-cdk/aws-codedeploy:removeAlarmsFromDeploymentGroup",
        "@aws-cdk/aws-codepipeline-actions:useNewDefaultBranchForCodeCommitSource",
        "@aws-cdk/aws-codepipeline:crossAccountKeyAliasStackSafeResourceName",
        "@aws-cdk/aws-codepipeline:crossAccountKeysDefaultValueToFalse",
        "@aws-cdk/aws-codepipeline:defaultPipelineTypeToV2",
        "@aws-cdk/aws-ec2:ebsDefaultGp3Volume",
        "@aws-cdk/aws-ec2:ec2SumTImeoutEnabled",
        "@aws-cdk/aws-ec2:launchTemplateDefaultUserData",
        "@aws-cdk/aws-ec2:restrictDefaultSecurityGroup",
        "@aws-cdk/aws-ec2:uniqueImdsv2TemplateName",
        "@aws-cdk/aws-ecs:arnFormatIncludesClusterName",
        "@aws-cdk/aws-ecs:disableExplicitDeploymentControllerForCircuitBreaker",
        "@aws-cdk/aws-ecs:reduceEc2FargateCloudWatchPermissions",
        "@aws-cdk/aws-ecs:removeDefaultDeploymentAlarm",
        "@aws-cdk/aws-efs:denyAnonymousAccess",
        "@aws-cdk/aws-efs:mountTargetOrderInsensitiveLogicalId",
        "@aws-cdk/aws-eks:nodegroupNameAttribute",
        "@aws-cdk/aws-events:eventsTargetQueueSameAccount",
        "@aws-cdk/aws-iam:importedRoleStackSafeDefaultPolicyName",
        "@aws-cdk/aws-iam:minimizePolicies",
        "@aws-cdk/aws-kms:aliasNameRef",
        "@aws-cdk/aws-kms:reduceCrossAccountRegionPolicyScope",
        "@aws-cdk/aws-lambda-nodejs:useLatestRuntimeVersion",
        "@aws-cdk/aws-lambda:recognizeLayerVersion",
        "@aws-cdk/aws-lambda:recognizeVersionProps",
        "@aws-cdk/aws-opensearchservice:enableOpensearchMultiAzWithStandby",
        "@aws-cdk/aws-rds:auroraClusterChangeScopeOfInstanceParameterGroupWithEachParameters",
        "@aws-cdk/aws-rds:databaseProxyUniqueResourceName",
        "@aws-cdk/aws-rds:lowercaseDbIdentifier",
        "@aws-cdk/aws-rds:preventRenderingDeprecatedCredentials",
        "@aws-cdk/aws-redshift:columnId",
        "@aws-cdk/aws-route53-patters:useCertificate",
        "@aws-cdk/aws-s3:createDefaultLoggingPolicy",
        "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy",
        "@aws-cdk/aws-secretsmanager:useAttachedSecretResourcePolicyForSecretTargetAttachments",
        "@aws-cdk/aws-sns-subscriptions:restrictSqsDescryption",
        "@aws-cdk/aws-stepfunctions-tasks:enableEmrServicePolicyV2",
        "@aws-cdk/aws-stepfunctions-tasks:useNewS3UriParametersForBedrockInvokeModelTask",
        "@aws-cdk/core:checkSecretUsage",
        "@aws-cdk/core:enablePartitionLiterals",
        "@aws-cdk/core:includePrefixInUniqueNameGeneration",
        "@aws-cdk/core:newStyleStackSynthesis",
        "@aws-cdk/core:stackRelativeExports",
        "@aws-cdk/core:validateSnapshotRemovalPolicy",
        "@aws-cdk/pipelines:reduceAssetRoleTrustScope",
    ];

    /// <summary>The flags that are off.</summary>
    public static readonly string[] Disabled =
    [
        "@aws-cdk/aws-s3:keepNotificationInImportedBucket",
        "@aws-cdk/custom-resources:logApiResponseDataPropertyTrueDefault",
        "@aws-cdk/customresources:installLatestAwsSdkDefault",
    ];

    /// <summary>Sets them for a construct that has no children yet. They win over those of the application.</summary>
    public static void Pin(Construct construct)
    {
        var node = construct.Node;
        node.SetContext("@aws-cdk/core:target-partitions", new[] { "aws", "aws-cn", "aws-us-gov" });
        node.SetContext("aws:cdk:enable-path-metadata", true);
        node.SetContext("aws:cdk:enable-asset-metadata", false);
        foreach (var flag in Enabled)
            node.SetContext(flag, true);
        foreach (var flag in Disabled)
            node.SetContext(flag, false);
    }
}
