using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests;

/// <summary>
/// The simulator decides as IAM does, where the contract relies on it. Rules of AWS, nothing of the edge; decided in one run.
/// </summary>
public sealed class SimulatorTests
{
    private const string Account = "123456789011";
    private const string Role = $"arn:aws:iam::{Account}:role/somebody";
    private const string Queue = $"arn:aws:sqs:eu-central-1:{Account}:queue";
    private const string Everything = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
    private const string ToTheAccount =
        $$"""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:root"},"Action":"*","Resource":"*"}""";
    private const string Task = $"arn:aws:ecs:eu-central-1:{Account}:task/cluster/1";
    private const string TrustsTasks = $$"""
        {"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole",
         "Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ecs:eu-central-1:{{Account}}:*"} } }
        """;

    private const string OnlyTagged =
        """{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*","Condition":{"StringEquals":{"iam:ResourceTag/ours":"true"}}}""";
    private const string OnlyOurLogs = """
        {"Effect":"Allow","Principal":{"Service":"logs.eu-central-1.amazonaws.com"},"Action":"kms:Decrypt","Resource":"*",
         "Condition":{"ArnLike":{"kms:EncryptionContext:aws:logs:arn":"arn:aws:logs:eu-central-1:123456789011:log-group:/ours/*"}}}
        """;

    private const string RefusesWithoutTls = """{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"sqs:*","Resource":"*","""
        + """ "Condition":{"Bool":{"aws:SecureTransport":"false"}}}""";
    private const string OneRole = $$"""
        {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account}}:root"},"Action":"kms:Decrypt","Resource":"*",
         "Condition":{"StringEquals":{"aws:PrincipalArn":"{{Role}}"} } }
        """;

    private static readonly AccessRequest Send = Ask("sqs:SendMessage", Queue);
    private static readonly AccessRequest Decrypt = Ask(
        "kms:Decrypt", $"arn:aws:kms:eu-central-1:{Account}:key/1111abcd-12ab-34cd-56ef-1234567890ab");
    private static readonly AccessRequest Elsewhere = Send with
    {
        Resource = "arn:aws:sqs:eu-central-1:999988887777:queue",
        Account = "999988887777",
    };
    private static readonly AccessRequest Enter = Ask("sts:AssumeRole", $"arn:aws:iam::{Account}:role/source");
    private static readonly AccessRequest ByTasks = Ask("sts:AssumeRole", Role) with { Principal = "ecs-tasks.amazonaws.com" };
    private static readonly AccessRequest ByLogs = Decrypt with { Principal = "logs.eu-central-1.amazonaws.com" };
    private static readonly AccessRequest Announce = Ask("events:PutEvents", $"arn:aws:events:eu-central-1:{Account}:event-bus/default");

    private static readonly Rule[] Rules =
    [
        new("nothing is allowed without a statement", "ImplicitlyDenied", Send),
        new("in one account the policy of the role is enough", "Allowed", Send, Identity: Everything),
        new("the account in the policy of a queue gives its roles nothing", "ImplicitlyDenied", Send, Resource: ToTheAccount),
        new(
            "a boundary takes what it does not allow", "ImplicitlyDenied", Send, Identity: Everything,
            Boundary: """{"Effect":"Allow","Action":"s3:*","Resource":"*"}"""),
        new(
            "a boundary leaves what it allows", "Allowed", Send, Identity: Everything,
            Boundary: """{"Effect":"Allow","Action":"sqs:*","Resource":"*"}"""),
        new("a boundary gives nothing", "ImplicitlyDenied", Send, Boundary: Everything),
        new(
            "a denial outweighs everything", "ExplicitlyDenied", With(Send, "aws:SecureTransport", "false"), Identity: Everything,
            Resource: RefusesWithoutTls),
        new(
            "a denial under a condition leaves the rest", "Allowed", With(Send, "aws:SecureTransport", "true"), Identity: Everything,
            Resource: RefusesWithoutTls),
        new(
            "a key that does not delegate takes no notice of identity policies", "ImplicitlyDenied", Decrypt, Identity: Everything,
            Resource: OnlyOurLogs),
        new("a key that delegates leaves it to identity policies", "Allowed", Decrypt, Identity: Everything, Resource: ToTheAccount),
        new("a key that delegates gives nothing by itself", "ImplicitlyDenied", Decrypt, Resource: ToTheAccount),
        new(
            "a key may delegate to one role by a condition", "Allowed", With(Decrypt, "aws:PrincipalArn", Role), Identity: Everything,
            Resource: OneRole),
        new(
            "a key may delegate to no other role", "ImplicitlyDenied", With(Decrypt, "aws:PrincipalArn", $"{Role}-else"),
            Identity: Everything, Resource: OneRole),
        new("in another account both sides must allow", "Allowed", Elsewhere, Identity: Everything, Resource: ToTheAccount),
        new("in another account the identity policy is not enough", "ImplicitlyDenied", Elsewhere, Identity: Everything),
        new("in another account the policy of the resource is not enough", "ImplicitlyDenied", Elsewhere, Resource: ToTheAccount),
        new("a tag of the resource lets in", "Allowed", With(Enter, "iam:ResourceTag/ours", "true"), Identity: OnlyTagged),
        new("the value of the tag counts", "ImplicitlyDenied", With(Enter, "iam:ResourceTag/ours", "false"), Identity: OnlyTagged),
        new("a tag that is not there lets nobody in", "ImplicitlyDenied", Enter, Identity: OnlyTagged),
        new("ArnLike takes stars", "Allowed", With(ByTasks, "aws:SourceArn", Task), Resource: TrustsTasks),
        new(
            "ArnLike takes no other account", "ImplicitlyDenied",
            With(ByTasks, "aws:SourceArn", Task.Replace(Account, "222222222222", StringComparison.Ordinal)), Resource: TrustsTasks),
        new("a condition on a key that the request lacks is not met", "ImplicitlyDenied", ByTasks, Resource: TrustsTasks),
        new(
            "an encryption context counts", "Allowed",
            With(ByLogs, "kms:EncryptionContext:aws:logs:arn", $"arn:aws:logs:eu-central-1:{Account}:log-group:/ours/one"),
            Resource: OnlyOurLogs),
        new(
            "another encryption context does not", "ImplicitlyDenied",
            With(ByLogs, "kms:EncryptionContext:aws:logs:arn", $"arn:aws:logs:eu-central-1:{Account}:log-group:/other"),
            Resource: OnlyOurLogs),
        new("services in China have names of their own", "Allowed", Decrypt with { Principal = "logs.cn-north-1.amazonaws.com.cn" },
            Resource: """
                {"Effect":"Allow","Principal":{"Service":"logs.cn-north-1.amazonaws.com.cn"},"Action":"kms:Decrypt","Resource":"*"}
                """),
        new("StringEquals matches a list of one", "Allowed", With(Announce, "events:source", "ours"),
            Identity: """
                {"Effect":"Allow","Action":"events:PutEvents","Resource":"*","Condition":{"StringEquals":{"events:source":"ours"}}}
                """),
        new(
            "a listener has tags", "Allowed",
            Ask("elasticloadbalancing:AddTags", $"arn:aws:elasticloadbalancing:eu-central-1:{Account}:listener/net/ours/1/2"),
            Identity: Everything),
        new(
            "an alias has provisioned concurrency", "Allowed",
            Ask("lambda:PutProvisionedConcurrencyConfig", $"arn:aws:lambda:eu-central-1:{Account}:function:ours:current"),
            Identity: Everything),
        new(
            "a statement about another action counts for nothing", "ImplicitlyDenied", Send,
            Identity: """{"Effect":"Allow","Action":["sqs:Receive*","sqs:DeleteMessage"],"Resource":"*"}"""),
        new(
            "an action may have stars and any case", "Allowed", Send,
            Identity: """{"Effect":"Allow","Action":"SQS:Send*","Resource":"*"}"""),
        new(
            "a statement about all but some actions counts", "ExplicitlyDenied", Send,
            Identity: """{"Effect":"Deny","NotAction":"sqs:ReceiveMessage","Resource":"*"}"""),
        new("an action that AWS does not know is an error", "Error: ", Ask("sqs:SendMessages", Queue), Identity: Everything),
        new("a resource that is not the action's is an error", "Error: ", Ask("sqs:SendMessage", Role), Identity: Everything),
        new("a context key that the action does not have is an error", "Error: ", With(Send, "sqs:Color", "red"), Identity: Everything),
    ];

    private static readonly Lazy<IReadOnlyList<string>> Decisions = new(Decide);

    public static TheoryData<string> Sentences { get; } = [.. Rules.Select(rule => rule.Sentence)];

    [Theory, MemberData(nameof(Sentences))]
    public void In_IAM(string sentence)
    {
        var index = Array.FindIndex(Rules, rule => rule.Sentence == sentence);

        Assert.StartsWith(Rules[index].Decision, Decisions.Value[index], StringComparison.Ordinal);
    }

    [Fact]
    public void A_variant_is_told_by_the_first_request_that_it_decides_otherwise()
    {
        var policies = new Dictionary<string, JsonNode> { ["own"] = Document(Everything) };
        var nothing = new Dictionary<string, JsonNode> { ["own"] = Document("""{"Effect":"Deny","Action":"*","Resource":"*"}""") };
        AccessRequest[] requests = [Decrypt, Send with { Identity = ["own"] }, Send with { Identity = ["own"] }];

        Assert.Equal(
            [1, -1, -1],
            IamSimulator.Compare(policies, requests, ["ImplicitlyDenied", "Allowed", "Allowed"],
                [new PolicyVariant(nothing, [1, 2]), new PolicyVariant(nothing, [0]), new PolicyVariant(policies, [1])]));
    }

    private static AccessRequest Ask(string action, string resource) =>
        new() { Principal = Role, Action = action, Resource = resource, Account = Account };

    private static AccessRequest With(AccessRequest request, string key, string value) =>
        request with { Context = new Dictionary<string, JsonNode> { [key] = value } };

    private static JsonNode Document(string statement) => JsonNode.Parse($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""")!;

    private static IReadOnlyList<string> Decide()
    {
        var policies = new Dictionary<string, JsonNode>();
        string Add(string statement)
        {
            policies[$"{policies.Count}"] = Document(statement);
            return $"{policies.Count - 1}";
        }

        AccessRequest[] requests = [.. Rules.Select(rule => rule.Request with
        {
            Identity = rule.Identity is null ? [] : [Add(rule.Identity)],
            Boundary = rule.Boundary is null ? null : [Add(rule.Boundary)],
            ResourcePolicy = rule.Resource is null ? null : Add(rule.Resource),
        })];
        return IamSimulator.Decide(policies, requests);
    }

    /// <summary>A request under at most three policies of one statement each, and how its decision begins.</summary>
    private sealed record Rule(
        string Sentence, string Decision, AccessRequest Request, string? Identity = null, string? Boundary = null, string? Resource = null);
}
