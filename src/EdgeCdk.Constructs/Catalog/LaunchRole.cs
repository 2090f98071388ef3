using System.Text.Json.Nodes;
using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace EdgeCdk.Catalog;

/// <summary>
/// The role with which Service Catalog creates, updates and deletes edges, so that a user who launches one needs no permissions on
/// its resources. Its permissions are those of docs/security/deployer.md for every edge that Service Catalog creates; a test
/// generates them into launch-role.json.
/// </summary>
internal sealed class LaunchRole : Construct
{
    private const string EveryEdge = "for every edge that Service Catalog makes, whatever its name, in the stacks that it names SC-*";

    // Said, not left out: without a boundary, whoever creates roles can become anything.
    private const string NoBoundary = "none";

    private static readonly StringParameter Boundary = new()
    {
        Name = "PermissionsBoundaryArn",
        Description = "Boundary that every role of an edge must have: PermissionsBoundaryArn of the product. "
            + $"{NoBoundary}: none, and who launches an edge can give its roles any right.",
        Pattern = $"^{NoBoundary}$|^arn:[a-z-]+:iam::[0-9]{{12}}:policy/.+$",
        Constraint = $"must be the ARN of a managed policy of this account, or {NoBoundary}: decide",
    };

    public LaunchRole(Construct scope, string id)
        : base(scope, id)
    {
        // By the names that launch-role.json has for them.
        var boundary = Boundary.Create(this);
        boundary.OverrideLogicalId(boundary.Node.Id);
        var hasBoundary = new CfnCondition(this, "HasBoundary", new CfnConditionProps
        {
            Expression = Fn.ConditionNot(Fn.ConditionEquals(boundary.ValueAsString, NoBoundary)),
        });
        hasBoundary.OverrideLogicalId(hasBoundary.Node.Id);

        var documents = JsonNode.Parse(EmbeddedSource.Read("launch-role.json"))!.AsObject();
        var launchPolicy = LaunchPolicy();
        List<CfnManagedPolicy> policies = [.. documents.Select(policy => EdgePolicy(policy.Key, policy.Value!)), launchPolicy];
        var trust = Statement.Allow("AssumedByServiceCatalog", ["sts:AssumeRole"]).ForService("servicecatalog.amazonaws.com");
        var role = new CfnRole(this, "Role", new CfnRoleProps
        {
            AssumeRolePolicyDocument = Statement.Document([trust]),
            ManagedPolicyArns = [.. policies.Select(policy => policy.Ref)],
        });
        // AWS needs the role, and its policies, to terminate edges that are left when the portfolio is deleted.
        foreach (var kept in policies.Append<CfnResource>(role))
            kept.ApplyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        Arn = role.AttrArn;
    }

    /// <summary>Its ARN.</summary>
    public string Arn { get; }

    private CfnManagedPolicy EdgePolicy(string name, JsonNode document)
    {
        var policy = new CfnManagedPolicy(this, name, new CfnManagedPolicyProps
        {
            Description = $"Service Catalog, edges: {name}",
            PolicyDocument = Plain(document),
        });
        var withWildcard = document["Statement"]!.AsArray().Where(HasWildcard);
        Nag.Accept(policy, [.. withWildcard.Select(statement => ("IAM5", $"{statement!["Sid"]}: {EveryEdge}"))]);
        return policy;
    }

    private static bool HasWildcard(JsonNode? statement) =>
        statement!["Resource"]?.ToJsonString().Contains('*', StringComparison.Ordinal) is true;

    private CfnManagedPolicy LaunchPolicy()
    {
        Statement[] statements =
        [
            Statement.Allow(
                "LaunchStacks",
                [
                    "cloudformation:CreateStack", "cloudformation:DeleteStack", "cloudformation:DescribeStackEvents",
                    "cloudformation:DescribeStackResources", "cloudformation:DescribeStacks", "cloudformation:SetStackPolicy",
                    "cloudformation:TagResource", "cloudformation:UntagResource", "cloudformation:UpdateStack",
                ],
                $"arn:{Aws.PARTITION}:cloudformation:{Aws.REGION}:{Aws.ACCOUNT_ID}:stack/SC-*")
                .Because("Service Catalog makes up the names of its stacks"),
            Statement.Allow("CheckTemplates", ["cloudformation:GetTemplateSummary", "cloudformation:ValidateTemplate"], "*")
                .Because("they are asked of templates, not of stacks"),
            Statement.Allow("ReadTemplates", ["s3:GetObject"], "*")
                .When("StringEquals", "s3:ExistingObjectTag/servicecatalog:provisioning", "true")
                .Because("Service Catalog keeps its copies of them in buckets of its own, and marks them"),
        ];
        var policy = new CfnManagedPolicy(this, "LaunchPolicy", new CfnManagedPolicyProps
        {
            Description = "Service Catalog, edges: stacks",
            PolicyDocument = Statement.Document(statements),
        });
        Nag.AcceptWildcards(policy, statements);
        return policy;
    }

    // What jsii takes: dictionaries, arrays and texts.
    private static object Plain(JsonNode node) => node switch
    {
        JsonObject map => map.ToDictionary(pair => pair.Key, pair => Plain(pair.Value!)),
        JsonArray list => list.Select(item => Plain(item!)).ToArray(),
        _ => node.GetValue<string>(),
    };
}
