using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Changes;

/// <summary>A stack before and after an update, with what is wrong about it. A rollback is the change the other way round.</summary>
/// <param name="name">What is changed, for messages.</param>
/// <param name="before">What is deployed.</param>
/// <param name="after">What is deployed next.</param>
public sealed class StackChange(string name, SynthesizedTemplate before, SynthesizedTemplate after)
{
    private static readonly string[] JavaFunctions = ["MetadataBrowsing", "DqResultsReader"];

    // What a function has, and no version of it.
    private static readonly string[] OfNoVersion = ["Tags", "CodeSigningConfigArn", "ReservedConcurrentExecutions"];

    // Of each type, the property with the name that others know, or that can be there only once.
    private static readonly Dictionary<string, string> FixedNames = new()
    {
        ["AWS::ECS::Cluster"] = "ClusterName",
        ["AWS::IAM::Role"] = "RoleName",
        ["AWS::KMS::Alias"] = "AliasName",
        ["AWS::Logs::LogGroup"] = "LogGroupName",
    };

    // What a custom resource of ours calls when it is deleted, and on what.
    private static readonly Dictionary<string, (string[] Actions, string Property)> Deletions = new()
    {
        ["Custom::EdgeAnnounce"] = ([], ""),
        ["Custom::EdgeCopy"] = (["s3:DeleteObject"], "DestinationBucket"),
        ["Custom::EdgeEmpty"] = (["s3:ListBucketVersions", "s3:DeleteObjectVersion"], "BucketName"),
        ["Custom::EdgeStopTasks"] = (["ecs:ListTasks", "ecs:DescribeTasks", "ecs:StopTask"], "Cluster"),
    };

    public string Name => name;

    public SynthesizedTemplate Before => before;

    public SynthesizedTemplate After => after;

    /// <summary>The rollback of this change, or the change back.</summary>
    public StackChange Back => new($"{Name}, back", After, Before);

    /// <summary>
    /// Functions that changed without a new version, and new versions of functions that did not change: Lambda refuses to publish those.
    /// </summary>
    public IEnumerable<string> WrongVersions()
    {
        foreach (var function in JavaFunctions)
        {
            var (old, @new) = (Function(Before, function), Function(After, function));
            var isNew = Version(Before, function) != Version(After, function);
            if (isNew != (old.Own != @new.Own))
                yield return $"{Name}: {function} {(isNew ? "has a new version without a change" : "changes without a new version")}";
            if (isNew && old.Configuration == @new.Configuration)
                yield return $"{Name}: {function} has a new version that Lambda does not publish when the packages are the same";
        }
    }

    /// <summary>Custom resources that go away, or leave something behind to be deleted, without the right to delete it.</summary>
    public IEnumerable<string> DeniedDeletions() =>
        from resource in Before.Resources
        where Deletions.ContainsKey(resource.Type) && IsDeleted(resource)
        let rights = RightsAtTheEnd(resource)
        let deletion = Deletions[resource.Type]
        from action in deletion.Actions
        let target = $"${{{Before.Target(resource[deletion.Property])!.Path}"
        where !rights.Any(right => right.Contains(action, StringComparison.Ordinal) && right.Contains(target, StringComparison.Ordinal))
        select $"{Name}: {resource.Path} may not {action} when it goes";

    /// <summary>What stays in the account under a fixed name when it leaves the stack, and is in the way when it comes back.</summary>
    public IEnumerable<string> KeptInTheWay() =>
        from resource in Before.Resources
        where FixedName(Before, resource) is not null && After.Find(resource.Path) is null && resource.DeletionPolicy != "Delete"
        select $"{Name}: {resource.Path} is kept when it leaves the stack";

    /// <summary>What is created before its predecessor of the same name is deleted: replaced, or under another logical id.</summary>
    public IEnumerable<string> NameConflicts()
    {
        var names = Before.Resources
            .Select(resource => (Resource: resource, Name: FixedName(Before, resource)))
            .Where(item => item.Name is not null)
            .ToDictionary(item => $"{item.Resource.Type} {item.Name}", item => item.Resource);
        foreach (var resource in After.Resources.Where(resource => FixedName(After, resource) is not null))
        {
            if (names.TryGetValue($"{resource.Type} {FixedName(After, resource)}", out var old)
                && (old.LogicalId != resource.LogicalId || IsReplaced(old, resource)))
            {
                yield return $"{Name}: {resource.Path} is created while {old.Path} has its name";
            }
        }
    }

    /// <summary>What holds data, or is known to others, and is replaced or removed.</summary>
    public IEnumerable<string> LostData()
    {
        string[] types =
        [
            "AWS::KMS::Key", "AWS::EFS::FileSystem", "AWS::EFS::AccessPoint", "AWS::EFS::MountTarget",
            "AWS::S3::Bucket", "AWS::SQS::Queue", "AWS::ECS::Cluster",
        ];
        return from resource in Before.Resources
               where types.Contains(resource.Type) && !resource.Path.StartsWith("Observability/", StringComparison.Ordinal)
               let next = After.Find(resource.Path)
               where next is null || next.LogicalId != resource.LogicalId || IsReplaced(resource, next)
               select $"{Name}: {resource.Path} is {(next is null ? "removed" : "replaced")}";
    }

    // Own: what the function is, but for its description, which names the version. What it refers to counts as another thing when it
    // is replaced. Configuration: what Lambda compares beside the code, which may be the same under another key.
    private static (string Own, string Configuration) Function(SynthesizedTemplate template, string function)
    {
        string Without(params string[] names)
        {
            var properties = template.At($"{function}/Function/Function").Properties
                .Where(property => !OfNoVersion.Contains(property.Key) && !names.Contains(property.Key))
                .Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone()));
            return Identity(template, new JsonObject(properties));
        }
        return (Without("Description"), Without("Code"));
    }

    private static string Version(SynthesizedTemplate template, string function)
    {
        var version = template.At($"{function}/Function/Version");
        return $"{version.LogicalId} {version["Description"]?.ToJsonString()}";
    }

    private bool IsDeleted(Resource resource) =>
        After.Find(resource.Path) is not { } next
        || (resource.Type == "Custom::EdgeCopy" && Before.Text(resource, "DestinationKey") != After.Text(next, "DestinationKey"));

    // Removals come last, each before what it depends on: the new policies hold, and old ones that the resource keeps alive.
    private List<string> RightsAtTheEnd(Resource resource)
    {
        var alive = Before.Prerequisites(resource).Where(other => other.Type == "AWS::IAM::Policy" && After.Find(other.Path) is null);
        var role = Before.Target(Before.Target(resource["ServiceToken"])!["Role"])!;
        return
        [
            .. After.Rights(role.Path),
            .. alive.SelectMany(policy => Before.Statements(policy.Path, "PolicyDocument")),
        ];
    }

    private static string? FixedName(SynthesizedTemplate template, Resource resource) =>
        FixedNames.TryGetValue(resource.Type, out var property) && resource[property] is { } name ? template.Value(name) : null;

    private bool IsReplaced(Resource old, Resource @new) => CreateOnly(Before, old) != CreateOnly(After, @new);

    private static string CreateOnly(SynthesizedTemplate template, Resource resource)
    {
        var properties = ResourceSchemas.CreateOnly(resource.Type)
            .Select(name => KeyValuePair.Create(name, resource[name]?.DeepClone()));
        return Identity(template, new JsonObject(properties));
    }

    // A reference stands for the thing, and a thing is another one when what cannot be changed about it differs.
    private static string Identity(SynthesizedTemplate template, JsonNode? node) => node switch
    {
        null => "",
        JsonObject map when template.Target(map) is { } target => $"{map.ToJsonString()}{OfTarget(template, target)}",
        JsonObject map => string.Join(';', map
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={Identity(template, pair.Value)}")),
        JsonArray list => string.Join(',', list.Select(item => Identity(template, item))),
        _ => node.ToJsonString(),
    };

    private static string OfTarget(SynthesizedTemplate template, Resource target) =>
        target.Type.StartsWith("AWS::", StringComparison.Ordinal) ? CreateOnly(template, target) : "";
}
