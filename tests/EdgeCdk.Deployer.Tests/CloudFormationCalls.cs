using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>What CloudFormation asks of AWS to create, read, update and delete the resources of a template, one by one.</summary>
public sealed class CloudFormationCalls(string policies, Account account, Template template, ActionTable table)
{
    private readonly PhysicalResources _physical = new(account, template);

    // Actions that know no resource, by IAM's own data: the simulator refuses them on one.
    private static readonly string[] OnNothing =
    [
        "ec2:Describe", "elasticloadbalancing:Describe", "ecs:DeregisterTaskDefinition", "ecs:DescribeTaskDefinition", "kms:ListAliases",
        "logs:DescribeLogGroups", "kms:CreateKey", "elasticfilesystem:CreateFileSystem", "lambda:CreateEventSourceMapping",
    ];

    /// <summary>Each call with all that IAM asks about it; it fails unless all is allowed.</summary>
    public IEnumerable<IReadOnlyList<Request>> All() =>
        from resource in template.Resources
        from call in table.For(resource.Type).Calls
        select Requests(resource, call.Operation, call.Action).ToList();

    private IEnumerable<Request> Requests(Resource resource, string operation, string action)
    {
        var service = resource.Type.Split("::")[1].ToLowerInvariant();
        var context = Tags(operation, action);
        return action switch
        {
            _ when OnNothing.Any(start => action.StartsWith(start, StringComparison.Ordinal)) => [Ask(action, "*", action.StartsWith("lambda:", StringComparison.Ordinal) ? Of("lambda:FunctionArn", _physical.Function(resource), context) : context)],
            "iam:PassRole" => Roles(resource).Select(role => Ask(action, role, Of("iam:PassedToService", PassedTo(resource.Type)))),
            "iam:GetRole" when service != "iam" => Roles(resource).Select(role => Ask(action, role)),
            "iam:CreateServiceLinkedRole" => [ServiceLinkedRole(service)],
            "s3:GetObject" or "s3:GetObjectVersion" => template.Target(resource["Code.S3Bucket"]) is { } bucket ? [Ask(action, $"{_physical.Arns(bucket)[0]}/package.zip")] : [],
            "ec2:CreateSecurityGroup" => [Ask(action, account.Arn("ec2", $"vpc/{account.VpcId}")), .. OnItself(resource, action, context)],
            "ec2:CreateVpcEndpoint" => [Ask(action, account.Arn("ec2", $"vpc/{account.VpcId}")), .. PlacesOf(resource).Select(place => Ask(action, place)), .. OnItself(resource, action, context)],
            "ec2:ModifyVpcEndpoint" => [.. PlacesOf(resource).Select(place => Ask(action, place)), .. OnItself(resource, action, context)],
            "ec2:CreateNetworkInterface" => [Ask(action, account.Arn("ec2", "network-interface/eni-1")), .. PlacesOf(resource).Select(place => Ask(action, place, InVpc))],
            "ec2:DeleteNetworkInterface" or "ec2:ModifyNetworkInterfaceAttribute" => [Ask(action, account.Arn("ec2", "network-interface/eni-1"), InVpc)],
            "elasticfilesystem:CreateAccessPoint" or "elasticfilesystem:CreateMountTarget" => [Ask(action, _physical.Arns(template.Target(resource["FileSystemId"])!)[0], Tags("update", "elasticfilesystem:"))],
            "elasticfilesystem:DescribeMountTargets" or "elasticfilesystem:DescribeAccessPoints" when service == "lambda" => FileSystems().Select(arn => Ask(action, arn, Tags("read", ""))),
            "elasticloadbalancing:CreateListener" => [Ask(action, _physical.Arns(template.Target(resource["LoadBalancerArn"])!)[0], Tags("update", "elasticloadbalancing:AddTags"))],
            "lambda:GetProvisionedConcurrencyConfig" or "lambda:PutProvisionedConcurrencyConfig" or "lambda:DeleteProvisionedConcurrencyConfig" => [Ask(action, _physical.Arns(resource)[0])],
            "ecs:DescribeServiceDeployments" or "ecs:StopServiceDeployment" => _physical.Arns(resource).SelectMany(arn => new[] { Ask(action, arn), Ask(action, $"{arn.Replace(":service/", ":service-deployment/", StringComparison.Ordinal)}/deployment1") }),
            _ when resource.Type == "AWS::Lambda::EventSourceMapping" && !action.Contains("Tag", StringComparison.Ordinal) => OnItself(resource, action, Of("lambda:FunctionArn", _physical.Function(resource), context)),
            _ when resource.Type is "AWS::Lambda::Version" or "AWS::Lambda::Alias" && action != "lambda:DeleteFunction" => [Ask(action, _physical.Function(resource))],
            _ when resource.Type == "AWS::KMS::Alias" => [.. action == "kms:ListAliases" ? [Ask(action, "*")] : OnItself(resource, action, Nothing), UseKey(action, template.Target(resource["TargetKeyId"])!, Nothing)],
            _ when action.StartsWith("kms:", StringComparison.Ordinal) => [UseKey(action, resource.Type == "AWS::KMS::Key" ? resource : template.At("GeneralKey/Key"), context)],
            _ => OnItself(resource, action, context),
        };
    }

    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    private Dictionary<string, string> InVpc => Of("ec2:Vpc", account.Arn("ec2", $"vpc/{account.VpcId}"));

    // A resource that is being made has no tags yet, but the request has; every other one has those of its edge. Later only
    // the tags that change are sent, and an upgrade changes the release alone.
    private Dictionary<string, string> Tags(string operation, string action)
    {
        var (tagging, creating) = (action.Contains("Tag", StringComparison.Ordinal) && !action.Contains("Untag", StringComparison.Ordinal), operation == "create");
        var making = creating && (tagging || action.Split(':')[^1] is var verb && (verb.StartsWith("Create", StringComparison.Ordinal) || verb.StartsWith("Register", StringComparison.Ordinal)));
        var context = new Dictionary<string, string>();
        if (making)
            context[$"aws:RequestTag/{Request.Tag}"] = account.Edge;
        else if (tagging)
            context["aws:RequestTag/ataccama:edge:release"] = "16.6.6";
        if (!making)
            context[$"aws:ResourceTag/{Request.Tag}"] = account.Edge;
        return context;
    }

    private IEnumerable<Request> OnItself(Resource resource, string action, IReadOnlyDictionary<string, string> context)
    {
        var creating = !context.ContainsKey($"aws:ResourceTag/{Request.Tag}") && context.Count > 0;
        var tagging = action.Split(':')[0] switch
        {
            "ec2" when action == "ec2:CreateTags" => "ec2:CreateAction",
            "elasticfilesystem" when action.EndsWith(":TagResource", StringComparison.Ordinal) => "elasticfilesystem:CreateAction",
            "elasticloadbalancing" when action.EndsWith(":AddTags", StringComparison.Ordinal) => "elasticloadbalancing:CreateAction",
            _ => null,
        };
        if (creating && tagging is not null)
            context = Of(tagging, $"Create{resource.Type.Split("::")[^1].Replace("VPC", "Vpc", StringComparison.Ordinal)}", context);
        return _physical.Arns(resource).Select(arn => Ask(action, arn, context));
    }

    private Request UseKey(string action, Resource key, IReadOnlyDictionary<string, string> context)
    {
        var used = new Dictionary<string, string>(context.Count == 0 ? Tags("update", action) : context);
        if (action is not ("kms:TagResource" or "kms:CreateKey"))
            used[$"aws:ResourceTag/{Request.Tag}"] = account.Edge;
        if (action == "kms:CreateGrant")
            used["kms:GrantIsForAWSResource"] = "true";
        return Ask(action, _physical.Arns(key)[0], used) with { KeyPolicy = key["KeyPolicy"] };
    }

    private IEnumerable<string> PlacesOf(Resource resource) =>
    [
        .. Texts(resource["RouteTableIds"]).Select(id => account.Arn("ec2", $"route-table/{id}")),
        .. Texts(resource["SubnetIds"]).Concat(Texts(resource["SubnetId"])).Select(id => account.Arn("ec2", $"subnet/{id}")),
        .. new[] { "SecurityGroupIds", "SecurityGroups" }.SelectMany(name => resource[name]?.AsArray() ?? []).SelectMany(group => _physical.Arns(template.Target(group)!)),
    ];

    private static IEnumerable<string> Texts(JsonNode? node) => Resource.Walk(node).OfType<JsonValue>().Select(value => value.GetValue<string>());

    private IEnumerable<string> FileSystems() => template.OfType("AWS::EFS::FileSystem").SelectMany(_physical.Arns);

    private IEnumerable<string> Roles(Resource resource) =>
        resource.References.Select(id => template.Resources.SingleOrDefault(other => other.LogicalId == id)).Where(other => other?.Type == "AWS::IAM::Role").SelectMany(role => _physical.Arns(role!)).Distinct();

    private static string PassedTo(string type) => type switch
    {
        "AWS::ECS::TaskDefinition" => "ecs-tasks.amazonaws.com",
        "AWS::Lambda::Function" => "lambda.amazonaws.com",
        "AWS::Events::Rule" => "events.amazonaws.com",
        _ => "scheduler.amazonaws.com",
    };

    private Request ServiceLinkedRole(string service)
    {
        var (principal, name) = service switch
        {
            "ecs" => ("ecs", "ECS"),
            "efs" => ("elasticfilesystem", "AmazonElasticFileSystem"),
            _ => ("elasticloadbalancing", "ElasticLoadBalancing"),
        };
        return Ask("iam:CreateServiceLinkedRole", account.IamArn($"role/aws-service-role/{principal}.amazonaws.com/AWSServiceRoleFor{name}"), Of("iam:AWSServiceName", $"{principal}.amazonaws.com"));
    }

    private Request Ask(string action, string resource, IReadOnlyDictionary<string, string>? context = null) => new(policies, action, resource, account.Id, context ?? Nothing);

    private static Dictionary<string, string> Of(string key, string value, IReadOnlyDictionary<string, string>? others = null) => new(others ?? Nothing) { [key] = value };
}
