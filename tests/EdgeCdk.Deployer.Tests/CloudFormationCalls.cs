using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>What CloudFormation asks of AWS to create, read, update and delete the resources of a template, one by one.</summary>
public sealed class CloudFormationCalls(string policies, ResolvedStack stack, ActionTable table)
{
    private readonly StackPolicies _policies = new(stack);

    // Actions that know no resource, by IAM's own data: the simulator refuses them on one.
    private static readonly string[] OnNothing =
    [
        "ec2:Describe", "elasticloadbalancing:Describe", "ecs:DeregisterTaskDefinition", "ecs:DescribeTaskDefinition", "kms:ListAliases",
        "logs:DescribeLogGroups", "kms:CreateKey", "elasticfilesystem:CreateFileSystem",
    ];

    /// <summary>The policies of the resources, which IAM asks as well.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode>> Documents => _policies.All.Select(policy => KeyValuePair.Create<string, JsonNode>(policy.Id, policy.Document));

    public ResolvedStack Stack => stack;

    private Template Template => stack.Template;

    private StackPlace Place => stack.Place;

    public string VpcId => Template.OfType("AWS::EC2::SecurityGroup")[0].String("VpcId")!;

    /// <summary>Each call with all that IAM asks about it; it fails unless all is allowed.</summary>
    public IEnumerable<IReadOnlyList<AccessRequest>> All() =>
        from resource in Template.Resources
        from call in table.For(resource.Type).Calls
        select Requests(resource, call.Action, CallContext.Of(Place.Edge, resource.Type, call.Operation, call.Action)).ToList();

    private IEnumerable<AccessRequest> Requests(Resource resource, string action, CallContext context)
    {
        if (OnNothing.Any(start => action.StartsWith(start, StringComparison.Ordinal)))
            return [Ask(action, "*", context)];
        return action.Split(':')[0] switch
        {
            "iam" when action == "iam:PassRole" => RolesOf(resource).Select(role => Ask(action, role, context.With("iam:PassedToService", PassedTo(resource.Type)))),
            "iam" when action == "iam:CreateServiceLinkedRole" => [ServiceLinkedRole(resource.Type)],
            "iam" when !resource.Type.StartsWith("AWS::IAM::", StringComparison.Ordinal) => RolesOf(resource).Select(role => Ask(action, role, context)),
            "s3" when resource.Type == "AWS::Lambda::Function" => CodeOf(resource).Select(code => Ask(action, code, context)),
            // EC2 keeps the private names of an endpoint in a zone, and asks for those who make the endpoint.
            "route53" => resource["PrivateDnsEnabled"]?.GetValue<bool>() is true ? [Ask(action, $"arn:{Place.Partition}:route53:::hostedzone/Z1", CallContext.Empty.With("route53:VPCs", $"VPCId={VpcId},VPCRegion={Place.Region}"))] : [],
            "ec2" => Network(resource, action, context),
            "elasticfilesystem" => FileSystem(resource, action, context),
            "elasticloadbalancing" when resource.Type.EndsWith("::Listener", StringComparison.Ordinal) && action.Contains(":Create", StringComparison.Ordinal) =>
                OnItself(Template.Target(resource["LoadBalancerArn"])!, action, context.OnExisting()),
            "ecs" when action is "ecs:DescribeServiceDeployments" or "ecs:StopServiceDeployment" => ServiceDeployments(resource, action, context),
            "lambda" => Function(resource, action, context),
            "kms" => Key(resource, action, context),
            _ => OnItself(resource, action, context),
        };
    }

    private IEnumerable<AccessRequest> Network(Resource resource, string action, CallContext context)
    {
        var inVpc = context.With("ec2:Vpc", Place.Arn("ec2", $"vpc/{VpcId}"));
        var vpc = Ask(action, Place.Arn("ec2", $"vpc/{VpcId}"), CallContext.Empty);
        var networkInterface = Place.Arn("ec2", "network-interface/eni-0fa6e2c437dd0e5fd");
        return action switch
        {
            "ec2:CreateSecurityGroup" => [vpc, .. OnItself(resource, action, context)],
            "ec2:CreateVpcEndpoint" => [vpc, .. Places(resource, action, CallContext.Empty), .. OnItself(resource, action, context)],
            "ec2:ModifyVpcEndpoint" => [.. Places(resource, action, CallContext.Empty), .. OnItself(resource, action, context)],
            "ec2:CreateNetworkInterface" => [Ask(action, networkInterface, CallContext.Empty), .. Places(resource, action, inVpc)],
            "ec2:DeleteNetworkInterface" or "ec2:ModifyNetworkInterfaceAttribute" => [Ask(action, networkInterface, inVpc)],
            _ => OnItself(resource, action, context),
        };
    }

    private IEnumerable<AccessRequest> FileSystem(Resource resource, string action, CallContext context) => action switch
    {
        // Made on a file system that is there.
        "elasticfilesystem:CreateAccessPoint" or "elasticfilesystem:CreateMountTarget" =>
            OnItself(Template.Target(resource["FileSystemId"])!, action, context.OnExisting()),
        _ when resource.Type == "AWS::Lambda::Function" => Template.OfType("AWS::EFS::FileSystem").SelectMany(system => OnItself(system, action, context.OnExisting())),
        _ => OnItself(resource, action, context),
    };

    private IEnumerable<AccessRequest> ServiceDeployments(Resource resource, string action, CallContext context) =>
        from arn in stack.ArnsOf(resource)
        from asked in new[] { arn, $"{arn.Replace(":service/", ":service-deployment/", StringComparison.Ordinal)}/deployment1" }
        select Ask(action, asked, context);

    private IEnumerable<AccessRequest> Function(Resource resource, string action, CallContext context) => resource.Type switch
    {
        "AWS::Lambda::EventSourceMapping" when action.Contains("Tag", StringComparison.OrdinalIgnoreCase) => OnItself(resource, action, context),
        "AWS::Lambda::EventSourceMapping" when action == "lambda:CreateEventSourceMapping" =>
            [Ask(action, "*", context.With("lambda:FunctionArn", FunctionOf(resource)))],
        "AWS::Lambda::EventSourceMapping" => OnItself(resource, action, context.With("lambda:FunctionArn", FunctionOf(resource))),
        "AWS::Lambda::Version" or "AWS::Lambda::Alias" when !action.Contains("Provisioned", StringComparison.Ordinal) && action != "lambda:DeleteFunction" =>
            [Ask(action, FunctionOf(resource), context)],
        _ => OnItself(resource, action, context),
    };

    // Whatever is encrypted is under the general key, and the key is there.
    private IEnumerable<AccessRequest> Key(Resource resource, string action, CallContext context)
    {
        var key = resource.Type switch
        {
            "AWS::KMS::Key" => resource,
            "AWS::KMS::Alias" => Template.Target(resource["TargetKeyId"])!,
            _ => Template.At("GeneralKey/Key"),
        };
        var used = action == "kms:TagResource" ? context : context.OnExisting();
        if (action == "kms:CreateGrant")
            used = used.With("kms:GrantIsForAWSResource", "true");
        var asked = OnItself(key, action, used).Select(request => request with { ResourcePolicy = _policies.OfResource(request.Resource) });
        return resource.Type == "AWS::KMS::Alias" ? OnItself(resource, action, CallContext.Empty).Concat(asked) : asked;
    }

    private IEnumerable<AccessRequest> OnItself(Resource resource, string action, CallContext context) => stack.ArnsOf(resource).Select(arn => Ask(action, arn, context));

    private IEnumerable<AccessRequest> Places(Resource resource, string action, CallContext context)
    {
        var named = resource["SecurityGroupIds"] ?? resource["SecurityGroups"] ?? new JsonArray();
        var groups = named.AsArray().SelectMany(group => stack.ArnsOf(Template.Target(group)!));
        var subnets = Texts(resource["SubnetIds"]).Concat(Texts(resource["SubnetId"])).Select(id => Place.Arn("ec2", $"subnet/{id}"));
        var routes = Texts(resource["RouteTableIds"]).Select(id => Place.Arn("ec2", $"route-table/{id}"));
        return groups.Concat(subnets).Concat(routes).Select(place => Ask(action, place, context));
    }

    private static IEnumerable<string> Texts(JsonNode? node) => Resource.Walk(node).OfType<JsonValue>().Select(value => value.GetValue<string>());

    private IEnumerable<string> CodeOf(Resource function) =>
        Template.Target(function["Code.S3Bucket"]) is { } bucket ? stack.ArnsOf(bucket).Select(arn => $"{arn}/{function.String("Code.S3Key") ?? "package.zip"}") : [];

    private IEnumerable<string> RolesOf(Resource resource) =>
        Template.OfType("AWS::IAM::Role").Where(role => resource.References.Contains(role.LogicalId)).SelectMany(stack.ArnsOf);

    private static string PassedTo(string type) => type switch
    {
        "AWS::ECS::TaskDefinition" => "ecs-tasks.amazonaws.com",
        "AWS::Lambda::Function" => "lambda.amazonaws.com",
        "AWS::Events::Rule" => "events.amazonaws.com",
        "AWS::Scheduler::Schedule" => "scheduler.amazonaws.com",
        _ => throw new InvalidOperationException($"no role is passed to {type}"),
    };

    private AccessRequest ServiceLinkedRole(string type)
    {
        var (principal, name) = type.Split("::")[1] switch
        {
            "ECS" => ("ecs.amazonaws.com", "ECS"),
            "EFS" => ("elasticfilesystem.amazonaws.com", "AmazonElasticFileSystem"),
            _ => ("elasticloadbalancing.amazonaws.com", "ElasticLoadBalancing"),
        };
        var role = Place.IamArn($"role/aws-service-role/{principal}/AWSServiceRoleFor{name}");
        return Ask("iam:CreateServiceLinkedRole", role, CallContext.Empty.With("iam:AWSServiceName", principal));
    }

    private string FunctionOf(Resource resource) => stack.Arn(Template.Target(resource["FunctionName"])!);

    private AccessRequest Ask(string action, string resource, CallContext context) => new()
    {
        Principal = Place.IamArn("role/edge-deployer"),
        Action = action,
        Resource = resource,
        Account = Place.Account,
        Context = context.Keys,
        Identity = [policies],
    };
}
