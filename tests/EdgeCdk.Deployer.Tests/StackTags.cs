using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// The tags of a stack's resources, and those that CloudFormation sends when it creates or changes them: those in the template, those of the stack, and
/// CloudFormation's own, as the schema of each type says.
/// </summary>
/// <param name="stack">The stack.</param>
/// <param name="ofTheStack">Tags of the stack itself.</param>
/// <param name="table">What is known of the types.</param>
public sealed class StackTags(ResolvedStack stack, IReadOnlyDictionary<string, string> ofTheStack, ActionTable table)
{
    private const string Release = "ataccama:edge:release";

    // Of an upgrade the release changes; where CloudFormation does not know it, a tag of the stack that somebody has added.
    private static readonly KeyValuePair<string, string> Upgraded = new(Release, "16.6.6"), Added = new("cost-center", "4711");

    // They take a request for something that is not there yet, or make it if it is not.
    private static readonly string[] Creating = ["Create", "Register", "PutRule", "PutMetricAlarm", "PutDashboard"];

    /// <summary>What a call carries, for each state that a resource may be in.</summary>
    /// <param name="call">The call.</param>
    /// <param name="resource">The resource that CloudFormation is at work on.</param>
    /// <param name="on">The one that the call acts on.</param>
    public IEnumerable<CallContext> Contexts(HandlerCall call, Resource resource, Resource on)
    {
        var (service, verb) = (call.Action.Split(':')[0], call.Action.Split(':')[1]);
        var tags = verb is "CreateTags" or "AddTags" or "TagResource" or "TagRole" or "TagQueue";
        var creates = !tags && Creating.Any(start => verb.StartsWith(start, StringComparison.Ordinal)) && service == table.For(resource.Type).Service;
        var context = CallContext.Empty.WithTags("RequestTag", Sent(call, resource, tags, creates));
        var isNew = call.Operation == "create" && on == resource;
        if (isNew && tags && service is ("ec2" or "elasticfilesystem" or "elasticloadbalancing"))
            return [context.With($"{service}:CreateAction", $"Create{resource.Type.Split("::")[2].Replace("VPC", "Vpc", StringComparison.Ordinal)}")];
        if (isNew && (tags || creates))
            return [context];

        // Of a bucket's tags S3 says nothing unless it has been asked to, for each bucket.
        var tagged = context.WithTags("ResourceTag", service == "s3" ? [] : Of(on));
        var rights = table.For(on.Type);
        if (isNew && rights.ShowsTagsLate is not null)
            return [context];
        var isEarly = call.Operation == "create" && rights.ShowsTagsLate is not null && table.For(resource.Type).FollowsAtOnce is not null;
        return isEarly || !isNew && rights.MayLackTags is not null ? [tagged, context] : [tagged];
    }

    private IEnumerable<KeyValuePair<string, string>> Sent(HandlerCall call, Resource resource, bool tags, bool creates) => (call.Operation, tags, creates) switch
    {
        ("create", true, _) => Of(resource),
        ("create", _, true) when table.Published(resource.Type).Tagging.TagOnCreate => Of(resource),
        (not "create", true, _) => [Of(resource).ContainsKey(Release) ? Upgraded : Added],
        _ => [],
    };

    private Dictionary<string, string> Of(Resource resource)
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
