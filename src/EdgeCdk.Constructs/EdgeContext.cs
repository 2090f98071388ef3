namespace EdgeCdk;

/// <summary>
/// What every construct of an edge needs to know about it. The values may be tokens (parameters of a portable template), so
/// constructs put them into other texts but never look into them.
/// </summary>
internal sealed record EdgeContext
{
    /// <summary>Name of the edge; part of the names that other parties must know.</summary>
    public required string Name { get; init; }

    public required string Release { get; init; }

    /// <summary>aws, aws-us-gov or aws-cn.</summary>
    public required string Partition { get; init; }

    public required string Region { get; init; }

    public required string AccountId { get; init; }

    /// <summary>Domain of the partition's services, such as amazonaws.com.</summary>
    public required string DnsSuffix { get; init; }

    /// <summary>Days that log events are kept.</summary>
    public required double LogRetentionDays { get; init; }

    /// <summary>Whether keys, file system and log groups outlive the stack.</summary>
    public required bool RetainData { get; init; }

    /// <summary>Permissions boundary of every role. Default: none.</summary>
    public string? PermissionsBoundaryArn { get; init; }

    /// <summary>The customer's bucket for the access logs of buckets. Default: none.</summary>
    public Conditional<string> AccessLogBucket { get; init; } = new("", When.Never);

    /// <summary>Concurrent invocations that each function has for itself. Default: none, they share those of the account.</summary>
    public Conditional<double> ReservedConcurrentExecutions { get; init; } = new(0, When.Never);

    /// <summary>Code signing configuration of functions whose code the vendor delivers. Default: none.</summary>
    public Conditional<string> CodeSigningConfigArn { get; init; } = new("", When.Never);

    /// <summary>Whether the stack creates its roles. Default: it does; otherwise they exist, each under its name.</summary>
    public bool CreatesRoles { get; init; } = true;

    /// <summary>Path of the roles, which begins and ends with a slash. Default: /.</summary>
    public string RolePath { get; init; } = "/";

    /// <summary>How the content of a template is hashed. Default: <see cref="Lambdas.ContentHash"/>.</summary>
    public Func<string, string>? HashOf { get; init; }

    /// <summary>What all log groups of the edge begin with.</summary>
    public string LogGroupPrefix => $"/ataccama/edge/{Name}";

    // Names that other parties put into their trust and bucket policies.
    public string PlaneManagerRoleName => RoleName("plane-manager");

    public string MetadataBrowsingRoleName => RoleName("metadata-browsing");

    public string DqResultsReaderRoleName => RoleName("dq-results-reader");

    public string JobRoleName(string job) => RoleName($"job-{job}");

    // Names of the clusters. They are known before the clusters exist, as the log groups that Container Insights writes to must be.
    public string ManagementClusterName => $"{Name}-management";

    public string JobClusterName => $"{Name}-jobs";

    /// <summary>Name of a role of a part of the edge.</summary>
    public string RoleName(string part) => $"{Name}-{part}";

    /// <summary>ARN of a role of the edge with a known name.</summary>
    public string RoleArn(string name) => IamArn($"role{RolePath}{name}");

    /// <summary>ARN of a resource in the edge's region and account.</summary>
    public string Arn(string service, string resource) => $"arn:{Partition}:{service}:{Region}:{AccountId}:{resource}";

    /// <summary>ARN of an IAM resource in an account. Default: the edge's.</summary>
    public string IamArn(string resource, string? accountId = null) => $"arn:{Partition}:iam::{accountId ?? AccountId}:{resource}";

    /// <summary>The account as principal: identity policies decide which of its roles and users may act.</summary>
    public string AccountPrincipal => IamArn("root");

    /// <summary>Endpoint name of a service, as KMS knows it in <c>kms:ViaService</c>.</summary>
    public string ServiceEndpoint(string service) => $"{service}.{Region}.{DnsSuffix}";
}
