using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Tests.Support;

/// <summary>The account and region that an edge's template is for.</summary>
public sealed record StackPlace(string Edge, string Region, string Account)
{
    /// <summary>Where an edge file says.</summary>
    public static StackPlace Of(EdgeConfig config) => new(config.Edge.Name, config.Account.Region, config.Account.AccountId);

    /// <summary>Name of the stack. Default: as for the edge's file; StackSets and Service Catalog generate others.</summary>
    public string StackName { get; init; } = $"Edge-{Edge}";

    public string Partition => Partitions.Of(Region);

    /// <summary>Domain of the partition's services.</summary>
    public string DnsSuffix => Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    /// <summary>ARN of a resource in that account and region.</summary>
    public string Arn(string service, string resource) => $"arn:{Partition}:{service}:{Region}:{Account}:{resource}";

    /// <summary>ARN of an IAM resource. Default: in that account.</summary>
    public string IamArn(string resource, string? account = null) => $"arn:{Partition}:iam::{account ?? Account}:{resource}";
}
