using System.Text.Json.Nodes;

namespace EdgeCdk.App.Tests.Security.Others;

/// <summary>
/// The controls of the standard "AWS Foundational Security Best Practices", and some that only NIST SP 800-53 or PCI DSS have there, on the
/// resource types of the templates: what a template answers, as AWS documented it on 29 November 2026. AWS publishes no data of them.
/// </summary>
internal static class SecurityHubControls
{
    private const string Critical = "CRITICAL", High = "HIGH", Medium = "MEDIUM", Low = "LOW";

    private const string Task = "AWS::ECS::TaskDefinition", Function = "AWS::Lambda::Function", Bucket = "AWS::S3::Bucket";
    private const string BucketPolicy = "AWS::S3::BucketPolicy", LoadBalancer = "AWS::ElasticLoadBalancingV2::LoadBalancer";
    private const string Group = "AWS::EC2::SecurityGroup", FileSystem = "AWS::EFS::FileSystem", Key = "AWS::KMS::Key";
    private const string Secret = "AWS::SecretsManager::Secret", Service = "AWS::ECS::Service", Alarm = "AWS::CloudWatch::Alarm";

    private static readonly string[] SupportedRuntimes = ["java21", "java25", "python3.12", "python3.13", "python3.14"];

    private static readonly string[] PolicyTypes = ["AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"];

    public static IReadOnlyList<SecurityHubControl> All { get; } =
    [
        new("CloudWatch.15", High, Alarm, "an action", (alarm, _) => List(alarm["AlarmActions"]).Any()),
        new("CloudWatch.16", Medium, "AWS::Logs::LogGroup", "logs are kept for a year", (group, _) => Number(
            group["RetentionInDays"]) >= 365),
        new("CloudWatch.17", High, Alarm, "actions are enabled", (alarm, _) => !Is(alarm["ActionsEnabled"], "false")),
        new("EC2.2", High, "AWS::EC2::VPC", "no rule in the default security group", (_, _) => false),
        new("EC2.6", Medium, "AWS::EC2::VPC", "flow logs", (_, template) => template.OfType("AWS::EC2::FlowLog").Any()),
        new("EC2.10", Medium, "AWS::EC2::VPC", "an endpoint for EC2", (_, template) => HasEndpoint(template, "ec2")),
        new("EC2.15", Medium, "AWS::EC2::Subnet", "no public address by default", (subnet, _) => !Is(
            subnet["MapPublicIpOnLaunch"], "true")),
        new("EC2.18", High, Group, "no ingress from everywhere but to listed ports", (group, _) => IsClosed(group)),
        new("EC2.19", Critical, Group, "no ingress from everywhere to risky ports", (group, _) => IsClosed(group)),
        new("EC2.53", High, Group, "no ingress from 0.0.0.0/0 to ports of administration", (group, _) => IsClosed(group)),
        new("EC2.54", High, Group, "no ingress from ::/0 to ports of administration", (group, _) => IsClosed(group)),
        new("EC2.55", Medium, "AWS::EC2::VPC", "an endpoint for ECR's API", (_, template) => HasEndpoint(template, "ecr.api")),
        new("EC2.56", Medium, "AWS::EC2::VPC", "an endpoint for ECR's registry", (_, template) => HasEndpoint(template, "ecr.dkr")),
        new("ECS.1", High, Task, "network mode awsvpc", (task, _) => Is(task["NetworkMode"], "awsvpc")),
        new("ECS.2", High, Service, "no public address", (service, _) => Is(
            service["NetworkConfiguration"]?["AwsvpcConfiguration"]?["AssignPublicIp"], "DISABLED")),
        new("ECS.3", High, Task, "a process namespace of its own", (task, _) => task["PidMode"] is null),
        new("ECS.4", High, Task, "no privileged container", (task, _) => Containers(task).All(one => !Is(one["Privileged"], "true"))),
        new("ECS.5", High, Task, "a read-only root file system", (task, _) => Containers(task).All(
            one => Is(one["ReadonlyRootFilesystem"], "true"))),
        new("ECS.8", High, Task, "no secret in the environment", (task, _) => Containers(task).All(
            one => !List(one["Environment"]).Any(
                variable => variable["Name"]!.ToString() is "AWS_ACCESS_KEY_ID" or "AWS_SECRET_ACCESS_KEY" or "ECS_ENGINE_AUTH_DATA"))),
        new("ECS.9", High, Task, "a log configuration", (task, _) => Containers(task).All(one => one["LogConfiguration"] is not null)),
        new("ECS.10", Medium, Service, "the newest platform of Fargate", (service, _) => Is(service["PlatformVersion"], "LATEST")),
        new("ECS.12", Medium, "AWS::ECS::Cluster", "Container Insights", (cluster, _) => List(cluster["ClusterSettings"]).Any(
            one => Is(one["Name"], "containerInsights") && !Is(one["Value"], "disabled"))),
        new("ECS.18", Medium, Task, "volumes on EFS in transit under TLS", (task, _) => List(task["Volumes"])
            .Select(volume => volume["EFSVolumeConfiguration"])
            .All(volume => volume is null || Is(volume["TransitEncryption"], "ENABLED"))),
        new("ECS.20", Medium, Task, "a user that is not root", (task, _) => Containers(task).All(
            one => one["User"]?.ToString() is { } user && user.Split(':')[0] is not ("root" or "0"))),
        new("EFS.1", Medium, FileSystem, "encryption at rest under a key of its own", (system, _) => system["KmsKeyId"] is not null),
        new("EFS.2", Medium, FileSystem, "a backup plan", (system, _) => IsBackedUp(system)),
        new("EFS.3", Medium, "AWS::EFS::AccessPoint", "a root directory", (point, _) => point["RootDirectory"]?["Path"] is { } path
            && path.ToString() != "/"),
        new("EFS.4", Medium, "AWS::EFS::AccessPoint", "a user", (point, _) => point["PosixUser"] is not null),
        new("EFS.7", Medium, FileSystem, "automatic backups", (system, _) => IsBackedUp(system)),
        new("EFS.8", Medium, FileSystem, "encryption at rest", (system, _) => Is(system["Encrypted"], "true")),
        new("ELB.6", Medium, LoadBalancer, "protection against deletion", (balancer, _) => Attribute(
            balancer, "deletion_protection.enabled") == "true"),
        new("ELB.13", Medium, LoadBalancer, "two zones or more", (balancer, _) => List(balancer["Subnets"]).Count() > 1),
        new("ELB.18", Medium, "AWS::ElasticLoadBalancingV2::Listener", "TLS", (listener, _) => listener["Protocol"]!.ToString()
            is "TLS" or "HTTPS"),
        .. PolicyTypes.Select(type => new SecurityHubControl(
            "IAM.1", High, type, "no right to everything", (policy, _) => Allowed(policy).All(one => !Has(one, "Action", "*")))),
        .. PolicyTypes.Select(type => new SecurityHubControl(
            "IAM.21", Low, type, "no right to all actions of a service", (policy, _) => Allowed(policy).All(
                one => List(one["Action"]).All(action => !action.ToString().EndsWith(":*", StringComparison.Ordinal))))),
        .. PolicyTypes.Select(type => new SecurityHubControl(
            type == "AWS::IAM::ManagedPolicy" ? "KMS.1" : "KMS.2", Medium, type, "no decryption with every key", (policy, _) =>
                Allowed(policy)
                .Where(one => Has(one, "Action", "kms:Decrypt") || Has(one, "Action", "kms:ReEncryptFrom"))
                .All(one => !Has(one, "Resource", "*")))),
        new("KMS.4", Medium, Key, "rotation", (key, _) => Is(key["EnableKeyRotation"], "true")),
        new("KMS.5", Critical, Key, "no public access", (key, _) => IsPrivate(key["KeyPolicy"])),
        new("Lambda.1", Critical, "AWS::Lambda::Permission", "no public access", (permission, _) => !Is(permission["Principal"], "*")),
        new("Lambda.2", Medium, Function, "a supported runtime", (function, _) => SupportedRuntimes.Contains($"{function["Runtime"]}")),
        new("Lambda.3", Low, Function, "a VPC", (function, _) => function["VpcConfig"] is not null),
        new("Lambda.5", Medium, Function, "two zones or more", (function, _) => function["VpcConfig"] is not { } vpc
            || List(vpc["SubnetIds"]).Count() > 1),
        new("Lambda.7", Low, Function, "X-Ray", (function, _) => Is(function["TracingConfig"]?["Mode"], "Active")),
        new("S3.2", Critical, Bucket, "no public read access", (bucket, _) => IsBlocked(bucket)),
        new("S3.3", Critical, Bucket, "no public write access", (bucket, _) => IsBlocked(bucket)),
        new("S3.5", Medium, BucketPolicy, "TLS", (policy, _) => List(policy["PolicyDocument"]?["Statement"]).Any(
            one => Is(one["Effect"], "Deny") && Is(one["Condition"]?["Bool"]?["aws:SecureTransport"], "false"))),
        new("S3.6", High, BucketPolicy, "no access for other accounts", (policy, _) => List(policy["PolicyDocument"]?["Statement"]).All(
            one => Is(one["Effect"], "Deny"))),
        new("S3.7", Low, Bucket, "replication to another region", (bucket, _) => bucket["ReplicationConfiguration"] is not null),
        new("S3.8", High, Bucket, "public access blocked", (bucket, _) => IsBlocked(bucket)),
        new("S3.9", Medium, Bucket, "access logs", (bucket, _) => bucket["LoggingConfiguration"] is not null),
        new("S3.11", Medium, Bucket, "event notifications", (bucket, _) => bucket["NotificationConfiguration"] is not null),
        new("S3.12", Medium, Bucket, "no access control lists", (bucket, _) => List(bucket["OwnershipControls"]?["Rules"]).Any(
            one => Is(one["ObjectOwnership"], "BucketOwnerEnforced"))),
        new("S3.13", Low, Bucket, "a lifecycle", (bucket, _) => List(bucket["LifecycleConfiguration"]?["Rules"]).Any()),
        new("S3.14", Low, Bucket, "versions", (bucket, _) => Is(bucket["VersioningConfiguration"]?["Status"], "Enabled")),
        new("S3.15", Medium, Bucket, "object lock", (bucket, _) => Is(bucket["ObjectLockEnabled"], "true")),
        new("S3.17", Medium, Bucket, "encryption under a KMS key", (bucket, _) => $"{bucket["BucketEncryption"]}".Contains(
            "aws:kms", StringComparison.Ordinal)),
        new("SecretsManager.1", Medium, Secret, "rotation", (_, _) => false),
        new("SecretsManager.4", Medium, Secret, "rotation within 90 days", (_, _) => false),
        new("ServiceCatalog.1", High, "AWS::ServiceCatalog::Portfolio", "shared inside the organization alone", (_, template) =>
            !template.OfType("AWS::ServiceCatalog::PortfolioShare").Any()),
        new("SNS.1", High, "AWS::SNS::Topic", "encryption under a KMS key", (topic, _) => topic["KmsMasterKeyId"] is not null),
        new("SNS.4", Critical, "AWS::SNS::TopicPolicy", "no public access", (policy, _) => IsPrivate(policy["PolicyDocument"])),
        new("SQS.1", Medium, "AWS::SQS::Queue", "encryption", (queue, _) => queue["KmsMasterKeyId"] is not null),
        new("SQS.3", Critical, "AWS::SQS::QueuePolicy", "no public access", (policy, _) => IsPrivate(policy["PolicyDocument"])),
    ];

    private static IEnumerable<JsonNode> List(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => list.Select(item => item!),
        _ => [node],
    };

    private static IEnumerable<JsonNode> Containers(JsonObject task) => List(task["ContainerDefinitions"]);

    // A template has truth and numbers as such or as texts.
    private static bool Is(JsonNode? node, string value) => node is JsonValue && node.ToString() == value;

    private static bool Has(JsonNode statement, string name, string value) => List(statement[name]).Any(one => Is(one, value));

    private static int Number(JsonNode? node) => int.TryParse(node?.ToString(), out var number) ? number : 0;

    private static bool IsBackedUp(JsonObject fileSystem) => Is(fileSystem["BackupPolicy"]?["Status"], "ENABLED");

    private static bool IsClosed(JsonObject group) => List(group["SecurityGroupIngress"]).All(
        one => !Is(one["CidrIp"], "0.0.0.0/0") && !Is(one["CidrIpv6"], "::/0"));

    private static bool IsBlocked(JsonObject bucket) =>
        ((string[])["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"]).All(
            name => Is(bucket["PublicAccessBlockConfiguration"]?[name], "true"));

    private static bool IsPrivate(JsonNode? document) => List(document?["Statement"]).All(
        one => Is(one["Effect"], "Deny") || one["Condition"] is not null
            || (!Is(one["Principal"], "*") && !Is((one["Principal"] as JsonObject)?["AWS"], "*")));

    private static bool HasEndpoint(JudgedTemplate template, string service) => template.OfType("AWS::EC2::VPCEndpoint").Any(
        endpoint => endpoint.Properties["ServiceName"]!.ToString().EndsWith($".{service}", StringComparison.Ordinal));

    private static string? Attribute(JsonObject balancer, string key) =>
        List(balancer["LoadBalancerAttributes"]).FirstOrDefault(one => Is(one["Key"], key))?["Value"]?.ToString();

    private static IEnumerable<JsonNode> Allowed(JsonObject policy)
    {
        var documents = List(policy["PolicyDocument"]).Concat(List(policy["Policies"]).SelectMany(one => List(one["PolicyDocument"])));
        return documents.SelectMany(document => List(document["Statement"])).Where(one => Is(one["Effect"], "Allow"));
    }
}
