using EdgeCdk.Cli.Review.Changes;
using static EdgeCdk.Cli.Review.Judges.PropertyRule;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>All properties whose value is a matter of safety.</summary>
internal static class PropertyRules
{
    private const string KeyPath = "Properties.KmsKeyId";
    private const string BlockPath = "Properties.PublicAccessBlockConfiguration.";
    private const string NoKey = "is not encrypted with a key of the customer's";
    private const string AKey = "is encrypted with a key of the customer's";
    private const string AnotherKey = "is encrypted with {1} instead of {0}";
    private const string AnotherRole = "acts with the permissions of {1} instead of {0}";
    private const string OtherGroups = "has the security groups {1} instead of {0}";
    private const string LessPublic = "is blocked more strictly against public access";

    // What AWS does without a policy: for a resource that a stack removes or replaces, to delete it.
    private static long Retained(string policy) => policy switch { "Retain" => 3, "RetainExceptOnCreate" => 2, "Snapshot" => 1, _ => 0 };

    public static IReadOnlyList<PropertyRule> All { get; } =
    [
        new(
            [], "DeletionPolicy", Retained, "is deleted with the stack (DeletionPolicy {1}, was {0})",
            "is kept when the stack is deleted (DeletionPolicy {1}, was {0})") { Absent = "Delete" },
        new(
            [], "UpdateReplacePolicy", Retained, "is deleted when it is replaced (UpdateReplacePolicy {1}, was {0})",
            "is kept when it is replaced (UpdateReplacePolicy {1}, was {0})") { Absent = "Delete" },

        new(
            [
                "AWS::Logs::LogGroup",
                "AWS::SecretsManager::Secret",
                "AWS::EFS::FileSystem",
            ], KeyPath, Key, NoKey, AKey) { OfNew = 2, Changed = AnotherKey },
        new(["AWS::SQS::Queue", "AWS::SNS::Topic"], "Properties.KmsMasterKeyId", Key, NoKey, AKey) { OfNew = 2, Changed = AnotherKey },
        new(
            ["AWS::Lambda::Function"], "Properties.KmsKeyArn", Key, "has an environment that is not encrypted with a key of the customer's",
            "has an environment encrypted with a key of the customer's") { Changed = AnotherKey },
        new(["AWS::EFS::FileSystem"], "Properties.Encrypted", On, "is not encrypted", "is encrypted") { OfNew = 1 },
        new(
            ["AWS::S3::Bucket"],
            "Properties.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm",
            value => value.StartsWith("aws:kms", StringComparison.Ordinal) ? 1 : 0,
            "does not encrypt objects with KMS", "encrypts objects with KMS"),
        new(
            ["AWS::S3::Bucket"],
            "Properties.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID", Key, NoKey,
            AKey) { OfNew = 2, Changed = AnotherKey },
        new(["AWS::KMS::Key"], "Properties.EnableKeyRotation", On, "is not rotated", "is rotated") { OfNew = 1 },
        new(
            ["AWS::KMS::Key"], "Properties.Enabled", value => value == "false" ? 0 : 1, "is disabled: nothing that it encrypts can be read",
            "is enabled"),
        new(
            ["AWS::KMS::Key"], "Properties.RotationPeriodInDays", Less(365), "is rotated every {1} days instead of {0}",
            "is rotated every {1} days instead of {0}") { Absent = "365" },
        new(
            ["AWS::KMS::Key"], "Properties.PendingWindowInDays", More(30), "can be restored for {1} days after its deletion instead of {0}",
            "can be restored for {1} days after its deletion instead of {0}") { Absent = "30" },
        new(
            ["AWS::ECS::TaskDefinition"], "Properties.Volumes[*].EFSVolumeConfiguration.TransitEncryption", On,
            "mounts a file system without encryption in transit", "mounts a file system with encryption in transit"),
        new(
            ["AWS::ECS::TaskDefinition"], "Properties.Volumes[*].EFSVolumeConfiguration.AuthorizationConfig.IAM", On,
            "mounts a file system without asking IAM", "mounts a file system only if IAM allows it"),

        new(["AWS::S3::Bucket"], BlockPath + "BlockPublicAcls", On, "allows public ACLs", LessPublic) { OfNew = 1 },
        new(["AWS::S3::Bucket"], BlockPath + "BlockPublicPolicy", On, "allows a public policy", LessPublic) { OfNew = 1 },
        new(["AWS::S3::Bucket"], BlockPath + "IgnorePublicAcls", On, "applies public ACLs", LessPublic) { OfNew = 1 },
        new(["AWS::S3::Bucket"], BlockPath + "RestrictPublicBuckets", On, "may be public", LessPublic) { OfNew = 1 },
        new(
            ["AWS::S3::Bucket"], "Properties.OwnershipControls.Rules[0].ObjectOwnership",
            value => value.Length == 0 || value == "BucketOwnerEnforced" ? 1 : 0, "allows objects with other owners and with ACLs",
            "owns all of its objects"),

        new(
            ["AWS::S3::Bucket"], "Properties.VersioningConfiguration.Status", On, "does not keep old versions of its objects",
            "keeps old versions of its objects"),
        new(
            ["AWS::S3::Bucket"], "Properties.LifecycleConfiguration.Rules[*].NoncurrentVersionExpiration.NoncurrentDays",
            More(long.MaxValue), "keeps old versions for {1} days instead of "
                + "{0}", "keeps old versions for {1} days instead of {0}") { Absent = "all" },
        new(
            ["AWS::S3::Bucket"], "Properties.LifecycleConfiguration.Rules[*].ExpirationInDays", More(long.MaxValue),
            "deletes objects after {1} days instead of {0}", "deletes objects after {1} days instead of {0}") { Absent = "never" },
        new(
            ["AWS::Logs::LogGroup"], "Properties.RetentionInDays", More(long.MaxValue), "keeps log events for {1} days instead of {0}",
            "keeps log events for {1} days instead of {0}") { Absent = "all" },
        new(
            ["AWS::Logs::LogGroup"], "Properties.DeletionProtectionEnabled", On, "is not protected from deletion",
            "is protected from deletion"),
        new(
            ["AWS::SQS::Queue"], "Properties.MessageRetentionPeriod", More(345600), "keeps messages for {1} seconds instead of {0}",
            "keeps messages for {1} seconds instead of {0}") { Absent = "345600" },
        new(
            ["AWS::SQS::Queue"], "Properties.RedrivePolicy", Present, "has no dead-letter queue: what fails too often is lost",
            "has a dead-letter queue"),
        new(["AWS::EFS::FileSystem"], "Properties.BackupPolicy.Status", On, "is not backed up", "is backed up"),

        // Network and access, where they are a property and not a rule or a statement.
        new(
            ["AWS::ECS::Service"], "Properties.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp", Off,
            "gives its tasks public addresses", "gives its tasks no public addresses") { Consequence = Consequence.Network, OfNew = 1 },
        new(
            ["AWS::ElasticLoadBalancingV2::LoadBalancer"], "Properties.Scheme", value => value == "internal" ? 1 : 0,
            "can be reached from the internet", "can be reached from inside the network only")
            {
                Consequence = Consequence.Network,
                OfNew = 1,
            },
        new(
            ["AWS::Lambda::Function"], "Properties.VpcConfig", Present, "runs outside of the VPC", "runs inside the VPC")
            {
                Consequence = Consequence.Network,
            },
        new(
            ["AWS::Lambda::Url"], "Properties.AuthType", value => value == "AWS_IAM" ? 1 : 0, "can be called by anyone",
            "can be called by those that IAM allows") { Consequence = Consequence.Network, OfNew = 1 },
        new(
            ["AWS::ECS::Service"], "Properties.EnableExecuteCommand", Off, "allows users to run commands in its containers",
            "allows nobody to run commands in its containers") { Consequence = Consequence.Access, OfNew = 1 },
        new(
            ["AWS::ECS::TaskDefinition"], "Properties.ContainerDefinitions[*].Privileged", Off, "has a privileged container",
            "has no privileged container") { Consequence = Consequence.Access, OfNew = 1 },
        Identity(["AWS::ECS::TaskDefinition"], "Properties.TaskRoleArn"),
        Identity(["AWS::ECS::TaskDefinition"], "Properties.ExecutionRoleArn"),
        Identity(["AWS::Lambda::Function"], "Properties.Role"),
        Identity(["AWS::Events::Rule"], "Properties.Targets[*].RoleArn"),
        Identity(["AWS::Scheduler::Schedule"], "Properties.Target.RoleArn"),
        Groups(["AWS::ECS::Service"], "Properties.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups"),
        Groups(["AWS::Lambda::Function"], "Properties.VpcConfig.SecurityGroupIds"),
        Groups(["AWS::EFS::MountTarget", "AWS::ElasticLoadBalancingV2::LoadBalancer"], "Properties.SecurityGroups"),
        Groups(["AWS::EC2::VPCEndpoint"], "Properties.SecurityGroupIds"),
    ];

    private static PropertyRule Identity(string[] types, string path) =>
        new(types, path, _ => 0, "", "") { Consequence = Consequence.Access, Changed = AnotherRole };

    private static PropertyRule Groups(string[] types, string path) =>
        new(types, path, _ => 0, "", "") { Consequence = Consequence.Network, Changed = OtherGroups };
}
