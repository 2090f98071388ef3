using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;
using static EdgeCdk.Deployer.Tests.AcmeRequests;

namespace EdgeCdk.Deployer.Tests;

/// <summary>What the policies of edge acme must not allow, by the purpose of an attacker.</summary>
public static class Refused
{
    private static readonly string OrganizationsRole =
        Acme.IamArn("role/aws-service-role/organizations.amazonaws.com/AWSServiceRoleForOrganizations");

    public static readonly IReadOnlyDictionary<string, AccessRequest> All = new Dictionary<string, AccessRequest>
    {
        ["make a role without the boundary"] = WithBoundary("iam:CreateRole", PlaneManager),
        ["make a role with another boundary"] = WithBoundary("iam:CreateRole", PlaneManager, Boundary(AdministratorAccess)),
        ["exchange the boundary"] = WithBoundary("iam:PutRolePermissionsBoundary", PlaneManager, Boundary(AdministratorAccess)),
        ["give rights to a role that lost its boundary"] = WithBoundary("iam:PutRolePolicy", PlaneManager),
        ["remove the boundary"] = WithBoundary("iam:DeleteRolePermissionsBoundary", PlaneManager, Boundary(BoundaryArn)),
        ["change the boundary itself"] = WithBoundary("iam:CreatePolicyVersion", BoundaryArn),
        ["attach a managed policy to a role of the edge"] = ByService("iam:AttachRolePolicy", PlaneManager, Attaches(AdministratorAccess)),
        ["make a role that is not the edge's"] = ByService("iam:CreateRole", Acme.IamArn("role/acme-helper")),
        ["give rights to a role elsewhere"] = ByService("iam:PutRolePolicy", Administrator),
        ["enter a role elsewhere by its trust policy"] = ByService("iam:UpdateAssumeRolePolicy", Administrator),
        ["give rights to the service role"] = ByService("iam:PutRolePolicy", ServiceRoleArn),
        ["attach a policy to the service role"] = ByService("iam:AttachRolePolicy", ServiceRoleArn),
        ["change the service role's policies"] = ByService("iam:CreatePolicyVersion", ServiceRolePolicy),
        ["let others use the service role"] = ByService("iam:UpdateAssumeRolePolicy", ServiceRoleArn),
        ["pass a role elsewhere to a function"] = ByService("iam:PassRole", Administrator, PassedTo("lambda")),
        ["pass a role of another edge"] = ByService("iam:PassRole", RoleOfAnotherEdge, PassedTo("ecs-tasks")),
        ["pass a role of the edge to an instance"] = ByService("iam:PassRole", PlaneManager, PassedTo("ec2")),
        ["pass the service role on"] = ByService("iam:PassRole", ServiceRoleArn, PassedTo("cloudformation")),
        ["make a user"] = ByService("iam:CreateUser", Acme.IamArn("user/acme")),
        ["make an access key"] = ByService("iam:CreateAccessKey", Acme.IamArn("user/admin")),
        ["make the role of another service"] = ByService("iam:CreateServiceLinkedRole", OrganizationsRole, CreatedFor("organizations")),

        ["decrypt with a key that is not the edge's"] = OnKey("kms:Decrypt"),
        ["rewrite the policy of a key that is not the edge's"] = OnKey("kms:PutKeyPolicy"),
        ["delete the key of another edge"] = OnKey("kms:ScheduleKeyDeletion", TagOfAnotherEdge),
        ["take a key with another alias by tagging it"] = OnKey("kms:TagResource", AddsTag, HasAlias("alias/payments")),
        ["take the key of another edge by tagging it"] = OnKey("kms:TagResource", AddsTag, TagOfAnotherEdge),
        ["rotate a key with another alias"] = OnKey("kms:EnableKeyRotation", HasAlias("alias/payments")),
        ["name a key with another alias"] = OnKey("kms:CreateAlias", HasAlias("alias/payments")),
        ["read the policy of the key of another edge"] = OnKey("kms:GetKeyPolicy", TagOfAnotherEdge),
        ["encrypt with a new key that shows no tag"] = OnKey("kms:Encrypt"),
        ["delete a new key that shows no tag"] = OnKey("kms:ScheduleKeyDeletion"),
        ["hand on the use of the key"] = OnKey("kms:CreateGrant", TagOfAcme, ("kms:GrantIsForAWSResource", "false")),
        ["move another edge's alias"] = OnKey("kms:UpdateAlias") with { Resource = AliasOfAnotherEdge },

        ["change a function elsewhere"] = ByService("lambda:UpdateFunctionCode", PaymentsFunction),
        ["change a function of another edge"] = ByService("lambda:UpdateFunctionCode", FunctionOfAnotherEdge),
        ["invoke a function elsewhere"] = ByService("lambda:InvokeFunction", PaymentsFunction),
        ["feed a function elsewhere"] = ByService("lambda:CreateEventSourceMapping", "*", ("lambda:FunctionArn", PaymentsFunction)),
        ["delete a queue elsewhere"] = ByService("sqs:DeleteQueue", Acme.Arn("sqs", "payments")),
        ["open a queue of another edge"] = ByService("sqs:SetQueueAttributes", QueueOfAnotherEdge),
        ["open a bucket elsewhere"] = ByService("s3:PutBucketPolicy", "arn:aws:s3:::bucket-s3-ecc58765"),
        ["read the results"] = ByService("s3:GetObject", "arn:aws:s3:::bucket-s3-ecc58765/results.parquet"),
        ["open the bucket of another edge"] = ByService("s3:PutBucketPolicy", BucketOfAnotherEdge),
        ["read a secret elsewhere"] = ByService("secretsmanager:GetSecretValue", Secret("payments-AbCdEf"), TagOfAcme),
        ["read the secret of another edge"] = OnSecretOfAnotherEdge("secretsmanager:GetSecretValue"),
        ["take the secret of another edge by tagging it"] = OnSecretOfAnotherEdge("secretsmanager:TagResource", AddsTag),
        ["delete the file system of another edge"] = ByService("elasticfilesystem:DeleteFileSystem", FileSystem, TagOfAnotherEdge),
        ["take a file system by tagging it"] = ByService("elasticfilesystem:TagResource", FileSystem, AddsTag),
        ["open a security group elsewhere"] = ByService("ec2:AuthorizeSecurityGroupIngress", SecurityGroup),
        ["take a security group by tagging it"] = ByService("ec2:CreateTags", SecurityGroup, AddsTag),
        ["make a security group in another VPC"] = ByService("ec2:CreateSecurityGroup", OtherVpc),
        ["make an endpoint in another VPC"] = ByService("ec2:CreateVpcEndpoint", OtherVpc),
        ["bring names of a zone into another VPC"] = AssociateZoneWith(OtherVpcId),
        ["delete an endpoint elsewhere"] = ByService("ec2:DeleteVpcEndpoints", Acme.Arn("ec2", "vpc-endpoint/vpce-1")),
        ["delete a load balancer elsewhere"] = ByService("elasticloadbalancing:DeleteLoadBalancer", ShopLoadBalancer),
        ["take a load balancer by tagging it"] = ByService("elasticloadbalancing:AddTags", ShopLoadBalancer, AddsTag),
        ["change a listener elsewhere"] = ByService("elasticloadbalancing:ModifyListener", ShopListener),
        ["change a listener of another edge"] = ByService("elasticloadbalancing:ModifyListener", ListenerOfAnotherEdge, TagOfAnotherEdge),
        ["tag a listener elsewhere"] = ByService("elasticloadbalancing:AddTags", ShopListener),
        ["make a listener of a load balancer elsewhere"] = ByService("elasticloadbalancing:CreateListener", ShopLoadBalancer),
        ["delete the log group of another edge"] = ByService("logs:DeleteLogGroup", LogGroupOfAnotherEdge),
        ["run on a cluster of another edge"] = ByService("ecs:CreateService", ServiceOfAnotherEdge),
        ["make stacks as CloudFormation"] = ByService("cloudformation:CreateStack", AcmeStack),

        ["deploy another edge"] = ByCaller("cloudformation:CreateChangeSet", Stack("Edge-acme-prod")),
        ["delete a stack elsewhere"] = ByCaller("cloudformation:DeleteStack", Stack("payments")),
        ["widen these policies"] = ByCaller("cloudformation:UpdateStack", Stack("edge-deployer-acme")),
        ["take over a resource by importing it"] = ByCaller("cloudformation:CreateChangeSet", AcmeStack, Imports("AWS::KMS::Key")),
        ["deploy with a role elsewhere"] = ByCaller("iam:PassRole", Administrator, PassedTo("cloudformation")),
        ["use the service role itself"] = ByCaller("iam:PassRole", ServiceRoleArn, PassedTo("lambda")),
        ["publish by another bootstrap"] = AssumeRole("cdk-abc-file-publishing-role"),
        ["deploy as the bootstrap does"] = AssumeRole("cdk-hnb659fds-deploy-role"),
        ["read what other services encrypt"] = DecryptFor("secretsmanager"),
        ["make a role without CloudFormation"] = ByCaller("iam:CreateRole", PlaneManager),
    };

    private static AccessRequest OnSecretOfAnotherEdge(string action, params (string Key, JsonNode Value)[] context) =>
        ByService(action, Secret("RegistryCredentials888CED66-Wq3ZrT8xLm2K-AbCdEf"), [TagOfAnotherEdge, .. context]);
}
