using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>What must go on working besides CloudFormation's calls: the CDK CLI's, and roles with their boundary.</summary>
public static class Allowed
{
    private static readonly StackPlace Acme = Refused.Acme;
    private static readonly string Stack = Acme.Arn("cloudformation", "stack/Edge-acme/1");

    public static readonly IReadOnlyDictionary<string, AccessRequest> All = new Dictionary<string, AccessRequest>
    {
        ["make a role with the boundary"] = Refused.WithBoundary("iam:CreateRole", Acme.IamArn("role/acme-plane-manager"), ("iam:PermissionsBoundary", Refused.Boundary)),
        ["give rights to a role with the boundary"] = Refused.WithBoundary("iam:PutRolePolicy", Acme.IamArn("role/acme-plane-manager"), ("iam:PermissionsBoundary", Refused.Boundary)),
        ["set the boundary"] = Refused.WithBoundary("iam:PutRolePermissionsBoundary", Acme.IamArn("role/acme-plane-manager"), ("iam:PermissionsBoundary", Refused.Boundary)),
        ["tag a key that is being made"] = Refused.By("kms:TagResource", Acme.Arn("kms", "key/1"), ($"aws:RequestTag/{CallContext.Tag}", "acme")) with { ResourcePolicy = Refused.OpenKey },
        ["rotate a new key that shows no tag"] = Refused.Key("kms:EnableKeyRotation"),
        ["bring the private names of an endpoint into the VPC"] = Refused.By("route53:AssociateVPCWithHostedZone", "arn:aws:route53:::hostedzone/Z1", ("route53:VPCs", new JsonArray("VPCId=vpc-0f1924823027c00c7,VPCRegion=eu-central-1"))),
        ["find the bootstrap"] = Refused.ByCaller("ssm:GetParameter", Acme.Arn("ssm", "parameter/cdk-bootstrap/hnb659fds/version")),
        ["look at the bootstrap's stack"] = Refused.ByCaller("cloudformation:DescribeStacks", Acme.Arn("cloudformation", "stack/CDKToolkit/1")),
        ["publish assets"] = Refused.ByCaller("sts:AssumeRole", Acme.IamArn("role/cdk-hnb659fds-file-publishing-role-123456789011-eu-central-1")) with { ResourcePolicy = Refused.TrustsTheAccount },
        ["read the template"] = Refused.ByCaller("s3:GetObject", "arn:aws:s3:::cdk-hnb659fds-assets-123456789011-eu-central-1/template.json"),
        ["decrypt the template"] = Refused.ByCaller("kms:Decrypt", Acme.Arn("kms", "key/1"), ("kms:ResourceAliases", new JsonArray("alias/cdk-hnb659fds-assets-key")), ("kms:ViaService", "s3.eu-central-1.amazonaws.com")) with { ResourcePolicy = Refused.OpenKey },
        ["find a bootstrap of one's own"] = ByOwnBootstrap("ssm:GetParameter", Acme.Arn("ssm", "parameter/cdk-bootstrap/abc/version")),
        ["publish assets by it"] = ByOwnBootstrap("sts:AssumeRole", Acme.IamArn("role/cdk-abc-file-publishing-role-123456789011-eu-central-1")) with { ResourcePolicy = Refused.TrustsTheAccount },
        ["read the template from it"] = ByOwnBootstrap("s3:GetObject", "arn:aws:s3:::cdk-abc-assets-123456789011-eu-central-1/template.json"),
        ["see the stack"] = Refused.ByCaller("cloudformation:DescribeStacks", Stack),
        ["compare"] = Refused.ByCaller("cloudformation:GetTemplate", Stack),
        ["prepare a deployment"] = Refused.ByCaller("cloudformation:CreateChangeSet", Stack),
        ["see what it would change"] = Refused.ByCaller("cloudformation:DescribeChangeSet", Stack),
        ["pass the service role"] = Refused.ByCaller("iam:PassRole", Acme.IamArn("role/edge-deployer-acme-cloudformation"), ("iam:PassedToService", "cloudformation.amazonaws.com")),
        ["deploy"] = Refused.ByCaller("cloudformation:ExecuteChangeSet", Stack),
        ["follow the deployment"] = Refused.ByCaller("cloudformation:DescribeStackEvents", Stack),
        ["see why a deployment failed"] = Refused.ByCaller("cloudformation:DescribeEvents", Stack),
        ["look at the stack's resources"] = Refused.ByCaller("cloudformation:DescribeStackResources", Stack),
        ["list the stack's resources"] = Refused.ByCaller("cloudformation:ListStackResources", Stack),
        ["know the parameters"] = Refused.ByCaller("cloudformation:GetTemplateSummary", Stack),
        ["find change sets"] = Refused.ByCaller("cloudformation:ListChangeSets", Stack),
        ["remove a change set"] = Refused.ByCaller("cloudformation:DeleteChangeSet", Stack),
        ["make the stack without a change set"] = Refused.ByCaller("cloudformation:CreateStack", Stack),
        ["update the stack without a change set"] = Refused.ByCaller("cloudformation:UpdateStack", Stack),
        ["tag the stack"] = Refused.ByCaller("cloudformation:TagResource", Stack),
        ["remove a tag of the stack"] = Refused.ByCaller("cloudformation:UntagResource", Stack),
        ["go on with a rollback"] = Refused.ByCaller("cloudformation:ContinueUpdateRollback", Stack),
        ["protect the stack"] = Refused.ByCaller("cloudformation:UpdateTerminationProtection", Stack),
        ["roll back"] = Refused.ByCaller("cloudformation:RollbackStack", Stack),
        ["destroy"] = Refused.ByCaller("cloudformation:DeleteStack", Stack),
    };

    private static AccessRequest ByOwnBootstrap(string action, string resource) => Refused.ByCaller(action, resource) with { Identity = [Refused.CallerOfOwnBootstrap] };
}
