using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// The tags of a stack's resources, and those that CloudFormation sends when it creates or changes them: the tags of the template, of the
/// stack, and CloudFormation's own, as the schema of each type says.
/// </summary>
/// <param name="stack">The stack.</param>
/// <param name="ofTheStack">Tags of the stack itself.</param>
/// <param name="table">What is known of the types.</param>
public sealed class StackTags(ResolvedStack stack, IReadOnlyDictionary<string, string> ofTheStack, ActionTable table)
{
    private const string Release = "ataccama:edge:release";

    private readonly Dictionary<Resource, Dictionary<string, string>> _ofResources = [];

    // An upgrade changes the release; for a resource without that tag, a tag was added to the stack.
    private static readonly KeyValuePair<string, string> Upgraded = new(Release, "16.6.6"), Added = new("cost-center", "4711");

    // Verbs of requests for a resource that does not exist yet, or that the request creates if it does not.
    private static readonly string[] Creating = ["Create", "Register", "PutRule", "PutMetricAlarm", "PutDashboard"];

    // Services with a condition key that says which action creates the resource that is tagged.
    private static readonly string[] WithCreateAction = ["ec2", "elasticfilesystem", "elasticloadbalancing"];

    /// <summary>What a call has in its context, for each state that a resource may be in.</summary>
    /// <param name="call">The call.</param>
    /// <param name="resource">The resource that CloudFormation creates, reads, changes or deletes.</param>
    /// <param name="on">The one that the call acts on.</param>
    public IEnumerable<CallContext> Contexts(HandlerCall call, Resource resource, Resource on)
    {
        var (service, verb) = (call.Action.Split(':')[0], call.Action.Split(':')[1]);
        var tags = verb is "CreateTags" or "AddTags" or "TagResource" or "TagRole" or "TagQueue";
        var isOfItsService = service == table.For(resource.Type).Service;
        var creates = !tags && isOfItsService && Creating.Any(start => verb.StartsWith(start, StringComparison.Ordinal));
        var context = CallContext.Empty.WithTags("RequestTag", Sent(call, resource, tags, creates));
        var isNew = call.Operation == "create" && on == resource;
        if (isNew && tags && WithCreateAction.Contains(service))
            return [context.With($"{service}:CreateAction", CreateAction(resource))];
        if (isNew && (tags || creates))
            return [context];

        // S3 evaluates the tags of a bucket only where that is enabled for the bucket.
        var tagged = context.WithTags("ResourceTag", service == "s3" ? [] : Of(on));
        var rights = table.For(on.Type);
        if (isNew && rights.ShowsTagsLate is not null)
            return [context];
        var followsAtOnce = call.Operation == "create" && table.For(resource.Type).FollowsAtOnce is not null;
        var mayShowNoTags = followsAtOnce && rights.ShowsTagsLate is not null;
        var mayHaveNoTags = !isNew && rights.MayLackTags is not null;
        return mayShowNoTags || mayHaveNoTags ? [tagged, context] : [tagged];
    }

    private static string CreateAction(Resource resource) =>
        $"Create{resource.Type.Split("::")[2].Replace("VPC", "Vpc", StringComparison.Ordinal)}";

    private Dictionary<string, string> Sent(HandlerCall call, Resource resource, bool tags, bool creates)
    {
        if (call.Operation == "create")
            return tags || (creates && table.Published(resource.Type).Tagging.TagOnCreate) ? Of(resource) : [];
        if (!tags)
            return [];
        var (key, value) = Of(resource).ContainsKey(Release) ? Upgraded : Added;
        return new() { [key] = value };
    }

    private Dictionary<string, string> Of(Resource resource)
    {
        if (!_ofResources.TryGetValue(resource, out var tags))
            _ofResources[resource] = tags = Resolve(resource);
        return tags;
    }

    private Dictionary<string, string> Resolve(Resource resource)
    {
        var tagging = table.Published(resource.Type).Tagging;
        if (!tagging.Taggable)
            return [];
        var tags = new Dictionary<string, string>(ofTheStack);
        foreach (var tag in resource[tagging.TagProperty!.Split('/')[^1]]?.AsArray() ?? [])
            tags[stack.Text(tag!["Key"])] = stack.Text(tag["Value"]);
        if (tagging.CloudFormationSystemTags)
        {
            tags["aws:cloudformation:stack-id"] = stack.StackId;
            tags["aws:cloudformation:stack-name"] = stack.Place.StackName;
            tags["aws:cloudformation:logical-id"] = resource.LogicalId;
        }

        return tags;
    }
}
