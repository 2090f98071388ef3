using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests.Endpoints;

/// <summary>An edge with every endpoint that it calls, each with its policy.</summary>
public sealed class RestrictedEdge
{
    private const string Stranger = "222222222222", Everything = "everything", Everybody = "everybody";

    private static readonly Dictionary<string, string[]> Endpoints = new()
    {
        ["s3"] = ["S3"],
        ["sqs"] = ["Sqs"],
        ["kms"] = ["Kms"],
        ["secretsmanager"] = ["SecretsManager"],
        ["sts"] = ["Sts"],
        ["logs"] = ["Logs"],
        ["ecs"] = ["Ecs"],
        ["ecr"] = ["EcrApi", "EcrDkr"],
        ["events"] = ["Events"],
        ["lambda"] = ["Lambda"],
        ["cloudwatch"] = ["Monitoring"],
        ["cloudformation"] = ["CloudFormation"],
    };

    private readonly ContractedEdge _edge;
    private readonly ResolvedStack _stack;
    private readonly Placeholders _placeholders;

    /// <param name="edges">The templates.</param>
    /// <param name="isDivided">Whether the endpoints, and all else that teams can create, come from the templates of the teams.</param>
    public RestrictedEdge(SynthesizedEdges edges, bool isDivided)
    {
        var text = EdgeFiles.ClosedWithEverything;
        var created = edges.Synthesize(text);
        _stack = edges.Resolve(
            isDivided ? new DividedEdge(edges.Definition(EdgeFiles.ClosedByNetworkTeam), created, knowsIds: true).Together : created, text);
        _edge = new ContractedEdge(AccessContract.Read(), "closed", _stack, text);
        _placeholders = new Placeholders(_stack, text);
        Documents = new Dictionary<string, JsonNode>(_edge.Documents)
        {
            [Everything] = Allow(null),
            [Everybody] = Allow("*"),
        };
    }

    /// <summary>All policies by id.</summary>
    public IReadOnlyDictionary<string, JsonNode> Documents { get; }

    /// <summary>Ids of the endpoints that have a policy.</summary>
    public IEnumerable<string> Restricted =>
        _stack.Template.OfType("AWS::EC2::VPCEndpoint").Where(endpoint => endpoint["PolicyDocument"] is not null)
            .Select(endpoint => endpoint.Path.Split('/')[^1]);

    /// <summary>The policies of the endpoints, as AWS gets them.</summary>
    public IEnumerable<string> Texts => _edge.Policies.Where(policy => policy.Path.StartsWith("Endpoints/", StringComparison.Ordinal))
        .Select(policy => policy.Document.ToJsonString());

    /// <summary>What the contract allows to roles inside the VPC, through the endpoints.</summary>
    public IEnumerable<(ContractCase Case, AccessRequest Request)> Allowed =>
        from @case in _edge.Cases
        where @case.May && @case.Principal.Roles.Count > 0 && @case.Principal.IfItsPoliciesAllowed is null
        where !IsThroughAnotherService(@case.Request) && IsInVpc(@case.Request.Principal)
        from endpoint in Endpoints.GetValueOrDefault(@case.Request.Action.Split(':')[0], [])
        select (@case, Through(@case.Request, endpoint, @case.Request.Principal.Split(':')[4]));

    /// <summary>A way out, without and with the policy of the endpoint.</summary>
    public IEnumerable<(AccessRequest Open, AccessRequest Restricted)> Requests(ExfiltrationRow row)
    {
        var (principal, account, isTagged) = Caller(row.Who);
        foreach (var action in row.Do)
        {
            var request = new AccessRequest
            {
                Principal = principal,
                Action = action,
                Resource = Assert.Single(_placeholders.Expand(row.On)),
                Account = Assert.Single(_placeholders.Expand(row.Account)),
                Identity = [Everything],
                ResourcePolicy = row.On == "*" ? null : Everybody,
                Context = Context(principal, account, Assert.Single(_placeholders.Expand(row.Account)), isTagged),
            };
            yield return (request, Through(request, row.Through, account));
        }
    }

    private AccessRequest Through(AccessRequest request, string endpoint, string account)
    {
        var context = new Dictionary<string, JsonNode>(request.Context)
        {
            ["aws:PrincipalAccount"] = account,
            ["aws:ResourceAccount"] = request.Account,
        };
        return request with { Endpoint = [_edge.Policies.Single(policy => policy.Path == $"Endpoints/{endpoint}").Id], Context = context };
    }

    private static Dictionary<string, JsonNode> Context(string principal, string account, string owner, bool isTagged)
    {
        var context = new Dictionary<string, JsonNode>
        {
            ["aws:SecureTransport"] = "true",
            ["aws:PrincipalArn"] = principal,
            ["aws:PrincipalAccount"] = account,
            ["aws:ResourceAccount"] = owner,
        };
        if (isTagged)
            context["aws:PrincipalTag/ataccama:edge:customer-provided"] = "true";
        return context;
    }

    private (string Principal, string Account, bool IsTagged) Caller(string who)
    {
        var (role, isTagged) = who switch
        {
            "a stranger" => ($"arn:{_stack.Place.Partition}:iam::{Stranger}:user/stranger", false),
            "another role" => (_stack.Place.IamArn("role/other"), false),
            "the result role" => (_placeholders.Expand("<s3.iamRoleArn>")[0], false),
            "a role of a data source" => (_stack.Place.IamArn("role/teams/source"), true),
            "the control plane" => (_placeholders.Expand("<controlPlane.edgeAccessRoleArn>")[0], false),
            _ => (_stack.Arn(_stack.Template.At(who)), false),
        };
        return (role, role.Split(':')[4], isTagged);
    }

    // The service calls KMS then, outside of the VPC.
    private static bool IsThroughAnotherService(AccessRequest request) => request.Context.Keys.Any(key =>
        key == "kms:ViaService" || key.StartsWith("kms:EncryptionContext:", StringComparison.Ordinal));

    private bool IsInVpc(string role) => _stack.Template.OfType("AWS::IAM::Role").Where(resource => _stack.Arn(resource) == role)
        .Any(resource => $"{resource["AssumeRolePolicyDocument"]}" is var trust
            && (trust.Contains("ecs-tasks.", StringComparison.Ordinal) || trust.Contains("lambda.", StringComparison.Ordinal)));

    private static JsonObject Allow(string? principal)
    {
        var statement = new JsonObject { ["Effect"] = "Allow", ["Action"] = "*", ["Resource"] = "*" };
        if (principal is not null)
            statement["Principal"] = principal;
        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statement) };
    }
}
