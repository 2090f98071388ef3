using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests;

/// <summary>One synthesized edge, and everything that the contract says about it.</summary>
public sealed class ContractedEdge
{
    private readonly AccessContract _contract;
    private readonly Placeholders _placeholders;
    private readonly StackPolicies _policies;

    /// <param name="contract">The contract.</param>
    /// <param name="name">Name of the edge.</param>
    /// <param name="stack">Its template.</param>
    /// <param name="edgeFile">Text of its edge file.</param>
    public ContractedEdge(AccessContract contract, string name, ResolvedStack stack, string edgeFile)
    {
        (_contract, Name, Stack) = (contract, name, stack);
        _placeholders = new Placeholders(stack, edgeFile);
        _policies = new StackPolicies(stack);
        Documents = new Dictionary<string, JsonNode>(
            _policies.All.Select(policy => KeyValuePair.Create<string, JsonNode>(policy.Id, policy.Document)))
        {
            [Everything] = Allow("Resource", ["*"]),
            // What owners of things outside of the edge say to its account: that it decides itself.
            [Delegation] = Allow("Resource", ["*"], stack.Place.IamArn("root")),
            [Boundary] = Allow("NotResource", contract.BeyondBoundary.SelectMany(text => _placeholders.Expand(text))),
        };
        Cases = [.. contract.Principals.SelectMany(CasesOf)];
    }

    public string Name { get; }

    /// <summary>The policies of the template.</summary>
    public IReadOnlyList<StackPolicy> Policies => _policies.All;

    /// <summary>All policies that have a say, by id.</summary>
    public IReadOnlyDictionary<string, JsonNode> Documents { get; }

    public IReadOnlyList<ContractCase> Cases { get; }

    private ResolvedStack Stack { get; }

    /// <summary>A text without the edge's name, account and region.</summary>
    public string Anonymous(string text) => text
        .Replace(Stack.Place.Account, "", StringComparison.Ordinal)
        .Replace(Stack.Place.Region, "", StringComparison.Ordinal)
        .Replace($"arn:{Stack.Place.Partition}:", "", StringComparison.Ordinal)
        .Replace(Stack.Place.DnsSuffix, "", StringComparison.Ordinal)
        .Replace(Name, "", StringComparison.Ordinal);

    // Policies that are not in the template, but have a say.
    private string Everything => $"{Name} everything";

    private string Delegation => $"{Name} delegation";

    private string Boundary => $"{Name} boundary";

    private static JsonObject Allow(string element, IEnumerable<string> resources, string? principal = null)
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = "*",
            [element] = new JsonArray([.. resources.Select(resource => JsonValue.Create(resource))]),
        };
        if (principal is not null)
            statement["Principal"] = new JsonObject { ["AWS"] = principal };
        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statement) };
    }

    private IEnumerable<ContractCase> CasesOf(Principal principal)
    {
        foreach (var (caller, role) in Callers(principal))
        {
            foreach (var (row, may) in principal.Rows.Where(entry => entry.Row.Edges.Count == 0 || entry.Row.Edges.Contains(Name)))
            {
                var contexts = Contexts(caller, row, role);
                foreach (var resource in Resources(row.On, role).Except(Resources(row.But, role)))
                {
                    foreach (var action in row.Do)
                    {
                        foreach (var context in contexts)
                        {
                            yield return new ContractCase(
                                Name, principal, row, may,
                                Complete(caller with { Action = action, Resource = resource, Context = context }, principal));
                        }
                    }
                }
            }
        }
    }

    // The one who asks, as a request that does not say yet for what.
    private IEnumerable<(AccessRequest Caller, string? Role)> Callers(Principal principal)
    {
        var nothing = new AccessRequest { Principal = "", Action = "", Resource = "", Account = "" };
        if (principal.Service is not null)
            return [(nothing with { Principal = _placeholders.Expand(principal.Service)[0] }, null)];
        if (principal.AdministratorOf is not null)
        {
            var account = _placeholders.Expand(principal.AdministratorOf)[0];
            return [(nothing with { Principal = Stack.Place.IamArn("role/administrator", account), Identity = [Everything] }, null)];
        }

        var left = principal.But.SelectMany(_placeholders.At).ToHashSet();
        return principal.Roles.SelectMany(_placeholders.At)
            .Where(resource => resource.Type == "AWS::IAM::Role" && !left.Contains(resource))
            .Select(role => (nothing with
            {
                Principal = Stack.Arn(role),
                Identity = principal.IfItsPoliciesAllowed switch
                {
                    "everything" => [Everything],
                    "nothing" => [],
                    _ => _policies.OfRole(Stack.Ref(role)),
                },
                Boundary = role["PermissionsBoundary"] is null ? null : [Boundary],
            }, (string?)role.Path));
    }

    private IEnumerable<string> Resources(IEnumerable<string> texts, string? role) =>
        texts.SelectMany(text => _placeholders.Expand(_contract.Names.GetValueOrDefault(text, text), role));

    private IReadOnlyList<Dictionary<string, JsonNode>> Contexts(AccessRequest caller, Row row, string? role)
    {
        var context = new Dictionary<string, JsonNode> { ["aws:SecureTransport"] = "true" };
        if (caller.Principal.StartsWith("arn:", StringComparison.Ordinal))
            context["aws:PrincipalArn"] = caller.Principal;
        IReadOnlyList<Dictionary<string, JsonNode>> contexts = [context];
        foreach (var (key, text) in row.When)
        {
            contexts =
            [
                .. contexts.SelectMany(
                    known => Resources([text], role).Select(value => new Dictionary<string, JsonNode>(known) { [key] = value })),
            ];
        }

        return contexts;
    }

    // Where the resource is, and whose policy stands before it.
    private AccessRequest Complete(AccessRequest request, Principal principal)
    {
        var owner = request.Resource.Split(':').ElementAtOrDefault(4) is { Length: > 0 } account ? account : Stack.Place.Account;
        var isProtected = _policies.OfResource(request.Resource) is not null && (
            request.Action.StartsWith("sts:", StringComparison.Ordinal) || !request.Resource.Contains(":role/", StringComparison.Ordinal));
        // KMS, like any owner in another account, has to say that identity policies decide.
        var delegates = !isProtected && (owner != Stack.Place.Account || request.Action.StartsWith("kms:", StringComparison.Ordinal));
        return request with
        {
            // In another account a resource's own policy has to let the caller's account in: that is the question here.
            Account = principal.IsTheAccount ? "000000000000" : owner,
            ResourcePolicy = isProtected ? _policies.OfResource(request.Resource) : delegates ? Delegation : null,
        };
    }
}
