using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>KMS keys that exist.</summary>
public sealed record KmsSection
{
    /// <summary>
    /// Existing key for logs, file system, buckets, secrets, queues and function environments. Default: none, the stack creates it.
    /// </summary>
    /// <effect>The stack has neither the general key nor its alias, and encrypts with this key.</effect>
    /// <consequence>
    /// Its policy must allow the account, the CloudWatch Logs service of the region, EventBridge and, with alarms.create, CloudWatch. The
    /// key stays when the stack is deleted. Another key for a deployed edge replaces the file system.
    /// </consequence>
    [KeyArn]
    public string? GeneralKeyArn { get; init; }

    /// <summary>Existing key for data-quality results. Default: none, the stack creates it.</summary>
    /// <effect>The stack has no such key; jobs and DQ Results Reader use this one.</effect>
    /// <consequence>
    /// Who may decrypt the results is decided by its policy: it must allow the roles of the jobs and of DQ Results Reader, and should allow
    /// nobody else. The key stays when the stack is deleted. Results under another key need that key to be read.
    /// </consequence>
    [KeyArn]
    public string? DataQualityKeyArn { get; init; }
}
