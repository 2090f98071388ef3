using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests;

/// <summary>
/// Edges of one account and region, with names that are alike: whatever a role of one may do to its own things, the same role of
/// another may not do to them.
/// </summary>
public sealed class EdgesApartTests
{
    // Of one account, so that both have them: the customer's roles and bucket, the vendor's packages, the default event bus, AWS itself.
    private static readonly string[] Shared =
    [
        "AnnounceImage", "AssumeCustomerRoles", "AssumeResultRole", "JoinVpc", "ReadMetrics",
        "ReadDqResultsReaderPackage", "ReadMetadataBrowsingPackage",
    ];

    private const string Vendor = "the vendor";

    private static readonly Lazy<IReadOnlyList<(Question Own, Question Others)>> Pairs = new(Ask);

    [Fact]
    public void What_a_role_may_do_to_its_own_edge_it_may_not_do_to_another() =>
        AssertNone(Lines(AllowedToOthers.Where(question => !Shared.Contains(question.Sid))));

    [Fact]
    public void Each_question_is_one_that_the_edge_itself_is_allowed() =>
        AssertNone(Lines(Pairs.Value.Select(pair => pair.Own).Where(question => question.Decision != IamSimulator.Allowed)));

    [Fact]
    public void What_edges_share_is_shared_and_needed() => Assert.Equal(
        Shared.Order(StringComparer.Ordinal),
        AllowedToOthers.Select(question => question.Sid).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Hundreds_of_questions_are_asked()
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"{Pairs.Value.Count} questions");
        Assert.True(Pairs.Value.Count > 500, $"{Pairs.Value.Count} questions");
    }

    private static void AssertNone(string lines) => Assert.True(lines.Length == 0, lines);

    private static IEnumerable<Question> AllowedToOthers =>
        Pairs.Value.Select(pair => pair.Others).Where(question => question.Decision == IamSimulator.Allowed);

    private static string Lines(IEnumerable<Question> questions) =>
        string.Join('\n', questions.Select(question => $"{question}").Distinct());

    private static List<(Question Own, Question Others)> Ask()
    {
        using var edges = new SynthesizedEdges();
        var all = new[] { "acme", "acme-prod", "acme-job" }.Select(name => Edge(edges, name)).ToList();
        var documents = all.SelectMany(edge => edge.Policies.All).ToDictionary(policy => policy.Id, policy => (JsonNode)policy.Document);
        // What the vendor says to the account of the edges: that it decides itself.
        documents[Vendor] = new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(new JsonObject
            {
                ["Effect"] = "Allow",
                ["Action"] = "*",
                ["Resource"] = "*",
                ["Principal"] = new JsonObject { ["AWS"] = all[0].Stack.Place.IamArn("root") },
            }),
        };
        var pairs = (from owner in all
                     from other in all
                     where owner != other
                     from question in owner.Questions()
                     select (Own: question, Others: question.AskedBy(other))).ToList();
        var decisions = IamSimulator.Decide(documents, [.. pairs.SelectMany(pair => new[] { pair.Own.Request, pair.Others.Request })]);
        return
        [
            .. pairs.Select((pair, index) => (
                pair.Own with { Decision = decisions[2 * index] },
                pair.Others with { Decision = decisions[(2 * index) + 1] })),
        ];
    }

    private static NamedEdge Edge(SynthesizedEdges edges, string name)
    {
        var text = EdgeFiles.Text(EdgeFiles.Watched)
            .With("name: watched ", $"name: {name} ")
            .With(":demo-", $":{name}-")
            .With("edge-access-demo", $"edge-access-{name}");
        var stack = edges.Resolve(edges.Synthesize(text), text);
        return new NamedEdge(name, stack, new StackPolicies(stack));
    }

    private sealed record Question(string Sid, Resource Role, AccessRequest Request, string Decision = "")
    {
        /// <summary>The same, asked by the same role of another edge.</summary>
        public Question AskedBy(NamedEdge other)
        {
            var role = other.Stack.Template.At(Role.Path);
            var arn = other.Stack.Arn(role);
            var request = Request with
            {
                Principal = arn,
                Identity = other.Policies.OfRole(other.Stack.Ref(role)),
                Context = Request.Context.ToDictionary(
                    pair => pair.Key, pair => pair.Key == "aws:PrincipalArn" ? arn : pair.Value.DeepClone()),
            };
            return this with { Request = request };
        }

        public override string ToString() => $"{Request.Principal}: {Sid}, {Request}: {Decision}";
    }

    private sealed record NamedEdge(string Name, ResolvedStack Stack, StackPolicies Policies)
    {
        /// <summary>All that the statements of its roles allow, one action on one resource at a time, when their conditions hold.</summary>
        public IEnumerable<Question> Questions() =>
            from role in Stack.Template.OfType("AWS::IAM::Role")
            let identity = Policies.OfRole(Stack.Ref(role))
            from policy in Policies.All
            where identity.Contains(policy.Id)
            from statement in PolicyStatement.Of(policy.Document)
            where statement.IsAllow
            from action in statement.Actions
            from pattern in statement.Resources
            let resource = Example(pattern.ToString())
            let account = resource.Split(':').ElementAtOrDefault(4) is { Length: > 0 } named ? named : Stack.Place.Account
            let guard = account == Stack.Place.Account ? Policies.OfResource(resource) : Vendor
            select new Question(statement.Sid, role, new AccessRequest
            {
                Principal = Stack.Arn(role),
                Action = action,
                Resource = resource,
                Account = account,
                Identity = identity,
                ResourcePolicy = action.StartsWith("iam:", StringComparison.Ordinal) ? null : guard,
                Context = Context(statement, Stack.Arn(role)),
            });

        // Something that the pattern of a statement covers.
        private static string Example(string pattern)
        {
            if (pattern == "*")
                return pattern;
            var isLogGroup = pattern.Contains(":log-group:", StringComparison.Ordinal);
            var example = isLogGroup ? pattern.Replace(":*", ":log-stream:x", StringComparison.Ordinal) : pattern;
            return example.Replace("*", "x", StringComparison.Ordinal);
        }

        private static Dictionary<string, JsonNode> Context(PolicyStatement statement, string principal)
        {
            var context = new Dictionary<string, JsonNode> { ["aws:SecureTransport"] = "true", ["aws:PrincipalArn"] = principal };
            if (statement.Actions[0].StartsWith("elasticfilesystem:", StringComparison.Ordinal))
                context["elasticfilesystem:AccessedViaMountTarget"] = "true";
            var conditions = statement.Json["Condition"]?.AsObject() ?? [];
            foreach (var (key, value) in conditions.SelectMany(operation => operation.Value!.AsObject()))
                context[key] = (value is JsonArray list ? list[0]! : value!).ToString().Replace("*", "x", StringComparison.Ordinal);
            return context;
        }
    }
}
