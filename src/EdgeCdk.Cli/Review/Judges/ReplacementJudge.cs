using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Reports what is replaced or deleted, and what is lost by it.</summary>
internal static class ReplacementJudge
{
    // Type, and what is lost when the resource goes.
    private static readonly Dictionary<string, string> Kept = new()
    {
        ["AWS::KMS::Key"] = "what it encrypted can be read only while the old key exists",
        ["AWS::KMS::Alias"] = "users of the alias find no key, or another one",
        ["AWS::EFS::FileSystem"] = "its files are not moved",
        ["AWS::EFS::AccessPoint"] = "mounts and policies that name it fail",
        ["AWS::S3::Bucket"] = "its objects are not moved",
        ["AWS::SQS::Queue"] = "messages in it are lost, and senders that know its address fail",
        ["AWS::SNS::Topic"] = "its subscriptions are lost",
        ["AWS::Logs::LogGroup"] = "its log events are not moved",
        ["AWS::SecretsManager::Secret"] = "what was put into it is lost, and readers that know its ARN fail",
        ["AWS::Lambda::Alias"] = "callers that know its ARN fail",
    };

    // Each release has its own; the old ones are meant to go.
    private static readonly Dictionary<string, string> MadeForEachRelease = new()
    {
        ["AWS::ECS::TaskDefinition"] = "gets a new revision",
        ["AWS::Lambda::Version"] = "gets a new version",
    };

    /// <summary>Whether the resource holds data, or others trust it by its name.</summary>
    public static bool IsKept(StackResource resource) => LostWith(resource) is not null;

    public static IEnumerable<Change> Judge(StackChange stack) => stack.Resources.SelectMany(change => change switch
    {
        { Base: null } =>
            [new Change(Consequence.Rest, ChangeKind.Added, change.Resource.Path, $"is added: {change.Resource.Kind}", "Resources")],
        { Head: null } when stack.Moved.FirstOrDefault(part => part.Before.Contains(change.Base)) is { } part =>
            [new Change(
                Consequence.Rest, ChangeKind.Removed, change.Resource.Path, $"leaves the stack ({change.Resource.Kind}): see {part.Name}",
                "Resources")],
        { Head: null } => [Removed(change.Base)],
        { IsReplaced: true } => [Replaced(change)],
        _ => (IEnumerable<Change>)[],
    });

    private static Change Replaced(ResourceChange change)
    {
        var resource = change.Resource;
        var causes = string.Join(", ", change.Causes);
        if (MadeForEachRelease.TryGetValue(resource.Type, out var words))
            return new Change(Consequence.Release, ChangeKind.Replaced, resource.Path, words, causes);
        var lost = LostWith(change.Base!);
        var fate = lost is null ? "" : $": {lost}; {Fate(change.Base!, "UpdateReplacePolicy")}";
        return new Change(
            Consequence.Existence, ChangeKind.Replaced, resource.Path,
            $"{(change.IsCertain ? "is" : "may be")} replaced by a new {resource.Kind}{fate}", causes, lost is not null);
    }

    private static Change Removed(StackResource resource)
    {
        if (MadeForEachRelease.ContainsKey(resource.Type))
            return new Change(Consequence.Rest, ChangeKind.Removed, resource.Path, $"is removed: {resource.Kind}", "Resources");
        var lost = LostWith(resource);
        var fate = lost is null ? "" : $": {lost}; {Fate(resource, "DeletionPolicy")}";
        return new Change(
            Consequence.Existence, ChangeKind.Removed, resource.Path, $"is removed ({resource.Kind}){fate}", "Resources", lost is not null);
    }

    /// <summary>Whether AWS keeps the resource when it leaves the stack.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="policy">DeletionPolicy or UpdateReplacePolicy.</param>
    public static bool IsRetained(StackResource resource, string policy) =>
        resource.Json[policy]?.ToString() is "Retain" or "RetainExceptOnCreate";

    private static string Fate(StackResource resource, string policy) =>
        IsRetained(resource, policy)
            ? "the old one is kept, outside the stack"
            : "the old one is deleted";

    private static string? LostWith(StackResource resource) =>
        Kept.TryGetValue(resource.Type, out var lost) ? lost
        : resource.Type == "AWS::IAM::Role" && resource.Properties["RoleName"] is { } name
            ? $"trust policies that name {(name is System.Text.Json.Nodes.JsonValue ? name.ToString() : "it")} no longer allow it"
        : null;
}
