using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>What nobody may do with the policies of edge acme, by what it would be good for.</summary>
public static class Refused
{
    public const string Boundary = "arn:aws:iam::123456789011:policy/boundary";
    public const string CloudFormation = "cloudformation";
    public const string CloudFormationWithBoundary = "cloudformation with boundary";
    public const string Caller = "caller";

    /// <summary>The caller's policy where the CDK bootstrap has the qualifier abc.</summary>
    public const string CallerOfOwnBootstrap = "caller with bootstrap abc";

    /// <summary>A key policy that leaves everything to IAM.</summary>
    public const string OpenKey = "an open key";

    /// <summary>A role's trust policy that leaves everything to IAM; IAM asks it as it asks a key's.</summary>
    public const string TrustsTheAccount = "trusts the account";

    public static readonly StackPlace Acme = new("acme", "eu-central-1", "123456789011");

    private const string EdgeRole = "role/acme-plane-manager";
    private const string AdminRole = "role/Administrator";
    private const string ServiceRole = "role/edge-deployer-acme-cloudformation";

    public static readonly IReadOnlyDictionary<string, AccessRequest> All = new Dictionary<string, AccessRequest>
    {
        ["make a role without the boundary"] = WithBoundary("iam:CreateRole", Acme.IamArn(EdgeRole)),
        ["make a role with another boundary"] = WithBoundary("iam:CreateRole", Acme.IamArn(EdgeRole), ("iam:PermissionsBoundary", "arn:aws:iam::aws:policy/AdministratorAccess")),
        ["exchange the boundary"] = WithBoundary("iam:PutRolePermissionsBoundary", Acme.IamArn(EdgeRole), ("iam:PermissionsBoundary", "arn:aws:iam::aws:policy/AdministratorAccess")),
        ["give rights to a role that lost its boundary"] = WithBoundary("iam:PutRolePolicy", Acme.IamArn(EdgeRole)),
        ["remove the boundary"] = WithBoundary("iam:DeleteRolePermissionsBoundary", Acme.IamArn(EdgeRole), ("iam:PermissionsBoundary", Boundary)),
        ["change the boundary itself"] = WithBoundary("iam:CreatePolicyVersion", Boundary),
        ["attach a managed policy to a role of the edge"] = By("iam:AttachRolePolicy", Acme.IamArn(EdgeRole), ("iam:PolicyARN", "arn:aws:iam::aws:policy/AdministratorAccess")),
        ["make a role that is not the edge's"] = By("iam:CreateRole", Acme.IamArn("role/acme-helper")),
        ["give rights to a role elsewhere"] = By("iam:PutRolePolicy", Acme.IamArn(AdminRole)),
        ["enter a role elsewhere by its trust policy"] = By("iam:UpdateAssumeRolePolicy", Acme.IamArn(AdminRole)),
        ["give rights to the service role"] = By("iam:PutRolePolicy", Acme.IamArn(ServiceRole)),
        ["attach a policy to the service role"] = By("iam:AttachRolePolicy", Acme.IamArn(ServiceRole)),
        ["change the service role's policies"] = By("iam:CreatePolicyVersion", Acme.IamArn("policy/edge-deployer-acme-identity")),
        ["let others use the service role"] = By("iam:UpdateAssumeRolePolicy", Acme.IamArn(ServiceRole)),
        ["pass a role elsewhere to a function"] = By("iam:PassRole", Acme.IamArn(AdminRole), ("iam:PassedToService", "lambda.amazonaws.com")),
        ["pass a role of another edge"] = By("iam:PassRole", Acme.IamArn("role/acme-prod-plane-manager"), ("iam:PassedToService", "ecs-tasks.amazonaws.com")),
        ["pass a role of the edge to an instance"] = By("iam:PassRole", Acme.IamArn(EdgeRole), ("iam:PassedToService", "ec2.amazonaws.com")),
        ["pass the service role on"] = By("iam:PassRole", Acme.IamArn(ServiceRole), ("iam:PassedToService", "cloudformation.amazonaws.com")),
        ["make a user"] = By("iam:CreateUser", Acme.IamArn("user/acme")),
        ["make an access key"] = By("iam:CreateAccessKey", Acme.IamArn("user/admin")),
        ["make the role of another service"] = By("iam:CreateServiceLinkedRole", Acme.IamArn("role/aws-service-role/organizations.amazonaws.com/AWSServiceRoleForOrganizations"), ("iam:AWSServiceName", "organizations.amazonaws.com")),

        ["decrypt with a key that is not the edge's"] = Key("kms:Decrypt"),
        ["rewrite the policy of a key that is not the edge's"] = Key("kms:PutKeyPolicy"),
        ["delete the key of another edge"] = Key("kms:ScheduleKeyDeletion", OfAnotherEdge),
        ["take a key with another alias by tagging it"] = Key("kms:TagResource", Tagging, ("kms:ResourceAliases", new JsonArray("alias/payments"))),
        ["take the key of another edge by tagging it"] = Key("kms:TagResource", Tagging, OfAnotherEdge),
        ["rotate a key with another alias"] = Key("kms:EnableKeyRotation", ("kms:ResourceAliases", new JsonArray("alias/payments"))),
        ["name a key with another alias"] = Key("kms:CreateAlias", ("kms:ResourceAliases", new JsonArray("alias/payments"))),
        ["read the policy of the key of another edge"] = Key("kms:GetKeyPolicy", OfAnotherEdge),
        ["encrypt with a new key that shows no tag"] = Key("kms:Encrypt"),
        ["delete a new key that shows no tag"] = Key("kms:ScheduleKeyDeletion"),
        ["hand on the use of the key"] = Key("kms:CreateGrant", OfTheEdge, ("kms:GrantIsForAWSResource", "false")),
        ["move another edge's alias"] = Key("kms:UpdateAlias", []) with { Resource = Acme.Arn("kms", "alias/ataccama/edge/acme-prod") },

        ["change a function elsewhere"] = By("lambda:UpdateFunctionCode", Acme.Arn("lambda", "function:payments")),
        ["change a function of another edge"] = By("lambda:UpdateFunctionCode", Acme.Arn("lambda", "function:Edge-acme-prod-CleanupFunctionDE2620A3-Wq3ZrT8xLm2K")),
        ["invoke a function elsewhere"] = By("lambda:InvokeFunction", Acme.Arn("lambda", "function:payments")),
        ["feed a function elsewhere"] = By("lambda:CreateEventSourceMapping", "*", ("lambda:FunctionArn", Acme.Arn("lambda", "function:payments"))),
        ["delete a queue elsewhere"] = By("sqs:DeleteQueue", Acme.Arn("sqs", "payments")),
        ["open a queue of another edge"] = By("sqs:SetQueueAttributes", Acme.Arn("sqs", "Edge-acme-prod-JobStatusQueueED5276D0-Wq3ZrT8xLm2K")),
        ["open a bucket elsewhere"] = By("s3:PutBucketPolicy", "arn:aws:s3:::bucket-s3-ecc58765"),
        ["read the results"] = By("s3:GetObject", "arn:aws:s3:::bucket-s3-ecc58765/results.parquet"),
        ["open the bucket of another edge"] = By("s3:PutBucketPolicy", "arn:aws:s3:::edge-acme-prod-artifactbucket648b7d8e-wq3zrt8xlm2k"),
        ["read a secret elsewhere"] = By("secretsmanager:GetSecretValue", Acme.Arn("secretsmanager", "secret:payments-AbCdEf"), OfTheEdge),
        ["read the secret of another edge"] = By("secretsmanager:GetSecretValue", Acme.Arn("secretsmanager", "secret:RegistryCredentials888CED66-Wq3ZrT8xLm2K-AbCdEf"), OfAnotherEdge),
        ["take the secret of another edge by tagging it"] = By("secretsmanager:TagResource", Acme.Arn("secretsmanager", "secret:RegistryCredentials888CED66-Wq3ZrT8xLm2K-AbCdEf"), Tagging, OfAnotherEdge),
        ["delete the file system of another edge"] = By("elasticfilesystem:DeleteFileSystem", Acme.Arn("elasticfilesystem", "file-system/fs-1"), OfAnotherEdge),
        ["take a file system by tagging it"] = By("elasticfilesystem:TagResource", Acme.Arn("elasticfilesystem", "file-system/fs-1"), Tagging),
        ["open a security group elsewhere"] = By("ec2:AuthorizeSecurityGroupIngress", Acme.Arn("ec2", "security-group/sg-1")),
        ["take a security group by tagging it"] = By("ec2:CreateTags", Acme.Arn("ec2", "security-group/sg-1"), Tagging),
        ["make a security group in another VPC"] = By("ec2:CreateSecurityGroup", Acme.Arn("ec2", "vpc/vpc-0bbbbbbbbbbbbbbbb")),
        ["make an endpoint in another VPC"] = By("ec2:CreateVpcEndpoint", Acme.Arn("ec2", "vpc/vpc-0bbbbbbbbbbbbbbbb")),
        ["bring names of a zone into another VPC"] = By("route53:AssociateVPCWithHostedZone", "arn:aws:route53:::hostedzone/Z1", ("route53:VPCs", new JsonArray("VPCId=vpc-0bbbbbbbbbbbbbbbb,VPCRegion=eu-central-1"))),
        ["delete an endpoint elsewhere"] = By("ec2:DeleteVpcEndpoints", Acme.Arn("ec2", "vpc-endpoint/vpce-1")),
        ["delete a load balancer elsewhere"] = By("elasticloadbalancing:DeleteLoadBalancer", Acme.Arn("elasticloadbalancing", "loadbalancer/net/shop/1")),
        ["take a load balancer by tagging it"] = By("elasticloadbalancing:AddTags", Acme.Arn("elasticloadbalancing", "loadbalancer/net/shop/1"), Tagging),
        ["change a listener elsewhere"] = By("elasticloadbalancing:ModifyListener", Acme.Arn("elasticloadbalancing", "listener/net/shop/1/1")),
        ["change a listener of another edge"] = By("elasticloadbalancing:ModifyListener", Acme.Arn("elasticloadbalancing", "listener/net/Edge-acme-Telemetry-1/1/1"), OfAnotherEdge),
        ["tag a listener elsewhere"] = By("elasticloadbalancing:AddTags", Acme.Arn("elasticloadbalancing", "listener/net/shop/1/1")),
        ["make a listener of a load balancer elsewhere"] = By("elasticloadbalancing:CreateListener", Acme.Arn("elasticloadbalancing", "loadbalancer/net/shop/1")),
        ["delete the log group of another edge"] = By("logs:DeleteLogGroup", Acme.Arn("logs", "log-group:/ataccama/edge/acme-prod/dqc")),
        ["run on a cluster of another edge"] = By("ecs:CreateService", Acme.Arn("ecs", "service/acme-prod-management/service")),
        ["make stacks as CloudFormation"] = By("cloudformation:CreateStack", Acme.Arn("cloudformation", "stack/Edge-acme/1")),

        ["deploy another edge"] = ByCaller("cloudformation:CreateChangeSet", Acme.Arn("cloudformation", "stack/Edge-acme-prod/1")),
        ["delete a stack elsewhere"] = ByCaller("cloudformation:DeleteStack", Acme.Arn("cloudformation", "stack/payments/1")),
        ["widen these policies"] = ByCaller("cloudformation:UpdateStack", Acme.Arn("cloudformation", "stack/edge-deployer-acme/1")),
        ["take over a resource by importing it"] = ByCaller("cloudformation:CreateChangeSet", Acme.Arn("cloudformation", "stack/Edge-acme/1"), ("cloudformation:ImportResourceTypes", "AWS::KMS::Key")),
        ["deploy with a role elsewhere"] = ByCaller("iam:PassRole", Acme.IamArn(AdminRole), ("iam:PassedToService", "cloudformation.amazonaws.com")),
        ["use the service role itself"] = ByCaller("iam:PassRole", Acme.IamArn(ServiceRole), ("iam:PassedToService", "lambda.amazonaws.com")),
        ["publish by another bootstrap"] = ByCaller("sts:AssumeRole", Acme.IamArn("role/cdk-abc-file-publishing-role-123456789011-eu-central-1")) with { ResourcePolicy = TrustsTheAccount },
        ["deploy as the bootstrap does"] = ByCaller("sts:AssumeRole", Acme.IamArn("role/cdk-hnb659fds-deploy-role-123456789011-eu-central-1")) with { ResourcePolicy = TrustsTheAccount },
        ["read what other services encrypt"] = ByCaller("kms:Decrypt", Acme.Arn("kms", "key/1"), ("kms:ResourceAliases", new JsonArray("alias/cdk-hnb659fds-assets-key")), ("kms:ViaService", "secretsmanager.eu-central-1.amazonaws.com")) with { ResourcePolicy = OpenKey },
        ["make a role without CloudFormation"] = ByCaller("iam:CreateRole", Acme.IamArn(EdgeRole)),
    };

    /// <summary>The policies of resources that requests here and in <see cref="Allowed"/> name.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode>> Documents =>
    [
        KeyValuePair.Create(OpenKey, JsonNode.Parse(
            """{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::123456789011:root" }, "Action": "kms:*", "Resource": "*" }] }""")!),
        KeyValuePair.Create(TrustsTheAccount, JsonNode.Parse(
            """{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::123456789011:root" }, "Action": "sts:AssumeRole" }] }""")!),
    ];

    public static (string Key, JsonNode Value) OfTheEdge => ($"aws:ResourceTag/{CallContext.Tag}", "acme");

    private static (string Key, JsonNode Value) OfAnotherEdge => ($"aws:ResourceTag/{CallContext.Tag}", "acme-prod");

    private static (string Key, JsonNode Value) Tagging => ($"aws:RequestTag/{CallContext.Tag}", "acme");

    public static AccessRequest By(string action, string resource, params (string Key, JsonNode Value)[] context) => Of(CloudFormation, action, resource, context);

    public static AccessRequest WithBoundary(string action, string resource, params (string Key, JsonNode Value)[] context) => Of(CloudFormationWithBoundary, action, resource, context);

    public static AccessRequest ByCaller(string action, string resource, params (string Key, JsonNode Value)[] context) => Of(Caller, action, resource, context);

    public static AccessRequest Key(string action, params (string Key, JsonNode Value)[] context) => By(action, Acme.Arn("kms", "key/1"), context) with { ResourcePolicy = OpenKey };

    private static AccessRequest Of(string policies, string action, string resource, (string Key, JsonNode Value)[] context) => new()
    {
        Principal = Acme.IamArn("role/edge-deployer"),
        Action = action,
        Resource = resource,
        Account = Acme.Account,
        Context = context.ToDictionary(pair => pair.Key, pair => pair.Value),
        Identity = [policies],
    };
}
