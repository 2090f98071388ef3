using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Deployed;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.DestroyPlan;

/// <summary>What is left of an edge whose stack is gone: found by its tag, and by the names that are fixed.</summary>
internal sealed class Leftovers(IAws aws, EdgePlace edge)
{
    // Task definitions are found by their families; services and tasks go with their cluster.
    private const string ElsewhereOrGone = "-";

    private const string Kept = "was kept by its DeletionPolicy, or somebody made it again";

    // An edge acme and an edge acme-prod share the beginning of their names: whole names only.
    private static readonly IReadOnlyList<string> Jobs = [.. Enum.GetValues<Job>().Select(job => Names.Value(job))];

    private readonly List<string> _unknown = [];

    /// <summary>What could not be asked, with the reason.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    /// <summary>Everything that is left, each thing once.</summary>
    public IReadOnlyList<Fate> Find() =>
    [
        .. ((IEnumerable<Fate>)[.. Ask("tags", Tagged), .. Ask("log groups", LogGroups), .. Ask("the key alias", Alias), .. Ask("roles", Roles), .. Ask("task definitions", Families)])
            .DistinctBy(fate => (fate.Kind, fate.Name)).OrderBy(fate => fate.Kind, StringComparer.Ordinal).ThenBy(fate => fate.Name, StringComparer.Ordinal),
    ];

    private IReadOnlyList<Fate> Ask(string what, Func<IEnumerable<Fate>> find)
    {
        try
        {
            return [.. find()];
        }
        catch (Exception exception) when (exception is AwsException or CommandException)
        {
            _unknown.Add($"{what}: {exception.Message}");
            return [];
        }
    }

    private IEnumerable<Fate> Tagged()
    {
        foreach (var item in List("ResourceTagMappingList", "resourcegroupstaggingapi", "get-resources", "--tag-filters", $"Key=ataccama:edge:name,Values={edge.Name}"))
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
                ("sqs", var rest) => ("AWS::SQS::Queue", (string)aws.Ask(edge.Region, "sqs", "get-queue-url", "--queue-name", rest)["QueueUrl"]!),
                ("lambda", var rest) when rest.StartsWith("function:", StringComparison.Ordinal) => ("AWS::Lambda::Function", rest["function:".Length..]),
                ("secretsmanager", _) => ("AWS::SecretsManager::Secret", (string)item["ResourceARN"]!),
                ("ec2", var rest) when rest.StartsWith("security-group/", StringComparison.Ordinal) => ("AWS::EC2::SecurityGroup", rest["security-group/".Length..]),
                ("ec2", var rest) when rest.StartsWith("vpc-endpoint/", StringComparison.Ordinal) => ("AWS::EC2::VPCEndpoint", rest["vpc-endpoint/".Length..]),
                _ => ("", (string)item["ResourceARN"]!),
            };
            if (type == "AWS::KMS::Key")
                yield return Key(id);
            else if (type != ElsewhereOrGone && !(type == "AWS::ECS::Cluster" && IsInactive(id)))
                yield return Left(type, id);
        }
    }

    private Fate Key(string id)
    {
        var key = aws.Ask(edge.Region, "kms", "describe-key", "--key-id", id)["KeyMetadata"]!;
        return (string?)key["KeyState"] == "PendingDeletion"
            ? new("KMS Key", id, $"AWS deletes it on {AwsTime.Parse(key["DeletionDate"]!).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", Removal.Rescue(id, edge.Region))
            : Left("AWS::KMS::Key", id);
    }

    // ECS shows a cluster for some time after it was deleted.
    private bool IsInactive(string cluster) => List("clusters", "ecs", "describe-clusters", "--clusters", cluster) is not [{ } found] || (string?)found["status"] == "INACTIVE";

    private IEnumerable<Fate> LogGroups()
    {
        string[] prefixes = [edge.LogGroupPrefix, $"/aws/ecs/containerinsights/{edge.StackName}-ManagementCluster", $"/aws/ecs/containerinsights/{edge.StackName}-JobCluster"];
        return from prefix in prefixes
               from item in List("logGroups", "logs", "describe-log-groups", "--log-group-name-prefix", prefix)
               select Left("AWS::Logs::LogGroup", (string)item["logGroupName"]!);
    }

    private IEnumerable<Fate> Alias() =>
        from item in List("Aliases", "kms", "list-aliases")
        where (string?)item["AliasName"] == $"alias/ataccama/edge/{edge.Name}"
        select Left("AWS::KMS::Alias", (string)item["AliasName"]!);

    private IEnumerable<Fate> Roles()
    {
        var fixedNames = EdgeRoles.Names(edge.Name).ToHashSet();
        return from item in List("Roles", "iam", "list-roles")
               where fixedNames.Contains((string)item["RoleName"]!)
               select Left("AWS::IAM::Role", (string)item["RoleName"]!);
    }

    // Those that are no longer registered stay known for ever, and are in nobody's way.
    private IEnumerable<Fate> Families()
    {
        var families = ((string[])["plane-manager", "connectors-rollout", "observability", .. Jobs]).Select(family => $"{edge.Name}-{family}").ToHashSet();
        return from family in aws.Ask(edge.Region, "ecs", "list-task-definition-families", "--status", "ACTIVE", "--family-prefix", $"{edge.Name}-")["families"] as JsonArray ?? []
               where families.Contains((string)family!)
               from arn in aws.Ask(edge.Region, "ecs", "list-task-definitions", "--status", "ACTIVE", "--family-prefix", (string)family!)["taskDefinitionArns"] as JsonArray ?? []
               select Left("AWS::ECS::TaskDefinition", ((string)arn!).Split('/')[^1]);
    }

    private Fate Left(string type, string id) =>
        new(type.Length == 0 ? "other" : type.Replace("AWS::", "", StringComparison.Ordinal).Replace("::", " ", StringComparison.Ordinal), id, Kept + Warning(type), Removal.Of(type, id, edge.Region));

    private static string Warning(string type) => type switch
    {
        "AWS::KMS::Key" => "; what it encrypts cannot be read without it",
        "AWS::IAM::Role" => "; its policies must go first",
        _ => "",
    };

    private IReadOnlyList<JsonObject> List(string name, params IReadOnlyList<string> arguments) =>
        [.. (aws.Ask(edge.Region, arguments)[name] as JsonArray ?? []).Select(item => item!.AsObject())];
}
