using System.Text.Json.Nodes;

namespace EdgeCdk.Tests.Support;

/// <summary>A policy of a template: where it stands, and its document with ARNs in place of references.</summary>
/// <param name="Id">Unique, also over several templates.</param>
/// <param name="Path">Construct path of the resource that has it.</param>
/// <param name="Document">The document.</param>
public sealed record StackPolicy(string Id, string Path, JsonObject Document);

/// <summary>All policies of a template, by whom they let in or what they protect.</summary>
public sealed class StackPolicies
{
    private readonly Dictionary<string, List<string>> _ofRoles = [];
    private readonly Dictionary<string, string> _ofResources = [];
    private readonly List<StackPolicy> _all = [];

    public StackPolicies(ResolvedStack stack)
    {
        foreach (var resource in stack.Template.Resources)
        {
            switch (resource.Type)
            {
                case "AWS::IAM::Role":
                    _ofResources[stack.Arn(resource)] = Add(resource, "trust", resource["AssumeRolePolicyDocument"]);
                    foreach (var policy in resource["Policies"]?.AsArray() ?? [])
                        AddIdentity(stack.Ref(resource), resource, policy!["PolicyName"]!.ToString(), policy["PolicyDocument"]);
                    break;
                case "AWS::IAM::Policy":
                    foreach (var role in resource["Roles"]!.AsArray())
                        AddIdentity(stack.Text(role), resource, resource.String("PolicyName")!, resource["PolicyDocument"]);
                    break;
                case "AWS::KMS::Key":
                    _ofResources[stack.Arn(resource)] = Add(resource, "key", resource["KeyPolicy"]);
                    break;
                case "AWS::EFS::FileSystem" when resource["FileSystemPolicy"] is { } document:
                    _ofResources[stack.Arn(resource)] = Add(resource, "file system", document);
                    break;
                case "AWS::S3::BucketPolicy":
                    _ofResources[Owner(stack, resource["Bucket"]!)] = Add(resource, "bucket", resource["PolicyDocument"]);
                    break;
                case "AWS::SQS::QueuePolicy":
                    foreach (var queue in resource["Queues"]!.AsArray())
                        _ofResources[Owner(stack, queue!)] = Add(resource, "queue", resource["PolicyDocument"]);
                    break;
                case "AWS::SNS::TopicPolicy":
                    foreach (var topic in resource["Topics"]!.AsArray())
                        _ofResources[Owner(stack, topic!)] = Add(resource, "topic", resource["PolicyDocument"]);
                    break;
            }
        }

        if (stack.Template.Resources.FirstOrDefault(resource => HasStatements(resource) && _all.TrueForAll(policy => policy.Path != resource.Path)) is { } unknown)
            throw new InvalidOperationException($"{unknown.Path} has a policy of a kind that is not known here; add it to {nameof(StackPolicies)}");

        // What two policies of a role say is one right: a statement counts where it stands first.
        void AddIdentity(string role, Resource resource, string name, JsonNode? document)
        {
            var ids = _ofRoles.TryGetValue(role, out var policies) ? policies : _ofRoles[role] = [];
            var known = _all.Where(policy => ids.Contains(policy.Id)).SelectMany(policy => policy.Document["Statement"]!.AsArray()).ToList();
            ids.Add(Add(resource, name, document, statement => known.Exists(other => JsonNode.DeepEquals(other, statement))));
        }

        string Add(Resource resource, string name, JsonNode? document, Func<JsonNode?, bool>? isKnown = null)
        {
            var resolved = stack.Resolve(document)!.AsObject();
            if (isKnown is not null)
                resolved["Statement"]!.AsArray().RemoveAll(isKnown);
            _all.Add(new StackPolicy($"{stack.Place.StackName}/{resource.Path} {name}", resource.Path, resolved));
            return _all[^1].Id;
        }
    }

    public IReadOnlyList<StackPolicy> All => _all;

    /// <summary>Ids of the policies of a role, by its name.</summary>
    public IReadOnlyList<string> OfRole(string name) => _ofRoles.GetValueOrDefault(name) ?? [];

    /// <summary>Id of the policy that protects a resource, objects of a bucket included; null where there is none.</summary>
    public string? OfResource(string arn) =>
        _ofResources.GetValueOrDefault(arn) ?? (arn.Contains(":s3:::", StringComparison.Ordinal) ? _ofResources.GetValueOrDefault(arn.Split('/')[0]) : null);

    private static bool HasStatements(Resource resource) => Resource.Walk(resource.Properties).OfType<JsonObject>().Any(node => node.ContainsKey("Statement"));

    private static string Owner(ResolvedStack stack, JsonNode reference) => stack.Arn(stack.Template.Target(reference)!);
}
