using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>Something that may be left, before it is known whose it is.</summary>
/// <param name="Type">Its type in CloudFormation; empty for one that nobody thought of.</param>
/// <param name="Id">Its name or id, as it is shown.</param>
internal sealed record Candidate(string Type, string Id)
{
    /// <summary>Its id as CloudFormation has it. Default: the name or id.</summary>
    public string PhysicalId { get; init; } = Id;

    /// <summary>Name of the stack that created it, by its tag. Default: null, it has no such tag.</summary>
    public string? TaggedStack { get; init; }

    /// <summary>When AWS deletes it anyway. Default: null, it does not.</summary>
    public string? DeletedOn { get; init; }

    public string Kind => Type.Length == 0 ? "other"
        : Type.Replace("AWS::", "", StringComparison.Ordinal).Replace("::", " ", StringComparison.Ordinal);
}

/// <summary>
/// What is left of an edge of which no stack was found: found by its tag, and by the names that are fixed. Nothing is called left over
/// before AWS has been asked who owns it.
/// </summary>
internal sealed class Leftovers
{
    // Task definitions are found by their families; services and tasks go with their cluster.
    private const string ElsewhereOrGone = "-";

    private readonly IAws _aws;
    private readonly EdgePlace _edge;
    private readonly AwsQuestions _questions = new();

    /// <summary>Looks for them.</summary>
    public Leftovers(CommandContext context, EdgePlace edge)
    {
        (_aws, _edge) = (context.Aws, edge);
        var candidates = _questions.AskAll<Candidate>(context, $"looking for what is left of {edge.Name}",
            [("tags", Tagged), ("log groups", LogGroups), ("the key alias", Alias), ("roles", Roles), ("task definitions", Families)])
            .DistinctBy(candidate => (candidate.Kind, candidate.Id))
                .OrderBy(candidate => candidate.Kind, StringComparer.Ordinal).ThenBy(candidate => candidate.Id, StringComparer.Ordinal)
                .ToList();
        var owners = ConcurrentWork.Run(context, "asking who owns them",
            [.. candidates.Select(candidate => (Func<Owner>)(() => OwnerOf(candidate)))]);
        var asked = candidates.Zip(owners).ToList();
        Owned = [.. asked.Where(item => item.Second.Stack is not null)
            .Select(item => new OwnedResource(item.First.Kind, item.First.Id, item.Second.Stack!, item.Second.Region))];
        Left = [.. asked.Where(item => item.Second is { Stack: null, Unknown: null })
            .Select(item => PlannedItem(item.First, hasCommand: Owned.Count == 0))];
        NotKnown =
        [
            .. asked.Where(item => item.Second.Unknown is not null)
                .Select(item =>
                    new PlannedItem(item.First.Kind, item.First.Id, $"exists; which stack owns it could not be checked: {item.Second.Unknown}")),
        ];
        var isGone = Owned.Count == 0 && NotKnown.Count == 0 && Unknown.Count == 0;
        Prerequisites = _questions.Ask("the stack of the prerequisites", () => DestroyPlan.Prerequisites(context.Aws, edge, isGone));
    }

    /// <summary>What could not be asked, with the reason.</summary>
    public IReadOnlyList<string> Unknown => _questions.Unknown;

    /// <summary>What a stack owns: it is no leftover.</summary>
    public IReadOnlyList<OwnedResource> Owned { get; }

    /// <summary>What no stack owns, each thing once.</summary>
    public IReadOnlyList<PlannedItem> Left { get; }

    /// <summary>What may be left, or may be in use: AWS did not say.</summary>
    public IReadOnlyList<PlannedItem> NotKnown { get; }

    /// <summary>The stack of what the edge needed, when there is one.</summary>
    public IReadOnlyList<PlannedItem> Prerequisites { get; }

    // A key that is being deleted is in no stack that lives, and nothing is advised against it.
    private Owner OwnerOf(Candidate candidate) => candidate.DeletedOn is null
        ? Owner.Of(_aws, candidate.Type == "AWS::IAM::Role" ? StackFinder.Regions(_aws, _edge.Region) : [_edge.Region],
            candidate.PhysicalId, candidate.TaggedStack)
        : new Owner(null, _edge.Region, null);

    private PlannedItem PlannedItem(Candidate candidate, bool hasCommand) => candidate.DeletedOn is { } date
        ? new(candidate.Kind, candidate.Id,
            $"AWS deletes it on {date}; what it encrypts cannot be read then. {KeyDeletion.SecurityHub}")
        {
            Keep = KeyDeletion.Rescue(candidate.Id, _edge.Region),
        }
        : new(
            candidate.Kind, candidate.Id,
                "still exists, and no stack owns it: retained when the stack was deleted, or created later"
                + Removal.Words(candidate.Type, _edge.Region),
            hasCommand ? Removal.Command(candidate.Type, candidate.Id, _edge.Region) : null);

    private IEnumerable<Candidate> Tagged()
    {
        foreach (var item in List("ResourceTagMappingList", "resourcegroupstaggingapi", "get-resources", "--tag-filters",
            $"Key=ataccama:edge:name,Values={_edge.Name}"))
        {
            // arn:<partition>:<service>:<region>:<account>:<the rest>
            var parts = ((string)item["ResourceARN"]!).Split(':', 6);
            var (type, id) = (parts[2], parts[5]) switch
            {
                ("kms", var rest) => ("AWS::KMS::Key", rest["key/".Length..]),
                ("elasticfilesystem", var rest) when rest.StartsWith("file-system/", StringComparison.Ordinal) => ("AWS::EFS::FileSystem", rest["file-system/".Length..]),
                ("logs", var rest) => ("AWS::Logs::LogGroup", rest["log-group:".Length..].TrimEnd('*').TrimEnd(':')),
                ("ecs", var rest) when rest.StartsWith("cluster/", StringComparison.Ordinal) => ("AWS::ECS::Cluster", rest["cluster/".Length..]),
                ("ecs", _) => (ElsewhereOrGone, ""),
                ("s3", var rest) => ("AWS::S3::Bucket", rest),
                ("sqs", var rest) =>
                    ("AWS::SQS::Queue", (string)_aws.Ask(_edge.Region, "sqs", "get-queue-url", "--queue-name", rest)["QueueUrl"]!),
                ("lambda", var rest) when rest.StartsWith("function:", StringComparison.Ordinal) => ("AWS::Lambda::Function", rest["function:".Length..]),
                ("secretsmanager", _) => ("AWS::SecretsManager::Secret", (string)item["ResourceARN"]!),
                ("ec2", var rest) when rest.StartsWith("security-group/", StringComparison.Ordinal) => ("AWS::EC2::SecurityGroup", rest["security-group/".Length..]),
                ("ec2", var rest) when rest.StartsWith("vpc-endpoint/", StringComparison.Ordinal) => ("AWS::EC2::VPCEndpoint", rest["vpc-endpoint/".Length..]),
                _ => ("", (string)item["ResourceARN"]!),
            };
            if (type == "AWS::KMS::Key")
                yield return Key(id) with { TaggedStack = item.Tag(DeployedStack.StackTag) };
            else if (type != ElsewhereOrGone && !(type == "AWS::ECS::Cluster" && IsInactive(id)))
                yield return new(type, id) { TaggedStack = item.Tag(DeployedStack.StackTag) };
        }
    }

    private Candidate Key(string id)
    {
        var key = _aws.Ask(_edge.Region, "kms", "describe-key", "--key-id", id)["KeyMetadata"]!;
        return new("AWS::KMS::Key", id)
        {
            DeletedOn = (string?)key["KeyState"] == "PendingDeletion"
                ? AwsTime.Parse(key["DeletionDate"]!).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        };
    }

    // ECS shows a cluster for some time after it was deleted.
    private bool IsInactive(string cluster) => List("clusters", "ecs", "describe-clusters", "--clusters", cluster) is not [{ } found] || (string?)found["status"] == "INACTIVE";

    private IEnumerable<Candidate> LogGroups() =>
        from prefix in (string[])[_edge.LogGroupPrefix, .. EdgeNames.PerformanceLogGroups(_edge.Name)]
        from item in List("logGroups", "logs", "describe-log-groups", "--log-group-name-prefix", prefix)
        select new Candidate("AWS::Logs::LogGroup", (string)item["logGroupName"]!);

    private IEnumerable<Candidate> Alias() =>
        from item in List("Aliases", "kms", "list-aliases")
        where (string?)item["AliasName"] == EdgeNames.Alias(_edge.Name)
        select new Candidate("AWS::KMS::Alias", (string)item["AliasName"]!);

    private IEnumerable<Candidate> Roles()
    {
        var fixedNames = EdgeRoles.Names(_edge.Name).ToHashSet();
        return from item in List("Roles", "iam", "list-roles")
               where fixedNames.Contains((string)item["RoleName"]!)
               select new Candidate("AWS::IAM::Role", (string)item["RoleName"]!);
    }

    // Those that are no longer registered stay known for ever, and are in nobody's way. An edge acme and an edge acme-prod share the
    // beginning of their
    // names: whole names only.
    private IEnumerable<Candidate> Families()
    {
        var families = EdgeNames.Families(_edge.Name).ToHashSet();
        return from family in _aws.Ask(_edge.Region, "ecs", "list-task-definition-families", "--status", "ACTIVE", "--family-prefix",
            $"{_edge.Name}-")["families"] as JsonArray ?? []
               where families.Contains((string)family!)
               from arn in _aws.Ask(_edge.Region, "ecs", "list-task-definitions", "--status", "ACTIVE", "--family-prefix",
                   (string)family!)["taskDefinitionArns"] as JsonArray ?? []
               select new Candidate("AWS::ECS::TaskDefinition", ((string)arn!).Split('/')[^1]) { PhysicalId = (string)arn! };
    }

    private IReadOnlyList<JsonObject> List(string name, params IReadOnlyList<string> arguments) =>
        [.. (_aws.Ask(_edge.Region, arguments)[name] as JsonArray ?? []).Select(item => item!.AsObject())];
}
