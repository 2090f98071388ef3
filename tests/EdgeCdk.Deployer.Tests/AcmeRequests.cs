using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// The vocabulary of <see cref="Allowed"/> and <see cref="Refused"/>: requests with the policies of edge acme, and the resources and
/// condition keys in them.
/// </summary>
public static class AcmeRequests
{
    public const string VpcId = "vpc-0f1924823027c00c7";
    public const string OtherVpcId = "vpc-0bbbbbbbbbbbbbbbb";
    public const string BoundaryArn = "arn:aws:iam::123456789011:policy/boundary";
    public const string AdministratorAccess = "arn:aws:iam::aws:policy/AdministratorAccess";
    public const string BucketOfAnotherEdge = "arn:aws:s3:::edge-acme-prod-artifactbucket648b7d8e-wq3zrt8xlm2k";

    /// <summary>The edge whose policies are tested.</summary>
    public static readonly StackPlace Acme = new("acme", "eu-central-1", "123456789011");

    /// <summary>A role that the stack of the edge makes.</summary>
    public static readonly string PlaneManager = Acme.IamArn("role/acme-plane-manager");

    /// <summary>The role that CloudFormation deploys the edge with.</summary>
    public static readonly string ServiceRoleArn = Acme.IamArn("role/edge-deployer-acme-cloudformation");

    /// <summary>One of the policies of that role.</summary>
    public static readonly string ServiceRolePolicy = Acme.IamArn("policy/edge-deployer-acme-identity");

    /// <summary>A role that has nothing to do with edges.</summary>
    public static readonly string Administrator = Acme.IamArn("role/Administrator");

    public static readonly string AcmeStack = Stack("Edge-acme");
    public static readonly string FileSystem = Acme.Arn("elasticfilesystem", "file-system/fs-1");
    public static readonly string SecurityGroup = Acme.Arn("ec2", "security-group/sg-1");
    public static readonly string OtherVpc = Acme.Arn("ec2", $"vpc/{OtherVpcId}");
    public static readonly string PaymentsFunction = Acme.Arn("lambda", "function:payments");
    public static readonly string ShopLoadBalancer = LoadBalancing("loadbalancer/net/shop/1");
    public static readonly string ShopListener = LoadBalancing("listener/net/shop/1/1");

    // Of edge acme-prod, whose name begins with that of acme

    public static readonly string RoleOfAnotherEdge = Acme.IamArn("role/acme-prod-plane-manager");
    public static readonly string AliasOfAnotherEdge = Acme.Arn("kms", "alias/ataccama/edge/acme-prod");
    public static readonly string FunctionOfAnotherEdge =
        Acme.Arn("lambda", "function:Edge-acme-prod-CleanupFunctionDE2620A3-Wq3ZrT8xLm2K");
    public static readonly string QueueOfAnotherEdge = Acme.Arn("sqs", "Edge-acme-prod-JobStatusQueueED5276D0-Wq3ZrT8xLm2K");
    public static readonly string LogGroupOfAnotherEdge = Acme.Arn("logs", "log-group:/ataccama/edge/acme-prod/dqc");
    public static readonly string ServiceOfAnotherEdge = Acme.Arn("ecs", "service/acme-prod-management/service");
    public static readonly string ListenerOfAnotherEdge = LoadBalancing("listener/net/Edge-acme-Telemetry-1/1/1");

    private static readonly string Key = Acme.Arn("kms", "key/1");

    public static string Stack(string name) => Acme.Arn("cloudformation", $"stack/{name}/1");

    public static string Secret(string name) => Acme.Arn("secretsmanager", $"secret:{name}");

    public static string LoadBalancing(string resource) => Acme.Arn("elasticloadbalancing", resource);

    // Condition keys

    public static (string Key, JsonNode Value) TagOfAcme => ($"aws:ResourceTag/{CallContext.Tag}", "acme");

    public static (string Key, JsonNode Value) TagOfAnotherEdge => ($"aws:ResourceTag/{CallContext.Tag}", "acme-prod");

    /// <summary>The request adds the tag of the edge.</summary>
    public static (string Key, JsonNode Value) AddsTag => ($"aws:RequestTag/{CallContext.Tag}", "acme");

    public static (string Key, JsonNode Value) Boundary(string arn) => ("iam:PermissionsBoundary", arn);

    public static (string Key, JsonNode Value) Attaches(string policyArn) => ("iam:PolicyARN", policyArn);

    public static (string Key, JsonNode Value) PassedTo(string service) => ("iam:PassedToService", $"{service}.amazonaws.com");

    public static (string Key, JsonNode Value) HasAlias(string alias) => ("kms:ResourceAliases", new JsonArray(alias));

    public static (string Key, JsonNode Value) CreatedFor(string service) => ("iam:AWSServiceName", $"{service}.amazonaws.com");

    public static (string Key, JsonNode Value) Imports(string type) => ("cloudformation:ImportResourceTypes", type);

    // Requests

    /// <summary>By CloudFormation with the service role.</summary>
    public static AccessRequest ByService(string action, string resource, params (string Key, JsonNode Value)[] context) =>
        Request(PolicyIds.CloudFormation, action, resource, context);

    /// <summary>By the service role where the edge has a permissions boundary.</summary>
    public static AccessRequest WithBoundary(string action, string resource, params (string Key, JsonNode Value)[] context) =>
        Request(PolicyIds.CloudFormationWithBoundary, action, resource, context);

    /// <summary>By the service role on a key whose policy leaves everything to IAM.</summary>
    public static AccessRequest OnKey(string action, params (string Key, JsonNode Value)[] context) =>
        ByService(action, Key, context) with { ResourcePolicy = PolicyIds.OpenKey };

    public static AccessRequest ByCaller(string action, string resource, params (string Key, JsonNode Value)[] context) =>
        Request(PolicyIds.Caller, action, resource, context);

    public static AccessRequest ByOwnBootstrap(string action, string resource) =>
        Request(PolicyIds.CallerOfOwnBootstrap, action, resource, []);

    /// <summary>The service role associates a private hosted zone with a VPC.</summary>
    public static AccessRequest AssociateZoneWith(string vpcId) => ByService(
        "route53:AssociateVPCWithHostedZone",
        "arn:aws:route53:::hostedzone/Z1",
        ("route53:VPCs", new JsonArray($"VPCId={vpcId},VPCRegion=eu-central-1")));

    /// <summary>The caller decrypts what a service has encrypted with the key of the CDK bootstrap.</summary>
    public static AccessRequest DecryptFor(string service)
    {
        var viaService = ("kms:ViaService", (JsonNode)$"{service}.eu-central-1.amazonaws.com");
        var request = ByCaller("kms:Decrypt", Key, HasAlias("alias/cdk-hnb659fds-assets-key"), viaService);
        return request with { ResourcePolicy = PolicyIds.OpenKey };
    }

    /// <summary>The caller assumes a role of a CDK bootstrap, such as <c>cdk-abc-deploy-role</c>.</summary>
    public static AccessRequest AssumeRole(string role) =>
        ByCaller("sts:AssumeRole", BootstrapRole(role)) with { ResourcePolicy = PolicyIds.TrustsTheAccount };

    /// <summary>The same by the caller of the CDK bootstrap with the qualifier abc.</summary>
    public static AccessRequest AssumeRoleByOwnBootstrap(string role) =>
        ByOwnBootstrap("sts:AssumeRole", BootstrapRole(role)) with { ResourcePolicy = PolicyIds.TrustsTheAccount };

    private static string BootstrapRole(string name) => Acme.IamArn($"role/{name}-123456789011-eu-central-1");

    private static AccessRequest Request(string policies, string action, string resource, (string Key, JsonNode Value)[] context) => new()
    {
        Principal = Acme.IamArn("role/edge-deployer"),
        Action = action,
        Resource = resource,
        Account = Acme.Account,
        Context = context.ToDictionary(pair => pair.Key, pair => pair.Value),
        Identity = [policies],
    };
}
