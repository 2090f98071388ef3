using System.Text.Json.Nodes;
using EdgeCdk.Config;

namespace EdgeCdk.App.Split;

/// <summary>
/// ARNs and names of resources that the stack of an edge will create, as far as they are known before: the one table of them. Names that
/// CloudFormation chooses begin with the name of the stack and the logical id; ids that services choose are parameters.
/// </summary>
/// <param name="edge">The edge.</param>
/// <param name="existing">Names of its roles.</param>
internal sealed class PhysicalNames(EdgeDefinition edge, ExistingNames existing)
{
    // CloudFormation shortens long names, and keeps at least so much of the logical id.
    private const int LogicalIdLeft = 24;

    private const string OfOtherCreators =
        "a resource of this name that somebody else creates: whoever may create one can choose the name of the stack or of the resource";

    private readonly string _stack = new EdgeNames(edge.Config.Edge.Name).Stack;

    /// <summary>ARN of the stack.</summary>
    public Substitute Stack => new(Arn("cloudformation", $"stack/{_stack}/*"), null, "former and later stacks of the same name");

    /// <summary>What stands in place of a reference to a resource.</summary>
    /// <param name="id">Its logical id.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="attribute">The attribute that is referenced. Null: the reference is a Ref.</param>
    public Substitute Of(string id, JsonObject resource, string? attribute) => ((string)resource["Type"]!, attribute) switch
    {
        ("AWS::KMS::Key", "Arn") => new("", KeyParameter(id)),
        ("AWS::IAM::Role", "Arn") => new(edge.Config.RoleArn(existing.Role(id))),
        ("AWS::Logs::LogGroup", "Arn") => new(Arn("logs", $"log-group:{Property(resource, "LogGroupName")}:*")),
        ("AWS::ECS::Cluster", "Arn") => new(Arn("ecs", $"cluster/{Property(resource, "ClusterName")}")),
        ("AWS::ECS::Cluster", null) => new(Property(resource, "ClusterName")),
        ("AWS::Lambda::Function", "Arn") => new(Arn("lambda", $"function:{Beginning(id)}*"), null, OfOtherCreators),
        ("AWS::SQS::Queue", "Arn") => new(Arn("sqs", $"{Beginning(id)}*"), null, OfOtherCreators),
        ("AWS::S3::Bucket", "Arn") => new(
            $"arn:{Partition}:s3:::{Beginning(id).ToLowerInvariant()}*", null,
            "a bucket of this name in any account: nothing of the edge uses one, since it gets the name of its own bucket from its stack"),
        ("AWS::SecretsManager::Secret", null) => new(
            Arn("secretsmanager", $"secret:{id}-*"), null,
            "secrets of other edges in the region; they can be decrypted only where those edges have the same general key: use secrets of "
                + "your own there"),
        ("AWS::EFS::FileSystem", "Arn") => new(
            Arn("elasticfilesystem", "file-system/"), IdParameter(id),
            "other file systems, while the parameter is *: their own policies and security groups decide as well"),
        ("AWS::EFS::AccessPoint", "Arn") => new(
            Arn("elasticfilesystem", "access-point/"), IdParameter(id),
            "the other access points of the file system, while the parameter is *: for mounts, EFS evaluates no condition on tags, so "
                + "that the id alone tells them apart"),
        (var type, _) => throw new InvalidOperationException(
            $"{attribute ?? "a Ref"} of {type} is in a policy and has no pattern: add one to {nameof(PhysicalNames)}"),
    };

    /// <summary>The parameter for the ARN of the general key.</summary>
    public const string GeneralKey = "GeneralKeyArn";

    /// <summary>The parameter for the ARN of a key.</summary>
    public static string KeyParameter(string id) => $"{Part(id)}Arn";

    /// <summary>Logical id without the hash that the CDK adds.</summary>
    public static string Part(string id) => id[..^8];

    private string Partition => edge.Config.Account.Partition();

    private static string IdParameter(string id) => $"{Part(id)}Id";

    private string Beginning(string id) => $"{_stack}-{id[..Math.Min(id.Length, LogicalIdLeft)]}";

    private string Arn(string service, string resource) =>
        $"arn:{Partition}:{service}:{edge.Config.Account.Region}:{edge.Config.Account.AccountId}:{resource}";

    private static string Property(JsonObject resource, string name) => (string)resource["Properties"]![name]!;
}
