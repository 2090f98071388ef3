using System.Text.Json.Nodes;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Review;

/// <summary>A change that somebody must decide on: how it is made, and what the review has to say.</summary>
/// <param name="Make">Makes it in the template.</param>
/// <param name="Says">The sentence, with the property after it.</param>
/// <param name="Edge">The edge that it is made in. Default: the demo edge.</param>
internal sealed record PlantedChange(Action<JsonObject> Make, string Says, string Edge = EdgeFiles.Demo)
{
    /// <summary>What the template must have before. Default: nothing that it has not.</summary>
    public Action<JsonObject> Prepare { get; init; } = _ => { };
}

/// <summary>All of them, reviewed at once.</summary>
public sealed class PlantedChanges
{
    private readonly Dictionary<string, StackReview> _reviews;

    public PlantedChanges()
    {
        var pairs = All.Values.Select(planted =>
        {
            var before = Templates.Of(planted.Edge);
            planted.Prepare(before);
            var after = before.DeepClone().AsObject();
            planted.Make(after);
            return (before, after);
        }).ToList();
        _reviews = All.Keys.Zip(Templates.Review(pairs)).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    internal StackReview this[string name] => _reviews[name];

    internal static Dictionary<string, PlantedChange> All { get; } = new()
    {
        ["a role may do everything"] = new(
            template => template.StatementAt("Cleanup/Function/Role/Role", "WriteLogs")["Action"] = "*",
            "Cleanup/Function/Role/Role may now do everything (*) on ${Cleanup/Function/Logs/LogGroup.Arn}: a wildcard allows every "
                + "action [Properties.Policies[0].PolicyDocument.Statement[0]]"),
        ["a role may do it everywhere"] = new(
            template => template.StatementAt("Cleanup/Function/Role/Role", "WriteLogs")["Resource"] = "*",
            "Cleanup/Function/Role/Role may now do logs:CreateLogStream, logs:PutLogEvents on everything (*): a wildcard allows every "
                + "resource [Properties.Policies[0].PolicyDocument.Statement[0]]"),
        ["a policy that is attached gains a wildcard"] = new(
            template => template.StatementAt("ArtifactBucket/EmptiedRights", "EmptyArtifactBucket")["Action"] = "s3:*",
            "DeploymentSupport/Function/Role/Role may now do s3:* on ${ArtifactBucket/Bucket.Arn}/*: a wildcard allows every action "
                + "[ArtifactBucket/EmptiedRights: Properties.PolicyDocument.Statement[1]]"),
        ["another account is trusted"] = new(
            template =>
                template.PropertiesAt("PlaneManager/Task/TaskRole/Role")["AssumeRolePolicyDocument"]!["Statement"]!.AsArray().Add(
                    Statement("Allow", "arn:aws:iam::666677778888:root", "sts:AssumeRole")),
            "PlaneManager/Task/TaskRole/Role can now be assumed by arn:aws:iam::666677778888:root: account 666677778888 is not the "
                + "account of the stack [Properties.AssumeRolePolicyDocument.Statement[1]]"),
        ["a key is open to anyone"] = new(
            template =>
                template.PropertiesAt("DataQualityKey/Key")["KeyPolicy"]!["Statement"]!.AsArray().Add(
                    Statement("Allow", "*", "kms:Decrypt")),
            "DataQualityKey/Key now allows anyone (*) to do kms:Decrypt: anyone is allowed [Properties.KeyPolicy.Statement[4]]"),
        ["a condition is dropped"] = new(
            template => template.StatementAt("GeneralKey/Key", "DeliverEventsToQueues").Remove("Condition"),
            "GeneralKey/Key allows Service events.amazonaws.com to do kms:Decrypt, kms:GenerateDataKey without the condition "
                + "StringEquals aws:SourceAccount = 123456789011 [Properties.KeyPolicy.Statement[2]]"),
        ["a denial gets a condition"] = new(
            template => template.StatementAt("GeneralKey/Key", "OnlyServicesCreateGrants")["Condition"]!["StringEquals"] =
                new JsonObject { ["aws:PrincipalTag/team"] = "a" },
            "GeneralKey/Key forbids anyone (*) to do kms:CreateGrant only with the condition StringEquals aws:PrincipalTag/team = a "
                + "[Properties.KeyPolicy.Statement[3]]"),
        ["a denial gets another condition"] = new(
            template => template.StatementAt("GeneralKey/Key", "OnlyServicesCreateGrants")["Condition"] =
                new JsonObject { ["StringEquals"] = new JsonObject { ["aws:PrincipalTag/team"] = "a" } },
            "GeneralKey/Key forbids anyone (*) to do kms:CreateGrant if StringEquals aws:PrincipalTag/team = a instead of if BoolIfExists "
                + "aws:PrincipalIsAWSService = false and BoolIfExists kms:GrantIsForAWSResource = false "
                + "[Properties.KeyPolicy.Statement[3]]"),
        ["a right is there under a second condition"] = new(
            template =>
            {
                var statement = template.StatementAt("GeneralKey/Key", "DeliverEventsToQueues");
                var second = statement.DeepClone().AsObject();
                second["Sid"] = "Second";
                second["Condition"]!["StringEquals"]!["aws:SourceAccount"] = "666677778888";
                statement.Parent!.AsArray().Add(second);
            },
            "GeneralKey/Key now allows Service events.amazonaws.com to do kms:Decrypt, kms:GenerateDataKey if StringEquals "
                + "aws:SourceAccount = 666677778888: so far, another condition was necessary for it [Properties.KeyPolicy.Statement[4]]"),
        ["a condition lets more pass"] = new(
            template =>
                template.StatementAt(
                    "GeneralKey/Key", "DeliverEventsToQueues")["Condition"]!["StringEquals"]!["aws:SourceAccount"] = new JsonArray(
                        "123456789011", "666677778888"),
            "GeneralKey/Key allows Service events.amazonaws.com to do kms:Decrypt, kms:GenerateDataKey if StringEquals aws:SourceAccount "
                + "= 123456789011 or 666677778888 instead of if StringEquals aws:SourceAccount = 123456789011 "
                + "[Properties.KeyPolicy.Statement[2]]"),
        ["a refusal is removed"] = new(
            template => template.PropertiesAt("ArtifactBucket/Policy")["PolicyDocument"]!["Statement"]!.AsArray().Clear(),
            "ArtifactBucket/Policy no longer forbids anyone (*) to do s3:* on ${ArtifactBucket/Bucket.Arn}, "
                + "${ArtifactBucket/Bucket.Arn}/* if Bool aws:SecureTransport = false [Properties.PolicyDocument.Statement[0]]"),
        ["a role may act on all of a kind"] = new(
            template =>
                template.StatementAt(
                    "Cleanup/Function/Role/Role", "WriteLogs")["Resource"] = "arn:aws:logs:eu-central-1:123456789011:log-group:*",
            "Cleanup/Function/Role/Role may now do logs:CreateLogStream, logs:PutLogEvents on "
                + "arn:aws:logs:eu-central-1:123456789011:log-group:*: a wildcard allows every resource "
                + "[Properties.Policies[0].PolicyDocument.Statement[0]]"),
        ["a new role may act on everything"] = new(
            template => template["Resources"]!["Role"] = new JsonObject
            {
                ["Type"] = "AWS::IAM::Role",
                ["Properties"] = new JsonObject
                {
                    ["Policies"] = new JsonArray(
                        new JsonObject
                        {
                            ["PolicyDocument"] = new JsonObject
                            {
                                ["Statement"] = new JsonObject { ["Effect"] = "Allow", ["Action"] = "s3:GetObject", ["Resource"] = "*" },
                            },
                        }),
                },
            },
            "Role may now do s3:GetObject on everything (*): a wildcard allows every resource "
                + "[Properties.Policies[0].PolicyDocument.Statement[0]]"),
        ["a role may lend itself another one"] = new(
            template => template.StatementAt("Cleanup/Function/Role/Role", "WriteLogs")["Action"]!.AsArray().Add("iam:PassRole"),
            "Cleanup/Function/Role/Role may now do iam:PassRole on ${Cleanup/Function/Logs/LogGroup.Arn}: it allows privilege escalation "
                + "[Properties.Policies[0].PolicyDocument.Statement[0]]"),
        ["another account may call a function"] = new(
            template => template["Resources"]!["Permission"] = new JsonObject
            {
                ["Type"] = "AWS::Lambda::Permission",
                ["Properties"] = new JsonObject
                {
                    ["Principal"] = "666677778888",
                    ["Action"] = "lambda:InvokeFunction",
                    ["FunctionName"] = "reader",
                },
            },
            "Permission now allows 666677778888 to do lambda:InvokeFunction on reader: account 666677778888 is not the account of the "
                + "stack [Properties]"),
        ["an endpoint loses its policy"] = new(
            template => template.PropertiesAt("Endpoints/S3").Remove("PolicyDocument"),
            "Endpoints/S3 now allows anyone (*) to do everything (*): anyone is allowed [Properties.PolicyDocument]")
        {
            Prepare = template =>
                template.PropertiesAt("Endpoints/S3")["PolicyDocument"] = new JsonObject
                {
                    ["Statement"] = Statement("Allow", "arn:aws:iam::123456789011:root", "s3:GetObject"),
                },
        },
        ["a task acts with another role"] = new(
            template => template.PropertiesAt("Jobs/Dqc/TaskDefinition")["TaskRoleArn"] = "arn:aws:iam::123456789011:role/administrator",
            "Jobs/Dqc/TaskDefinition acts with the permissions of arn:aws:iam::123456789011:role/administrator instead of "
                + "${Jobs/Dqc/TaskRole/Role.Arn} [Properties.TaskRoleArn]"),
        ["events go to another account"] = new(
            template => template.PropertiesAt("JobStatus/Rule")["Targets"]![0]!["Arn"] = "arn:aws:sqs:eu-central-1:666677778888:elsewhere",
            "JobStatus/Rule names account 666677778888, which no resource named before [Properties.Targets[0].Arn]"),
        ["a permissions boundary is removed"] = new(
            template => template.PropertiesAt("PlaneManager/Task/TaskRole/Role").Remove("PermissionsBoundary"),
            "PlaneManager/Task/TaskRole/Role no longer has a permissions boundary (it was arn:aws:iam::012345678901:policy/boundary) "
                + "[Properties.PermissionsBoundary]",
            EdgeFiles.Full),
        ["a managed policy is attached"] = new(
            template =>
                template.PropertiesAt("PlaneManager/Task/TaskRole/Role")["ManagedPolicyArns"] = new JsonArray(
                    "arn:aws:iam::aws:policy/AdministratorAccess"),
            "PlaneManager/Task/TaskRole/Role may now do what the managed policy arn:aws:iam::aws:policy/AdministratorAccess allows "
                + "[Properties.ManagedPolicyArns]"),
        ["ingress from the internet is allowed"] = new(
            template => template.PropertiesAt("FileSystem/SecurityGroup")["SecurityGroupIngress"] = new JsonArray(Rule("0.0.0.0/0")),
            "FileSystem/SecurityGroup now allows inbound traffic from the whole internet (0.0.0.0/0) on tcp 2049 "
                + "[Properties.SecurityGroupIngress[0]]"),
        ["ingress from a public address is allowed by a rule of its own"] = new(
            template =>
            {
                var rule = template.PropertiesAt("Jobs/NfsIngress");
                rule.Remove("SourceSecurityGroupId");
                rule["CidrIp"] = "8.8.8.0/24";
            },
            "FileSystem/SecurityGroup now allows inbound traffic from 8.8.8.0/24 on tcp 2049 [Jobs/NfsIngress: Properties]"),
        ["a group without rules lets everything out"] = new(
            template => template.PropertiesAt("FileSystem/SecurityGroup").Remove("SecurityGroupEgress"),
            "FileSystem/SecurityGroup now allows outbound traffic to the whole internet (0.0.0.0/0) on all ports "
                + "[Properties.SecurityGroupEgress]"),
        ["tasks get public addresses"] = new(
            template =>
                template.PropertiesAt("PlaneManager/Service")["NetworkConfiguration"]!["AwsvpcConfiguration"]!["AssignPublicIp"] =
                    "ENABLED",
            "PlaneManager/Service gives its tasks public addresses [Properties.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp]"),
        ["a load balancer faces the internet"] = new(
            template => template.PropertiesAt("Observability/Otlp/LoadBalancer").Remove("Scheme"),
            "Observability/Otlp/LoadBalancer can be reached from the internet [Properties.Scheme]",
            EdgeFiles.Watched),
        ["a service gets another security group"] = new(
            template =>
                template.PropertiesAt("PlaneManager/Service")["NetworkConfiguration"]!["AwsvpcConfiguration"]!["SecurityGroups"] =
                    new JsonArray("sg-0123456789abcdef0"),
            "PlaneManager/Service has the security groups sg-0123456789abcdef0 instead of ${PlaneManager/Network/SecurityGroup.GroupId} "
                + "[Properties.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups]"),
        ["users may run commands in containers"] = new(
            template => template.PropertiesAt("PlaneManager/Service")["EnableExecuteCommand"] = true,
            "PlaneManager/Service allows users to run commands in its containers [Properties.EnableExecuteCommand]"),
        ["a key is no longer rotated"] = new(
            template => template.PropertiesAt("GeneralKey/Key")["EnableKeyRotation"] = false,
            "GeneralKey/Key is not rotated [Properties.EnableKeyRotation]"),
        ["data is deleted with the stack"] = new(
            template => template.At("FileSystem/FileSystem")["DeletionPolicy"] = "Delete",
            "FileSystem/FileSystem is deleted with the stack (DeletionPolicy Delete, was RetainExceptOnCreate) [DeletionPolicy]",
            EdgeFiles.Full),
        ["a queue gets another key"] = new(
            template => template.PropertiesAt("JobStatus/Queue/Queue")["KmsMasterKeyId"] = "alias/other",
            "JobStatus/Queue/Queue is encrypted with alias/other instead of ${GeneralKey/Key.Arn} [Properties.KmsMasterKeyId]"),
        ["a queue is no longer encrypted"] = new(
            template => template.PropertiesAt("JobStatus/Queue/Queue").Remove("KmsMasterKeyId"),
            "JobStatus/Queue/Queue is not encrypted with a key of the customer's [Properties.KmsMasterKeyId]"),
        ["a new queue is not encrypted"] = new(
            template => template["Resources"]!["New"] = new JsonObject { ["Type"] = "AWS::SQS::Queue" },
            "New is not encrypted with a key of the customer's [Properties.KmsMasterKeyId]"),
        ["a bucket may be public"] = new(
            template => template.PropertiesAt("ArtifactBucket/Bucket").Remove("PublicAccessBlockConfiguration"),
            "ArtifactBucket/Bucket allows a public policy [Properties.PublicAccessBlockConfiguration.BlockPublicPolicy]"),
        ["a bucket forgets old versions"] = new(
            template => template.PropertiesAt("ArtifactBucket/Bucket")["VersioningConfiguration"]!["Status"] = "Suspended",
            "ArtifactBucket/Bucket does not keep old versions of its objects [Properties.VersioningConfiguration.Status]"),
        ["logs are kept for less time"] = new(
            template => template.PropertiesAt("PlaneManager/Task/Logs/LogGroup")["RetentionInDays"] = 7,
            "PlaneManager/Task/Logs/LogGroup keeps log events for 7 days instead of 30 [Properties.RetentionInDays]"),
        ["a queue loses its dead letters"] = new(
            template => template.PropertiesAt("JobStatus/Queue/Queue").Remove("RedrivePolicy"),
            "JobStatus/Queue/Queue has no dead-letter queue: what fails too often is lost [Properties.RedrivePolicy]"),
        ["a mount is no longer encrypted"] = new(
            template =>
                template.PropertiesAt("Jobs/Dqc/TaskDefinition")["Volumes"]![0]!["EFSVolumeConfiguration"]!["TransitEncryption"] =
                    "DISABLED",
            "Jobs/Dqc/TaskDefinition mounts a file system without encryption in transit "
                + "[Properties.Volumes[0].EFSVolumeConfiguration.TransitEncryption]"),
        ["a parameter can be read"] = new(
            template => template["Parameters"]!["RegistryPassword"]!.AsObject().Remove("NoEcho"),
            "RegistryPassword can be read by everyone who can see the stack: the parameter is no longer NoEcho "
                + "[Parameters.RegistryPassword.NoEcho]"),
        ["a secret stands in the template"] = new(
            template => template.PropertiesAt("Registry/Credentials")["SecretString"] = "{\"password\":\"correct horse\"}",
            "Registry/Credentials holds its secret in plain text in the template [Properties.SecretString]"),
        ["a secret stands in a variable"] = new(
            template =>
                template.PropertiesAt("Jobs/Dqc/TaskDefinition")["ContainerDefinitions"]![0]!["Environment"]!.AsArray().Add(
                    new JsonObject { ["Name"] = "DB_PASSWORD", ["Value"] = "correct horse" }),
            "Jobs/Dqc/TaskDefinition has the variable DB_PASSWORD in plain text in the template "
                + "[Properties.ContainerDefinitions[0].Environment[8]]"),
        ["a secret parameter is told as an output"] = new(
            template => template["Outputs"]!["Password"] = new JsonObject { ["Value"] = new JsonObject { ["Ref"] = "RegistryPassword" } },
            "Password shows a secret parameter as an output [Outputs.Password.Value]"),
        ["a log group is renamed"] = new(
            template => template.PropertiesAt("PlaneManager/Task/Logs/LogGroup")["LogGroupName"] = "/elsewhere",
            "PlaneManager/Task/Logs/LogGroup is replaced by a new Logs LogGroup: its log events are not moved; the old one is deleted "
                + "[Properties.LogGroupName]"),
        ["a file system gets another key"] = new(
            template => template.PropertiesAt("FileSystem/FileSystem")["KmsKeyId"] = "arn:aws:kms:eu-central-1:123456789011:key/1",
            "FileSystem/FileSystem is replaced by a new EFS FileSystem: its files are not moved; the old one is kept, outside the stack "
                + "[Properties.KmsKeyId]"),
        ["a role that others trust is renamed"] = new(
            template => template.PropertiesAt("Jobs/Dqc/TaskRole/Role")["RoleName"] = "demo-jobs",
            "Jobs/Dqc/TaskRole/Role is replaced by a new IAM Role: trust policies that name demo-job-dqc no longer allow it; the old one "
                + "is deleted [Properties.RoleName]"),
        ["a bucket gets another logical id"] = new(
            template =>
            {
                var (id, bucket) = Templates.Entry(template, "ArtifactBucket/Bucket");
                template["Resources"]!.AsObject().Remove(id);
                template["Resources"]!["Another"] = bucket;
            },
            "ArtifactBucket/Bucket is replaced by a new S3 Bucket: its objects are not moved; the old one is kept, outside the stack "
                + "[logical id]"),
        ["a secret is removed"] = new(
            template => template["Resources"]!.AsObject().Remove(Templates.Entry(template, "Registry/Credentials").Key),
            "Registry/Credentials is removed (SecretsManager Secret): what was put into it is lost, and readers that know its ARN fail; "
                + "the old one is deleted [Resources]"),
        ["a subnet takes the place of another one"] = new(
            template => Swap(template, "FileSystem/MountTargets/subnet-0156acffabb5aa872", "subnet-0aaaaaaaaaaaaaaaa", "SubnetId"),
            "FileSystem/MountTargets/subnet-0aaaaaaaaaaaaaaaa cannot be deployed in one step: CloudFormation creates it before it "
                + "deletes FileSystem/MountTargets/subnet-0156acffabb5aa872, and a file system "
            + "has one mount target in each zone. If both subnets are in one zone, keep the old subnet, or deploy without it first and "
                + "with the new one in the next deployment; if they are in different zones, allow "
            + "this [Properties.SubnetId]"),
        ["a subnet of the portable template takes the place of another one"] = new(
            template => template.PropertiesAt("FileSystem/MountTargets/subnet-0156acffabb5aa872")["SubnetId"] = "subnet-0aaaaaaaaaaaaaaaa",
            "FileSystem/MountTargets/subnet-0156acffabb5aa872 cannot be deployed in one step: CloudFormation creates it before it "
                + "deletes FileSystem/MountTargets/subnet-0156acffabb5aa872, and a file system "
            + "has one mount target in each zone. If both subnets are in one zone, keep the old subnet, or deploy without it first and "
                + "with the new one in the next deployment; if they are in different zones, allow "
            + "this [Properties.SubnetId]"),
        ["an edge moves to another network"] = new(
            template =>
            {
                template.PropertiesAt("FileSystem/SecurityGroup")["VpcId"] = "vpc-0bbbbbbbbbbbbbbbb";
                Swap(template, "FileSystem/MountTargets/subnet-0156acffabb5aa872", "subnet-0aaaaaaaaaaaaaaaa", "SubnetId");
            },
            "FileSystem/MountTargets/subnet-0aaaaaaaaaaaaaaaa cannot be deployed: a file system has mount targets in one VPC at a time. "
                + "Deploy a new edge in the other VPC, and destroy this one afterwards "
            + "[Properties.SubnetId]"),
        ["a named role gets another path"] = new(
            template => template.PropertiesAt("Jobs/Dqc/TaskRole/Role")["Path"] = "/edges/",
            "Jobs/Dqc/TaskRole/Role cannot be deployed in one step: CloudFormation creates it before it deletes Jobs/Dqc/TaskRole/Role, "
                + "and both have the name demo-job-dqc. Remove it in one deployment, and add "
            + "it in the next [Properties.RoleName]"),
        ["a log group is in another construct"] = new(
            template =>
            {
                var (id, group) = Templates.Entry(template, "PlaneManager/Task/Logs/LogGroup");
                template["Resources"]!.AsObject().Remove(id);
                group!["Metadata"]!["aws:cdk:path"] = "Edge-demo/PlaneManager/Logs/LogGroup";
                template["Resources"]!["Moved"] = group;
            },
            "PlaneManager/Logs/LogGroup cannot be deployed in one step: CloudFormation creates it before it deletes "
                + "PlaneManager/Task/Logs/LogGroup, and both have the name /ataccama/edge/demo/plane-manager. Remove "
            + "it in one deployment, and add it in the next [Properties.LogGroupName]"),
        ["an alias gets another logical id"] = new(
            template => Rename(template, "GeneralKey/Alias"),
            "GeneralKey/Alias cannot be deployed in one step: CloudFormation creates it before it deletes GeneralKey/Alias, and both "
                + "have the name alias/ataccama/edge/demo. Remove it in one deployment, and add it "
            + "in the next [Properties.AliasName]"),
        ["an endpoint with private DNS gets another logical id"] = new(
            template => Rename(template, "Endpoints/Sqs"),
            "Endpoints/Sqs cannot be deployed in one step: CloudFormation creates it before it deletes Endpoints/Sqs, and a VPC has one "
                + "endpoint with private DNS for com.amazonaws.eu-central-1.sqs. Remove it in "
            + "one deployment, and add it in the next [Properties.PrivateDnsEnabled]"),
        ["a gateway endpoint gets another logical id"] = new(
            template => Rename(template, "Endpoints/S3"),
            "Endpoints/S3 cannot be deployed in one step: CloudFormation creates it before it deletes Endpoints/S3, and "
                + "rtb-0aa11bb22cc33dd44 has one route to com.amazonaws.${AWS::Region}.s3. Remove it in one "
            + "deployment, and add it in the next [Properties.RouteTableIds]"),
    };

    // The same resource of a construct with another last part, as subnets are.
    private static void Swap(JsonObject template, string path, string name, string property)
    {
        var (id, resource) = Templates.Entry(template, path);
        template["Resources"]!.AsObject().Remove(id);
        resource!["Properties"]![property] = name;
        resource["Metadata"]!["aws:cdk:path"] = $"Edge-demo/{path[..path.LastIndexOf('/')]}/{name}";
        template["Resources"]![name.Replace("-", "", StringComparison.Ordinal)] = resource;
    }

    private static void Rename(JsonObject template, string path)
    {
        var (id, resource) = Templates.Entry(template, path);
        template["Resources"]!.AsObject().Remove(id);
        template["Resources"]![$"{id}2"] = resource;
    }

    private static JsonObject Statement(string effect, string principal, string action) =>
        new() { ["Effect"] = effect, ["Principal"] = new JsonObject { ["AWS"] = principal }, ["Action"] = action, ["Resource"] = "*" };

    private static JsonObject Rule(string cidr) =>
        new() { ["CidrIp"] = cidr, ["IpProtocol"] = "tcp", ["FromPort"] = 2049, ["ToPort"] = 2049 };
}
