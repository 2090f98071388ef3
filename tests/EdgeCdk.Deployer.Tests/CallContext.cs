using System.Text.Json.Nodes;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The condition keys that AWS sends along with a call of CloudFormation.</summary>
/// <param name="Keys">Keys and values.</param>
/// <param name="Edge">Name of the edge.</param>
public sealed record CallContext(IReadOnlyDictionary<string, JsonNode> Keys, string Edge = "")
{
    /// <summary>The tag that every resource of an edge has.</summary>
    public const string Tag = "ataccama:edge:name";

    public static CallContext Empty { get; } = new(new Dictionary<string, JsonNode>());

    /// <summary>
    /// A resource that is being made has no tags yet, but the request has. Every other one has those of its edge; of the tags only
    /// those that change are sent then, and an upgrade changes the release alone.
    /// </summary>
    public static CallContext Of(string edge, string type, string operation, string action)
    {
        var (service, verb) = (action.Split(':')[0], action.Split(':')[1]);
        var tagging = verb is "CreateTags" or "AddTags" or "TagResource" or "TagRole" or "TagQueue";
        var context = Empty with { Edge = edge };
        // Of a bucket's tags S3 says nothing unless it has been asked to, for each bucket.
        if (service == "s3")
            return operation == "create" && verb == "CreateBucket" ? context.With($"aws:RequestTag/{Tag}", edge) : context;
        if (operation != "create" || !(tagging || verb.StartsWith("Create", StringComparison.Ordinal) || verb.StartsWith("Register", StringComparison.Ordinal)))
            return tagging ? context.OnExisting().With("aws:RequestTag/ataccama:edge:release", "16.6.6") : context.OnExisting();

        context = context.With($"aws:RequestTag/{Tag}", edge);
        var made = $"Create{type.Split("::")[2].Replace("VPC", "Vpc", StringComparison.Ordinal)}";
        return tagging && service is ("ec2" or "elasticfilesystem" or "elasticloadbalancing") ? context.With($"{service}:CreateAction", made) : context;
    }

    /// <summary>The same on a resource of the edge that is there already.</summary>
    public CallContext OnExisting() => With($"aws:ResourceTag/{Tag}", Edge);

    public CallContext With(string key, string value) => this with { Keys = new Dictionary<string, JsonNode>(Keys) { [key] = value } };
}
