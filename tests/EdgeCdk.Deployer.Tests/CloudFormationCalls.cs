using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>A call of a handler for one resource, with all requests that IAM decides for it: it fails unless all are allowed.</summary>
public sealed record ResourceCall(string Type, HandlerCall Call, IReadOnlyList<AccessRequest> Requests);

/// <summary>What CloudFormation calls to create, read, update and delete the resources of a template, one by one.</summary>
/// <param name="policies">Id of the policies that it has.</param>
/// <param name="stack">The stack.</param>
/// <param name="stackTags">Tags of the stack itself.</param>
/// <param name="table">What it calls.</param>
public sealed class CloudFormationCalls(
    string policies,
    ResolvedStack stack,
    IReadOnlyDictionary<string, string> stackTags,
    ActionTable table)
{
    private readonly StackPolicies _policies = new(stack);
    private readonly StackTags _tags = new(stack, stackTags, table);

    // Starts of actions that have no resource types, by IAM's own data: the simulator refuses them with a resource.
    private static readonly string[] WithoutResource =
    [
        "ec2:Describe",
        "ecs:DeregisterTaskDefinition",
        "ecs:DescribeTaskDefinition",
        "elasticfilesystem:CreateFileSystem",
        "elasticloadbalancing:Describe",
        "kms:CreateKey",
        "kms:ListAliases",
        "logs:Describe",
    ];

    /// <summary>The policies of the resources, which IAM evaluates as well.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode>> Documents =>
        _policies.All.Select(policy => new KeyValuePair<string, JsonNode>(policy.Id, policy.Document));

    /// <summary>The resources that it creates, by logical id. Default: all of the stack.</summary>
    public Func<string, bool> Creates { get; init; } = _ => true;

    public ResolvedStack Stack => stack;

    private SynthesizedTemplate Template => stack.Template;

    private StackPlace Place => stack.Place;

    public string VpcId => Template.OfType("AWS::EC2::SecurityGroup")[0].String("VpcId")!;

    private string Vpc => Place.Arn("ec2", $"vpc/{VpcId}");

    /// <summary>The calls that must be allowed.</summary>
    public IEnumerable<ResourceCall> All() => Of(table.Calls);

    /// <summary>The calls that no edge needs.</summary>
    public IEnumerable<ResourceCall> NotOurs() => Of(table.CallsNotOurs);

    private IEnumerable<ResourceCall> Of(Func<string, IEnumerable<HandlerCall>> calls) =>
        from resource in Template.Resources
        where Creates(resource.LogicalId)
        from call in calls(resource.Type)
        select new ResourceCall(ActionTable.NameOf(resource.Type), call, [.. Requests(resource, call)]);

    private IEnumerable<AccessRequest> Requests(Resource resource, HandlerCall call)
    {
        var action = call.Action;
        if (WithoutResource.Any(start => action.StartsWith(start, StringComparison.Ordinal)))
            return _tags.Contexts(call, resource, resource).Select(context => Ask(action, "*", context));
        return action switch
        {
            "ecs:DescribeServiceDeployments" or "ecs:StopServiceDeployment" => ServiceDeployments(resource, call),
            "elasticloadbalancing:CreateListener" => On(Template.Target(resource["LoadBalancerArn"])!, resource, call),
            "iam:CreateServiceLinkedRole" => [ServiceLinkedRole(resource.Type)],
            "lambda:GetCodeSigningConfig" => CodeSigning(resource, action),
            "lambda:PutFunctionCodeSigningConfig" => OnItself(resource, call).Concat(CodeSigning(resource, action)),
            "iam:PassRole" => RolesOf(resource).Select(role => PassRole(role, resource.Type)),
            _ => OfService(action.Split(':')[0], resource, call),
        };
    }

    private IEnumerable<AccessRequest> OfService(string service, Resource resource, HandlerCall call) => service switch
    {
        "ec2" => Network(resource, call),
        "elasticfilesystem" => FileSystem(resource, call),
        "iam" when !resource.Type.StartsWith("AWS::IAM::", StringComparison.Ordinal) =>
            RolesOf(resource).SelectMany(role => On(role, resource, call)),
        "kms" => Key(resource, call),
        "lambda" => Function(resource, call),
        "route53" => PrivateNames(resource, call),
        "s3" when resource.Type == "AWS::Lambda::Function" =>
            CodeOf(resource).Select(code => Ask(call.Action, code, CallContext.Empty)),
        _ => OnItself(resource, call),
    };

    private AccessRequest PassRole(Resource role, string toType) =>
        Ask("iam:PassRole", stack.Arn(role), CallContext.Empty.With("iam:PassedToService", PassedTo(toType)));

    // EC2 keeps the private names of an endpoint in a hosted zone, and calls Route 53 with the permissions of who creates the endpoint.
    private IEnumerable<AccessRequest> PrivateNames(Resource resource, HandlerCall call)
    {
        var inVpc = CallContext.Empty.With("route53:VPCs", $"VPCId={VpcId},VPCRegion={Place.Region}");
        var hasPrivateNames = resource["PrivateDnsEnabled"]?.GetValue<bool>() is true;
        return hasPrivateNames ? [Ask(call.Action, $"arn:{Place.Partition}:route53:::hostedzone/Z1", inVpc)] : [];
    }

    private IEnumerable<AccessRequest> Network(Resource resource, HandlerCall call)
    {
        var action = call.Action;
        var inVpc = CallContext.Empty.With("ec2:Vpc", Vpc);
        var vpc = Ask(action, Vpc, CallContext.Empty);
        var networkInterface = Place.Arn("ec2", "network-interface/eni-0fa6e2c437dd0e5fd");
        return action switch
        {
            "ec2:CreateSecurityGroup" => [vpc, .. OnItself(resource, call)],
            "ec2:CreateVpcEndpoint" => [vpc, .. Places(resource, action, CallContext.Empty), .. OnItself(resource, call)],
            "ec2:ModifyVpcEndpoint" => [.. Places(resource, action, CallContext.Empty), .. OnItself(resource, call)],
            "ec2:CreateNetworkInterface" => [Ask(action, networkInterface, CallContext.Empty), .. Places(resource, action, inVpc)],
            "ec2:DeleteNetworkInterface" or "ec2:ModifyNetworkInterfaceAttribute" => [Ask(action, networkInterface, inVpc)],
            _ => OnItself(resource, call),
        };
    }

    private IEnumerable<AccessRequest> FileSystem(Resource resource, HandlerCall call) => call.Action switch
    {
        // Created on a file system that exists.
        "elasticfilesystem:CreateAccessPoint" or "elasticfilesystem:CreateMountTarget" =>
            On(Template.Target(resource["FileSystemId"])!, resource, call),
        _ when resource.Type == "AWS::Lambda::Function" =>
            Template.OfType("AWS::EFS::FileSystem").SelectMany(fileSystem => On(fileSystem, resource, call)),
        _ => OnItself(resource, call),
    };

    private IEnumerable<AccessRequest> ServiceDeployments(Resource resource, HandlerCall call) =>
        from request in OnItself(resource, call)
        let deployment = $"{request.Resource.Replace(":service/", ":service-deployment/", StringComparison.Ordinal)}/deployment1"
        from asked in new[] { request.Resource, deployment }
        select request with { Resource = asked };

    private IEnumerable<AccessRequest> Function(Resource resource, HandlerCall call) => resource.Type switch
    {
        "AWS::Lambda::EventSourceMapping" => Mapping(resource, call),
        "AWS::Lambda::Version" or "AWS::Lambda::Alias" when !IsOnQualifier(call.Action) => On(FunctionOf(resource), resource, call),
        _ => OnItself(resource, call),
    };

    // Actions whose resource is the version or alias; that of all others is the function.
    private static bool IsOnQualifier(string action) =>
        action == "lambda:DeleteFunction" || action.Contains("Provisioned", StringComparison.Ordinal);

    private IEnumerable<AccessRequest> Mapping(Resource mapping, HandlerCall call)
    {
        var onMapping = OnItself(mapping, call);
        if (call.Action.Contains("Tag", StringComparison.OrdinalIgnoreCase))
            return onMapping;
        var function = stack.Arn(FunctionOf(mapping));
        var ofFunction = onMapping.Select(request => WithKey(request, "lambda:FunctionArn", function));
        var exists = call.Action != "lambda:CreateEventSourceMapping";
        return exists ? ofFunction : ofFunction.Select(request => request with { Resource = "*" });
    }

    private static AccessRequest WithKey(AccessRequest request, string key, string value) =>
        request with { Context = new CallContext(request.Context).With(key, value).Keys };

    // All resources are encrypted with the general key, which exists before them.
    private IEnumerable<AccessRequest> Key(Resource resource, HandlerCall call)
    {
        var key = resource.Type switch
        {
            "AWS::KMS::Key" => resource,
            "AWS::KMS::Alias" => Template.Target(resource["TargetKeyId"])!,
            _ => Template.At("GeneralKey/Key"),
        };
        var asked = On(key, resource, call).Select(request => request with { ResourcePolicy = _policies.OfResource(request.Resource) });
        if (call.Action == "kms:CreateGrant")
            asked = asked.Select(request => WithKey(request, "kms:GrantIsForAWSResource", "true"));
        return resource.Type == "AWS::KMS::Alias" ? OnItself(resource, call).Concat(asked) : asked;
    }

    private IEnumerable<AccessRequest> OnItself(Resource resource, HandlerCall call) =>
        stack.ActedOnBy(resource).SelectMany(on => On(on, resource, call));

    private IEnumerable<AccessRequest> On(Resource on, Resource resource, HandlerCall call) =>
        _tags.Contexts(call, resource, on).Select(context => Ask(call.Action, stack.AskedArn(on), context));

    private IEnumerable<AccessRequest> Places(Resource resource, string action, CallContext context)
    {
        var named = resource["SecurityGroupIds"] ?? resource["SecurityGroups"] ?? new JsonArray();
        var groups = named.AsArray().Select(group => stack.AskedArn(Template.Target(group)!));
        var subnets = Texts(resource["SubnetIds"]).Concat(Texts(resource["SubnetId"])).Select(id => Place.Arn("ec2", $"subnet/{id}"));
        var routes = Texts(resource["RouteTableIds"]).Select(id => Place.Arn("ec2", $"route-table/{id}"));
        return groups.Concat(subnets).Concat(routes).Select(place => Ask(action, place, context));
    }

    private IEnumerable<AccessRequest> CodeSigning(Resource function, string action) =>
        Texts(function["CodeSigningConfigArn"]).Select(arn => Ask(action, arn, CallContext.Empty));

    private static IEnumerable<string> Texts(JsonNode? node) =>
        Resource.Walk(node).OfType<JsonValue>().Select(value => value.GetValue<string>());

    private IEnumerable<string> CodeOf(Resource function)
    {
        if (Template.Target(function["Code.S3Bucket"]) is not { } bucket)
            return [];
        var key = function["Code.S3Key"] is JsonValue literal ? literal.ToString() : "package.zip";
        return [$"{stack.Arn(bucket)}/{key}"];
    }

    private IEnumerable<Resource> RolesOf(Resource resource)
    {
        var references = resource.References;
        return Template.OfType("AWS::IAM::Role").Where(role => references.Contains(role.LogicalId));
    }

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

    private Resource FunctionOf(Resource resource) => Template.Target(resource["FunctionName"])!;

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
