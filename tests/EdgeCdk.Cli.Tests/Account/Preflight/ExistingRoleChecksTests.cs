using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Checks;
using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>A role that others created, with all its policies, against what is needed: of one call, or of some for each role.</summary>
public sealed class ExistingRoleChecksTests
{
    private const string Name = "demo-plane-manager";
    private const string Boundary = "arn:aws:iam::123456789011:policy/boundary";
    private const string Trust = """{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ecs-tasks.amazonaws.com"}}""";
    private const string Send = """{"Sid":"Send","Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}""";
    private const string Read = """{"Sid":"Read","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}""";
    private const string Denied = "the deployment may succeed; then calls of this role fail with AccessDenied";
    private const string All = """{"Effect":"Allow","Action":"*","Resource":"*"}""";

    public static TheoryData<string, string, string, string?, string[]> Roles => new()
    {
        { Trust, Send, Read, null, [] },
        { Trust, Send, Read, All, [] },
        {
            Send, Send, Read, null,
            [
                "Failed its trust policy lacks 1 statement that the edge needs, what uses the role fails with \"cannot be assumed\" or "
                    + "\"is not authorized to perform: sts:AssumeRole\"",
                "Warning its trust policy allows more than the edge needs: sqs:SendMessage on *, ",
            ]
        },
        { Trust, Send, Send, null, [$"Failed its permission policy lacks 1 statement that the edge needs, {Denied}"] },
        { Trust, Read, Read, null, [$"Failed its permission policy lacks 1 statement that the edge needs, {Denied}"] },
        { Trust, Send, All, null, ["Warning its permission policy allows more than the edge needs: * on *, "] },
        {
            Trust, Send, Read, Send, [$"Failed its permissions boundary {Boundary} does not allow s3:GetObject (Read), {Denied}"]
        },
        {
            Trust, Send, Read, """
            {"Effect":"Allow","Action":"s3:*","Resource":"*"},
            {"Effect":"Allow","Action":"sqs:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}
            """,
            [
                $"Unknown whether its permissions boundary {Boundary} allows sqs:SendMessage (Send) depends on its conditions and "
                    + $"resources, {Denied}",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Roles))]
    public void Its_trust_its_policies_and_its_boundary_are_compared(
        string trust, string own, string attached, string? boundary, string[] found)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            Assert.Equal(found, Check(new Iam(way, trust, own, attached, boundary)).Find()
                .Select(finding => $"{finding.Outcome} {finding.What}, {finding.Later}"));
        }
    }

    [Fact]
    public void A_call_that_fails_is_not_a_role_without_policies()
    {
        var aws = new FakeAws { Refused = { ["iam get-account-authorization-details"] = new AwsException("Throttling", "Rate exceeded") } };

        Assert.StartsWith("could not be checked: ", Assert.Single(Check(aws).Run()).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_templates_its_policies_are_not_asked_for()
    {
        var target = Targets.Of(new Iam(Way.ByRole, "", "", "", null), text => ExistingResources.In(text));

        Assert.Empty(ExistingRoleChecks.Of(target).Single(check => check.About == Name).Find());
    }

    private static Check Check(IAws aws)
    {
        var definition = Targets.Of(aws, text => ExistingResources.In(text)).Definition;
        var identity = JsonNode.Parse($$$"""
            { "Resources": { "Role": { "Properties": { "RoleName": "{{{Name}}}", "AssumeRolePolicyDocument": { "Statement": {{{Trust}}} },
              "Policies": [{ "PolicyDocument": { "Statement": [{{{Send}}},{{{Read}}}] } }] } } } }
            """)!;
        var target = new PreflightTarget(definition, aws)
        {
            Needed = () => new NeededParts(definition.Config, new Dictionary<string, JsonNode> { ["identity"] = identity }),
        };
        return ExistingRoleChecks.Of(target).Single(check => check.About == Name);
    }

    private enum Way
    {
        InOneCall,
        WithoutPolicies,
        ByRole,
    }

    /// <summary>IAM with one role that has a policy of its own and an attached one, each in several versions.</summary>
    private sealed class Iam(Way way, string trust, string own, string attached, string? boundary) : IAws
    {
        private const string Attached = "arn:aws:iam::123456789011:policy/attached";

        public JsonObject Ask(string region, params IReadOnlyList<string> arguments) => arguments[1] switch
        {
            "get-account-authorization-details" when way is Way.ByRole => throw new AwsException("AccessDenied", "refused for a test"),
            "get-account-authorization-details" => new()
            {
                ["RoleDetailList"] = new JsonArray(new JsonObject { ["RoleName"] = "other" }, Described),
                ["Policies"] = new JsonArray([.. way is Way.WithoutPolicies ? [] : new[] { "other", Attached, Boundary }.Select(Versions)]),
            },
            "get-role" when way is Way.ByRole => new() { ["Role"] = Described },
            "list-role-policies" => new() { ["PolicyNames"] = new JsonArray("own") },
            "list-attached-role-policies" => new() { ["AttachedPolicies"] = new JsonArray(new JsonObject { ["PolicyArn"] = Attached }) },
            "get-role-policy" when arguments[5] == "own" => new() { ["PolicyDocument"] = Document(own) },
            "get-policy" when way is not Way.InOneCall => new() { ["Policy"] = new JsonObject { ["DefaultVersionId"] = "v2" } },
            "get-policy-version" when arguments[5] == "v2" =>
                new() { ["PolicyVersion"] = new JsonObject { ["Document"] = OfManaged(arguments[3]) } },
            var operation => throw new InvalidOperationException($"{operation} is not expected"),
        };

        private JsonObject Described => new()
        {
            ["RoleName"] = Name,
            ["Arn"] = $"arn:aws:iam::123456789011:role{ExistingResources.RolePath}{Name}",
            ["AssumeRolePolicyDocument"] = Document(trust),
            ["RolePolicyList"] = new JsonArray(new JsonObject { ["PolicyDocument"] = Document(own) }),
            ["AttachedManagedPolicies"] = new JsonArray(new JsonObject { ["PolicyArn"] = Attached }),
            ["PermissionsBoundary"] = boundary is null ? null : new JsonObject { ["PermissionsBoundaryArn"] = Boundary },
        };

        private JsonNode OfManaged(string arn) => Document(arn == Attached ? attached : arn == Boundary ? boundary! : "");

        private JsonNode Versions(string arn) => new JsonObject
        {
            ["Arn"] = arn,
            ["PolicyVersionList"] = new JsonArray(
                new JsonObject { ["Document"] = Document(""), ["IsDefaultVersion"] = false },
                new JsonObject { ["Document"] = OfManaged(arn), ["IsDefaultVersion"] = true },
                new JsonObject { ["Document"] = Document(""), ["IsDefaultVersion"] = false }),
        };

        private static JsonNode Document(string statements) => JsonNode.Parse($$"""{"Statement":[{{statements}}]}""")!;
    }
}
