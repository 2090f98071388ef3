using EdgeCdk.Cli.Review.Changes;

namespace EdgeCdk.Cli.Tests.Review.Judges;

/// <summary>Every property whose value is a matter of safety: both ways, and as that of a new resource.</summary>
public sealed class PropertyRulesTests
{
    [Theory]
    [InlineData(
        "weakened", "Logs::LogGroup", """{"KmsKeyId": "k"}""", "{}", "is not encrypted with a key of the customer's",
        "is encrypted with a key of the customer's", "KmsKeyId", true)]
    [InlineData(
        "weakened", "SecretsManager::Secret", """{"KmsKeyId": "k"}""", "{}", "is not encrypted with a key of the customer's",
        "is encrypted with a key of the customer's", "KmsKeyId", true)]
    [InlineData(
        "weakened", "EFS::FileSystem", """{"KmsKeyId": "k"}""", "{}", "is not encrypted with a key of the customer's",
        "is encrypted with a key of the customer's", "KmsKeyId", true)]
    [InlineData(
        "weakened", "SQS::Queue", """{"KmsMasterKeyId": "k"}""", "{}", "is not encrypted with a key of the customer's",
        "is encrypted with a key of the customer's", "KmsMasterKeyId", true)]
    [InlineData(
        "weakened", "SQS::Queue", """{"KmsMasterKeyId": "k"}""", """{"KmsMasterKeyId": "alias/aws/sqs"}""",
        "is not encrypted with a key of the customer's", "is encrypted with a key of the customer's", "KmsMasterKeyId", true)]
    [InlineData(
        "weakened", "SNS::Topic", """{"KmsMasterKeyId": "k"}""", "{}", "is not encrypted with a key of the customer's",
        "is encrypted with a key of the customer's", "KmsMasterKeyId", true)]
    [InlineData(
        "weakened", "Lambda::Function", """{"KmsKeyArn": "k"}""", "{}",
        "has an environment that is not encrypted with a key of the customer's",
        "has an environment encrypted with a key of the customer's", "KmsKeyArn", false)]
    [InlineData(
        "weakened", "EFS::FileSystem", """{"Encrypted": true}""", """{"Encrypted": false}""", "is not encrypted", "is encrypted",
        "Encrypted", true)]
    [InlineData(
        "weakened", "S3::Bucket",
        """{"BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]}}""",
        """{"BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}}""",
        "does not encrypt objects with KMS", "encrypts objects with KMS",
        "BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm", false)]
    [InlineData(
        "weakened", "S3::Bucket",
        """{"BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"KMSMasterKeyID": "k"}}]}}""",
        """{"BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {}}]}}""",
        "is not encrypted with a key of the customer's", "is encrypted with a key of the customer's",
        "BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID", true)]
    [InlineData("weakened", "KMS::Key", """{"EnableKeyRotation": true}""", "{}", "is not rotated", "is rotated", "EnableKeyRotation", true)]
    [InlineData(
        "weakened", "KMS::Key", "{}", """{"Enabled": false}""", "is disabled: nothing that it encrypts can be read", "is enabled",
        "Enabled", false)]
    [InlineData(
        "weakened", "KMS::Key", """{"RotationPeriodInDays": 90}""", "{}", "is rotated every 365 days instead of 90",
        "is rotated every 90 days instead of 365", "RotationPeriodInDays", false)]
    [InlineData(
        "weakened", "KMS::Key", "{}", """{"PendingWindowInDays": 7}""", "can be restored for 7 days after its deletion instead of 30",
        "can be restored for 30 days after its deletion instead of 7", "PendingWindowInDays", false)]
    [InlineData(
        "weakened", "ECS::TaskDefinition", """{"Volumes": [{"EFSVolumeConfiguration": {"TransitEncryption": "ENABLED"}}]}""",
        """{"Volumes": [{"EFSVolumeConfiguration": {}}]}""", "mounts a file system without encryption in transit",
        "mounts a file system with encryption in transit", "Volumes[0].EFSVolumeConfiguration.TransitEncryption", false)]
    [InlineData(
        "weakened", "ECS::TaskDefinition", """{"Volumes": [{"EFSVolumeConfiguration": {"AuthorizationConfig": {"IAM": "ENABLED"}}}]}""",
        """{"Volumes": [{"EFSVolumeConfiguration": {}}]}""", "mounts a file system without asking IAM",
        "mounts a file system only if IAM allows it", "Volumes[0].EFSVolumeConfiguration.AuthorizationConfig.IAM", false)]
    [InlineData(
        "weakened", "S3::Bucket", """{"PublicAccessBlockConfiguration": {"BlockPublicAcls": true}}""", "{}", "allows public ACLs",
        "is blocked more strictly against public access", "PublicAccessBlockConfiguration.BlockPublicAcls", true)]
    [InlineData(
        "weakened", "S3::Bucket", """{"PublicAccessBlockConfiguration": {"BlockPublicPolicy": true}}""", "{}", "allows a public policy",
        "is blocked more strictly against public access", "PublicAccessBlockConfiguration.BlockPublicPolicy", true)]
    [InlineData(
        "weakened", "S3::Bucket", """{"PublicAccessBlockConfiguration": {"IgnorePublicAcls": true}}""", "{}", "applies public ACLs",
        "is blocked more strictly against public access", "PublicAccessBlockConfiguration.IgnorePublicAcls", true)]
    [InlineData(
        "weakened", "S3::Bucket", """{"PublicAccessBlockConfiguration": {"RestrictPublicBuckets": true}}""", "{}", "may be public",
        "is blocked more strictly against public access", "PublicAccessBlockConfiguration.RestrictPublicBuckets", true)]
    [InlineData(
        "weakened", "S3::Bucket", """{"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}}""",
        """{"OwnershipControls": {"Rules": [{"ObjectOwnership": "ObjectWriter"}]}}""", "allows objects with other owners and with ACLs",
        "owns all of its objects", "OwnershipControls.Rules[0].ObjectOwnership", false)]
    [InlineData(
        "weakened", "S3::Bucket", "{}", """{"OwnershipControls": {"Rules": [{"ObjectOwnership": "ObjectWriter"}]}}""",
        "allows objects with other owners and with ACLs", "owns all of its objects", "OwnershipControls.Rules[0].ObjectOwnership", false)]
    [InlineData(
        "weakened", "S3::Bucket", """{"VersioningConfiguration": {"Status": "Enabled"}}""", "{}",
        "does not keep old versions of its objects", "keeps old versions of its objects", "VersioningConfiguration.Status", false)]
    [InlineData(
        "weakened", "S3::Bucket", """{"LifecycleConfiguration": {"Rules": [{"NoncurrentVersionExpiration": {"NoncurrentDays": 30}}]}}""",
        """{"LifecycleConfiguration": {"Rules": [{"NoncurrentVersionExpiration": {"NoncurrentDays": 9}}]}}""",
        "keeps old versions for 9 days instead of 30", "keeps old versions for 30 days instead of 9",
        "LifecycleConfiguration.Rules[0].NoncurrentVersionExpiration.NoncurrentDays", false)]
    [InlineData(
        "weakened", "S3::Bucket", """{"LifecycleConfiguration": {"Rules": [{"Id": "a"}]}}""",
        """{"LifecycleConfiguration": {"Rules": [{"Id": "a", "NoncurrentVersionExpiration": {"NoncurrentDays": 9}}]}}""",
        "keeps old versions for 9 days instead of all", "keeps old versions for all days instead of 9",
        "LifecycleConfiguration.Rules[0].NoncurrentVersionExpiration.NoncurrentDays", false)]
    [InlineData(
        "weakened", "S3::Bucket", """{"LifecycleConfiguration": {"Rules": [{"Id": "a"}]}}""",
        """{"LifecycleConfiguration": {"Rules": [{"Id": "a", "ExpirationInDays": 9}]}}""", "deletes objects after 9 days instead of never",
        "deletes objects after never days instead of 9", "LifecycleConfiguration.Rules[0].ExpirationInDays", false)]
    [InlineData(
        "weakened", "Logs::LogGroup", "{}", """{"RetentionInDays": 7}""", "keeps log events for 7 days instead of all",
        "keeps log events for all days instead of 7", "RetentionInDays", false)]
    [InlineData(
        "weakened", "Logs::LogGroup", """{"DeletionProtectionEnabled": true}""", "{}", "is not protected from deletion",
        "is protected from deletion", "DeletionProtectionEnabled", false)]
    [InlineData(
        "weakened", "SQS::Queue", "{}", """{"MessageRetentionPeriod": 60}""", "keeps messages for 60 seconds instead of 345600",
        "keeps messages for 345600 seconds instead of 60", "MessageRetentionPeriod", false)]
    [InlineData(
        "weakened", "SQS::Queue", """{"RedrivePolicy": {"maxReceiveCount": 3}}""", "{}",
        "has no dead-letter queue: what fails too often is lost", "has a dead-letter queue", "RedrivePolicy", false)]
    [InlineData(
        "weakened", "EFS::FileSystem", """{"BackupPolicy": {"Status": "ENABLED"}}""", """{"BackupPolicy": {"Status": "DISABLED"}}""",
        "is not backed up", "is backed up", "BackupPolicy.Status", false)]
    [InlineData(
        "opened", "ECS::Service", """{"NetworkConfiguration": {"AwsvpcConfiguration": {"AssignPublicIp": "DISABLED"}}}""",
        """{"NetworkConfiguration": {"AwsvpcConfiguration": {"AssignPublicIp": "ENABLED"}}}""", "gives its tasks public addresses",
        "gives its tasks no public addresses", "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp", true)]
    [InlineData(
        "opened", "ElasticLoadBalancingV2::LoadBalancer", """{"Scheme": "internal"}""", "{}", "can be reached from the internet",
        "can be reached from inside the network only", "Scheme", true)]
    [InlineData(
        "opened", "Lambda::Function", """{"VpcConfig": {"SubnetIds": ["a"]}}""", "{}", "runs outside of the VPC", "runs inside the VPC",
        "VpcConfig", false)]
    [InlineData(
        "opened", "Lambda::Url", """{"AuthType": "AWS_IAM"}""", """{"AuthType": "NONE"}""", "can be called by anyone",
        "can be called by those that IAM allows", "AuthType", true)]
    [InlineData(
        "widened", "ECS::Service", "{}", """{"EnableExecuteCommand": true}""", "allows users to run commands in its containers",
        "allows nobody to run commands in its containers", "EnableExecuteCommand", true)]
    [InlineData(
        "widened", "ECS::TaskDefinition", """{"ContainerDefinitions": [{"Privileged": false}]}""",
        """{"ContainerDefinitions": [{"Privileged": true}]}""", "has a privileged container", "has no privileged container",
        "ContainerDefinitions[0].Privileged", true)]
    public void What_is_less_safe_needs_a_decision_and_the_way_back_none(
        string kind, string type, string safe, string lessSafe, string words, string back, string path, bool isGraveWhenNew)
    {
        var (resource, place) = (type.Split(':')[^1], $"[Properties.{path}]");
        var kindOfBack = kind switch { "opened" => "closed", "widened" => "narrowed", _ => "strengthened" };
        var weakened = $"! {kind}: {resource} {words} {place}";

        Assert.Contains(weakened, Review(type, safe, lessSafe));
        Assert.Contains($"{kindOfBack}: {resource} {back} {place}", Review(type, lessSafe, safe));
        Assert.Equal(isGraveWhenNew, New(type, lessSafe).Contains(weakened));
        Assert.DoesNotContain(New(type, safe), line => line.EndsWith(place, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ECS::TaskDefinition", """{"TaskRoleArn": "VALUE"}""", "acts with the permissions of b instead of a", "TaskRoleArn")]
    [InlineData(
        "ECS::TaskDefinition", """{"ExecutionRoleArn": "VALUE"}""",
        "acts with the permissions of b instead of a", "ExecutionRoleArn")]
    [InlineData("Lambda::Function", """{"Role": "VALUE"}""", "acts with the permissions of b instead of a", "Role")]
    [InlineData(
        "Events::Rule", """{"Targets": [{"RoleArn": "VALUE"}]}""",
        "acts with the permissions of b instead of a", "Targets[0].RoleArn")]
    [InlineData(
        "Scheduler::Schedule", """{"Target": {"RoleArn": "VALUE"}}""",
        "acts with the permissions of b instead of a", "Target.RoleArn")]
    [InlineData(
        "ECS::Service", """{"NetworkConfiguration": {"AwsvpcConfiguration": {"SecurityGroups": ["VALUE"]}}}""",
        "has the security groups b instead of a", "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups")]
    [InlineData(
        "Lambda::Function", """{"VpcConfig": {"SecurityGroupIds": ["VALUE"]}}""",
        "has the security groups b instead of a", "VpcConfig.SecurityGroupIds")]
    [InlineData("EFS::MountTarget", """{"SecurityGroups": ["VALUE"]}""", "has the security groups b instead of a", "SecurityGroups")]
    [InlineData(
        "ElasticLoadBalancingV2::LoadBalancer", """{"Scheme": "internal", "SecurityGroups": ["VALUE"]}""",
        "has the security groups b instead of a", "SecurityGroups")]
    [InlineData("EC2::VPCEndpoint", """{"SecurityGroupIds": ["VALUE"]}""", "has the security groups b instead of a", "SecurityGroupIds")]
    [InlineData("Logs::LogGroup", """{"KmsKeyId": "VALUE"}""", "is encrypted with b instead of a", "KmsKeyId")]
    [InlineData("SecretsManager::Secret", """{"KmsKeyId": "VALUE"}""", "is encrypted with b instead of a", "KmsKeyId")]
    [InlineData("EFS::FileSystem", """{"KmsKeyId": "VALUE"}""", "is encrypted with b instead of a", "KmsKeyId")]
    [InlineData("SQS::Queue", """{"KmsMasterKeyId": "VALUE"}""", "is encrypted with b instead of a", "KmsMasterKeyId")]
    [InlineData("SNS::Topic", """{"KmsMasterKeyId": "VALUE"}""", "is encrypted with b instead of a", "KmsMasterKeyId")]
    [InlineData("Lambda::Function", """{"KmsKeyArn": "VALUE"}""", "is encrypted with b instead of a", "KmsKeyArn")]
    [InlineData(
        "S3::Bucket",
        """{"BucketEncryption": {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"KMSMasterKeyID": "VALUE"}}]}}""",
        "is encrypted with b instead of a",
        "BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID")]
    public void Another_one_that_may_be_as_safe_needs_a_decision(string type, string properties, string words, string path)
    {
        var (a, b) = (Of("a"), Of("b"));
        var consequence = words.Split(' ')[0] switch
        {
            "acts" => Consequence.Access,
            "has" => Consequence.Network,
            _ => Consequence.Protection,
        };

        Assert.Contains(
            SmallStack.Changes($"AWS::{type}", a, b), change => change.Consequence == consequence && change.Words == words);

        Assert.Contains(
            Review(type, a, b), line => line.StartsWith("! updated: ", StringComparison.Ordinal)
                && line.EndsWith($" {words} [Properties.{path}]", StringComparison.Ordinal));
        Assert.DoesNotContain(New(type, a), line => line.EndsWith($"[Properties.{path}]", StringComparison.Ordinal));

        string Of(string value) => properties.Replace("VALUE", value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Retain", "RetainExceptOnCreate")]
    [InlineData("RetainExceptOnCreate", "Snapshot")]
    [InlineData("Snapshot", "Delete")]
    [InlineData("Retain", "")]
    public void What_becomes_of_a_resource_that_goes_is_told(string safe, string lessSafe)
    {
        var now = lessSafe.Length > 0 ? lessSafe : "Delete";

        Assert.Equal(
            $"""
            ! weakened: Thing is deleted with the stack (DeletionPolicy {now}, was {safe}) [DeletionPolicy]
            ! weakened: Thing is deleted when it is replaced (UpdateReplacePolicy {now}, was {safe}) [UpdateReplacePolicy]
            """,
            SmallStack.Review(Resource("AWS::SNS::Topic", safe), Resource("AWS::SNS::Topic", lessSafe)));
        Assert.Equal(
            $"""
            strengthened: Thing is kept when the stack is deleted (DeletionPolicy {safe}, was {now}) [DeletionPolicy]
            strengthened: Thing is kept when it is replaced (UpdateReplacePolicy {safe}, was {now}) [UpdateReplacePolicy]
            """,
            SmallStack.Review(Resource("AWS::SNS::Topic", lessSafe), Resource("AWS::SNS::Topic", safe)));
    }

    // They hold no data, or what becomes of it is for their function to say.
    [Theory]
    [InlineData("AWS::Lambda::Version")]
    [InlineData("AWS::ECS::TaskDefinition")]
    [InlineData("Custom::EdgeEmpty")]
    public void What_holds_no_data_may_go_with_the_stack(string type) => Assert.DoesNotContain(
        "weakened", SmallStack.Review(Resource(type, "Retain"), Resource(type, "Delete")), StringComparison.Ordinal);

    private static string Resource(string type, string policy)
    {
        var policies = policy.Length > 0 ? $", \"DeletionPolicy\": \"{policy}\", \"UpdateReplacePolicy\": \"{policy}\"" : "";
        return $$"""{"Thing": {"Type": "{{type}}"{{policies}} } }""";
    }

    private static string[] Review(string type, string before, string after) =>
        SmallStack.Review($"AWS::{type}", before, after).Split('\n');

    // A resource that is new in a stack with another one.
    private static string[] New(string type, string properties)
    {
        const string other = """ "Other": {"Type": "AWS::SSM::Parameter"} """;
        return SmallStack.Review(
            $$"""{{{other}}}""",
            $$"""{{{other}}, "{{type.Split(':')[^1]}}": {"Type": "AWS::{{type}}", "Properties": {{properties}} } }""").Split('\n');
    }
}
