using EdgeCdk.Tests.Support;
using static EdgeCdk.Deployer.Tests.AcmeRequests;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// What the policies of edge acme must allow in addition to CloudFormation's calls: what the CDK CLI calls, and roles with a
/// boundary.
/// </summary>
public static class Allowed
{
    public static readonly IReadOnlyDictionary<string, AccessRequest> All = new Dictionary<string, AccessRequest>
    {
        ["make a role with the boundary"] = WithBoundary("iam:CreateRole", PlaneManager, Boundary(BoundaryArn)),
        ["give rights to a role with the boundary"] = WithBoundary("iam:PutRolePolicy", PlaneManager, Boundary(BoundaryArn)),
        ["set the boundary"] = WithBoundary("iam:PutRolePermissionsBoundary", PlaneManager, Boundary(BoundaryArn)),
        ["tag a key that is being made"] = OnKey("kms:TagResource", AddsTag),
        ["rotate a new key that shows no tag"] = OnKey("kms:EnableKeyRotation"),
        ["bring the private names of an endpoint into the VPC"] = AssociateZoneWith(VpcId),
        ["find the bootstrap"] = ByCaller("ssm:GetParameter", BootstrapVersion("hnb659fds")),
        ["look at the bootstrap's stack"] = ByCaller("cloudformation:DescribeStacks", Stack("CDKToolkit")),
        ["publish assets"] = AssumeRole("cdk-hnb659fds-file-publishing-role"),
        ["read the template"] = ByCaller("s3:GetObject", TemplateIn("cdk-hnb659fds-assets")),
        ["decrypt the template"] = DecryptFor("s3"),
        ["find a bootstrap of one's own"] = ByOwnBootstrap("ssm:GetParameter", BootstrapVersion("abc")),
        ["publish assets by it"] = AssumeRoleByOwnBootstrap("cdk-abc-file-publishing-role"),
        ["read the template from it"] = ByOwnBootstrap("s3:GetObject", TemplateIn("cdk-abc-assets")),
        ["see the stack"] = ByCaller("cloudformation:DescribeStacks", AcmeStack),
        ["compare"] = ByCaller("cloudformation:GetTemplate", AcmeStack),
        ["prepare a deployment"] = ByCaller("cloudformation:CreateChangeSet", AcmeStack),
        ["see what it would change"] = ByCaller("cloudformation:DescribeChangeSet", AcmeStack),
        ["pass the service role"] = ByCaller("iam:PassRole", ServiceRoleArn, PassedTo("cloudformation")),
        ["deploy"] = ByCaller("cloudformation:ExecuteChangeSet", AcmeStack),
        ["follow the deployment"] = ByCaller("cloudformation:DescribeStackEvents", AcmeStack),
        ["see why a deployment failed"] = ByCaller("cloudformation:DescribeEvents", AcmeStack),
        ["look at the stack's resources"] = ByCaller("cloudformation:DescribeStackResources", AcmeStack),
        ["list the stack's resources"] = ByCaller("cloudformation:ListStackResources", AcmeStack),
        ["know the parameters"] = ByCaller("cloudformation:GetTemplateSummary", AcmeStack),
        ["find change sets"] = ByCaller("cloudformation:ListChangeSets", AcmeStack),
        ["remove a change set"] = ByCaller("cloudformation:DeleteChangeSet", AcmeStack),
        ["make the stack without a change set"] = ByCaller("cloudformation:CreateStack", AcmeStack),
        ["update the stack without a change set"] = ByCaller("cloudformation:UpdateStack", AcmeStack),
        ["tag the stack"] = ByCaller("cloudformation:TagResource", AcmeStack),
        ["remove a tag of the stack"] = ByCaller("cloudformation:UntagResource", AcmeStack),
        ["go on with a rollback"] = ByCaller("cloudformation:ContinueUpdateRollback", AcmeStack),
        ["protect the stack"] = ByCaller("cloudformation:UpdateTerminationProtection", AcmeStack),
        ["roll back"] = ByCaller("cloudformation:RollbackStack", AcmeStack),
        ["destroy"] = ByCaller("cloudformation:DeleteStack", AcmeStack),
    };

    private static string BootstrapVersion(string qualifier) => Acme.Arn("ssm", $"parameter/cdk-bootstrap/{qualifier}/version");

    private static string TemplateIn(string bucket) => $"arn:aws:s3:::{bucket}-123456789011-eu-central-1/template.json";
}
