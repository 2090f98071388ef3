using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>A policy of a template: the resource that has it, and its document with ARNs in place of references.</summary>
/// <param name="Id">Unique, also over several templates.</param>
/// <param name="Path">Construct path of the resource that has it.</param>
/// <param name="Document">The document.</param>
public sealed record StackPolicy(string Id, string Path, JsonObject Document);

/// <summary>All policies of a template, by the role that has them or the resource that they protect.</summary>
public sealed class StackPolicies
{
    private readonly Dictionary<string, List<string>> _ofRoles = [];
    private readonly Dictionary<string, string> _ofResources = [];
    private readonly List<StackPolicy> _all = [];

    private readonly ResolvedStack _stack;

    public StackPolicies(ResolvedStack stack)
    {
        _stack = stack;
        foreach (var resource in stack.Template.Resources)
            AddPoliciesOf(resource);

        var found = _all.Select(policy => policy.Path).ToHashSet();
        if (stack.Template.Resources.FirstOrDefault(resource => HasStatements(resource) && !found.Contains(resource.Path)) is { } other)
            throw new InvalidOperationException($"{other.Path} has a policy of an unknown kind; add it to {nameof(StackPolicies)}");
    }

    public IReadOnlyList<StackPolicy> All => _all;

    /// <summary>Ids of the policies of a role, by its name.</summary>
    public IReadOnlyList<string> OfRole(string name) => _ofRoles.GetValueOrDefault(name) ?? [];

    /// <summary>Id of the policy that protects a resource, objects of a bucket included; null where there is none.</summary>
    public string? OfResource(string arn)
    {
        var owner = arn.Contains(":s3:::", StringComparison.Ordinal) ? arn.Split('/')[0] : arn;
        return _ofResources.GetValueOrDefault(owner);
    }

    private void AddPoliciesOf(Resource resource)
    {
        switch (resource.Type)
        {
            case "AWS::IAM::Role":
                _ofResources[_stack.Arn(resource)] = Add(resource, "trust", Document(resource["AssumeRolePolicyDocument"]));
                foreach (var policy in resource["Policies"]?.AsArray() ?? [])
                    AddIdentity(_stack.Ref(resource), resource, policy!["PolicyName"]!.ToString(), policy["PolicyDocument"]);
                break;
            case "AWS::IAM::Policy":
                foreach (var role in resource["Roles"]!.AsArray())
                    AddIdentity(_stack.Text(role), resource, resource.String("PolicyName")!, resource["PolicyDocument"]);
                break;
            case "AWS::KMS::Key":
                _ofResources[_stack.Arn(resource)] = Add(resource, "key", Document(resource["KeyPolicy"]));
                break;
            case "AWS::EFS::FileSystem" when resource["FileSystemPolicy"] is { } document:
                _ofResources[_stack.Arn(resource)] = Add(resource, "file system", Document(document));
                break;
            case "AWS::EC2::VPCEndpoint" when resource["PolicyDocument"] is { } document:
                Add(resource, "endpoint", Document(document));
                break;
            case "AWS::S3::BucketPolicy":
                AddProtection(resource, "bucket", [resource["Bucket"]]);
                break;
            case "AWS::SQS::QueuePolicy":
                AddProtection(resource, "queue", resource["Queues"]!.AsArray());
                break;
            case "AWS::SNS::TopicPolicy":
                AddProtection(resource, "topic", resource["Topics"]!.AsArray());
                break;
        }
    }

    private void AddProtection(Resource policy, string name, IEnumerable<JsonNode?> references)
    {
        foreach (var reference in references)
            _ofResources[_stack.Arn(_stack.Template.Target(reference)!)] = Add(policy, name, Document(policy["PolicyDocument"]));
    }

    // Two policies of a role may have the same statement: it counts in the first of them only.
    private void AddIdentity(string role, Resource resource, string name, JsonNode? policy)
    {
        var ids = _ofRoles.TryGetValue(role, out var policies) ? policies : _ofRoles[role] = [];
        var known = _all.Where(other => ids.Contains(other.Id)).SelectMany(other => other.Document["Statement"]!.AsArray()).ToList();
        var document = Document(policy);
        document["Statement"]!.AsArray().RemoveAll(statement => known.Exists(other => JsonNode.DeepEquals(other, statement)));
        ids.Add(Add(resource, name, document));
    }

    private string Add(Resource resource, string name, JsonObject document)
    {
        _all.Add(new StackPolicy($"{_stack.Place.StackName}/{resource.Path} {name}", resource.Path, document));
        return _all[^1].Id;
    }

    private JsonObject Document(JsonNode? policy) => _stack.Resolve(policy)!.AsObject();

    private static bool HasStatements(Resource resource) =>
        Resource.Walk(resource.Properties).OfType<JsonObject>().Any(node => node.ContainsKey("Statement"));
}
