using Amazon.CDK;

namespace EdgeCdk.Foundation;

/// <summary>
/// Policies of the VPC endpoints of an edge, made from the permissions of its roles: what a role may do, it may do through the endpoint,
/// and nobody else reaches anything else. The policies name no principals but compare the ARN of the caller: AWS takes no other principal
/// than everybody for a gateway endpoint.
/// </summary>
internal sealed class EndpointPolicies
{
    // Where actions begin with another word than the names of the endpoints.
    private static readonly Dictionary<string, string[]> Endpoints = new()
    {
        ["cloudwatch"] = ["monitoring"],
        ["ecr"] = ["ecr.api", "ecr.dkr"],
    };

    // The edge calls none of the first three; a mount is no call. AWS documents no policies for the last.
    private static readonly string[] WithoutPolicy = ["ecs-agent", "ecs-telemetry", "elasticfilesystem", "tagging"];

    private readonly EndpointPoliciesProps _props;
    private readonly ILookup<string, (EndpointCaller Caller, Statement Statement)> _permissions;

    public EndpointPolicies(EndpointPoliciesProps props)
    {
        _props = props;
        _permissions = (
            from caller in props.Callers
            from statement in caller.Statements
            where statement is { Effect: "Allow", IsPossible: true, IsThroughAnotherService: false } && caller.When.IsPossible
            from service in statement.Actions.Select(ServiceOf).Distinct()
            from endpoint in Endpoints.GetValueOrDefault(service, [service])
            select (Endpoint: endpoint, Caller: caller, Statement: Of(statement, service)))
            .ToLookup(one => one.Endpoint, one => (one.Caller, one.Statement));
    }

    /// <summary>The policy of the endpoint of a service, by the name of its endpoints; null for one that gets none.</summary>
    public Dictionary<string, object>? For(string service) => WithoutPolicy.Contains(service)
        ? null
        : Statement.Document([RefuseWithoutTls, .. OfRoles(service), .. OfOthers(service)]);

    // Always there: a policy without any statement is none, and an endpoint that serves nobody refuses everybody with this one alone.
    private static Statement RefuseWithoutTls { get; } =
        Statement.Deny("RefuseWithoutTls", ["*"], "*").ForAws("*").When("Bool", "aws:SecureTransport", "false");

    private static string ServiceOf(string action) => action.Split(':')[0];

    // Conditions stay with the role: not all services know them at an endpoint, and both policies must allow a call. A function waits for
    // the endpoints, so that their policies cannot name it.
    private Statement Of(Statement statement, string service) => statement.WithoutConditions with
    {
        Actions = [.. statement.Actions.Where(action => ServiceOf(action) == service)],
        Resources = service == "lambda" ? [_props.Edge.Arn("lambda", "function:*")] : statement.Resources,
    };

    // Roles that may do the same share a statement: a policy has at most 20,480 characters. Those that exist under a condition share one
    // with others of the same condition, unless a role that always exists has it.
    private IEnumerable<Statement> OfRoles(string service) =>
        from one in _permissions[service]
        group one by one.Statement.Unconditional.Permission into same
        let shared = same.Any(one => one.Caller.When.Condition is null)
        from part in same.GroupBy(one => shared ? null : one.Caller.When.Condition)
        let first = part.First()
        let always = part.FirstOrDefault(one => one.Statement.IsUnconditional).Statement
        let callers = part.Select(one => one.Caller).DistinctBy(caller => caller.Name).ToList()
        let statement = Named(always ?? first.Statement, $"{first.Statement.Sid}Of{first.Caller.Name}", callers, shared)
        select shared ? statement : statement.If(first.Caller.When);

    private Statement Named(Statement statement, string sid, IReadOnlyList<EndpointCaller> callers, bool isShared)
    {
        var named = (statement with { Sid = sid }).ForAws("*");
        return callers.All(caller => caller.RoleArn is not null)
            ? named.When(
                "ArnEquals", "aws:PrincipalArn",
                [.. callers.Select(caller => isShared ? caller.When.IfTrue(caller.RoleArn!) : caller.RoleArn!)])
            : named.When("StringEquals", "aws:PrincipalAccount", _props.Edge.AccountId);
    }

    private IEnumerable<Statement> OfOthers(string service) => service switch
    {
        "s3" => [.. Buckets(), .. OfAws()],
        "sqs" => [ByControlPlane()],
        "kms" or "secretsmanager" => [ByCustomerRoles(service)],
        "ecr.api" or "ecr.dkr" => [PullOfGuardDuty()],
        _ => [],
    };

    private IEnumerable<Statement> Buckets()
    {
        var results = Bucket(_props.ResultBucket.Name);
        yield return Statement.Allow("ResultRole", ["s3:*"], results, $"{results}/*").ForAws("*")
            .When("ArnEquals", "aws:PrincipalArn", _props.ResultBucket.RoleArn);
        yield return Tagged(Statement.Allow("CustomerRoles", ["s3:*"], "*")).When("StringEquals", "aws:ResourceAccount", Accounts());
        foreach (var (bucket, index) in _props.FurtherBuckets.Select((bucket, index) => (bucket, index + 1)))
        {
            var further = Bucket(bucket.Value);
            yield return Statement.Allow($"FurtherBucket{index}", ["s3:*"], further, $"{further}/*").ForAws("*").If(bucket.When);
        }
    }

    // Both are called with addresses that AWS has signed with credentials of its own.
    private IEnumerable<Statement> OfAws()
    {
        yield return Statement.Allow(
            "ImageLayers", ["s3:GetObject"], $"{Bucket($"prod-{_props.Edge.Region}-starport-layer-bucket")}/*").ForAws("*");
        // In the name of this bucket the region has no hyphens.
        yield return Statement.Allow(
                "AnswersToCloudFormation",
                ["s3:PutObject"],
                $"{Bucket($"cloudformation-custom-resource-response-{Fn.Join("", Fn.Split("-", _props.Edge.Region))}")}/*")
            .ForAws("*").If(_props.OwnFunctionsInVpc);
    }

    private Statement ByControlPlane()
    {
        var queues = $"arn:{_props.Edge.Partition}:sqs:{_props.Edge.Region}:{_props.EdgeAccessAccountId}:*";
        return Statement.Allow("ControlPlane", ["sqs:*"], queues).ForAws("*")
            .When("ArnEquals", "aws:PrincipalArn", _props.EdgeAccessRoleArn);
    }

    private Statement ByCustomerRoles(string service) => Tagged(Statement.Allow(
        "CustomerRoles", [$"{service}:*"],
        [.. CustomerAccounts().Select(account =>
            account.When.IfTrue($"arn:{_props.Edge.Partition}:{service}:{_props.Edge.Region}:{account.Value}:*"))]));

    // The agent that GuardDuty adds to tasks. Its repository is in an account of AWS, another one in each region.
    private Statement PullOfGuardDuty() => Statement.Allow(
            "PullOfGuardDuty",
            ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            $"arn:{_props.Edge.Partition}:ecr:{_props.Edge.Region}:*:repository/aws-guardduty-agent-fargate")
        .ForAws("*").When("StringEquals", "aws:PrincipalAccount", _props.Edge.AccountId);

    // Roles of data sources, which the edge may assume.
    private Statement Tagged(Statement statement) => statement.ForAws("*")
        .When("StringEquals", "aws:PrincipalAccount", Accounts())
        .When("StringEquals", "aws:PrincipalTag/ataccama:edge:customer-provided", "true");

    private string Bucket(string name) => $"arn:{_props.Edge.Partition}:s3:::{name}";

    private string[] Accounts() => [.. CustomerAccounts().Select(account => account.When.IfTrue(account.Value))];

    private IEnumerable<Conditional<string>> CustomerAccounts() =>
        _props.CustomerRoles.FurtherAccounts.Prepend(new(_props.Edge.AccountId, When.Always));
}
