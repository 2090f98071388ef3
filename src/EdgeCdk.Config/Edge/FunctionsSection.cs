using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Edge;

/// <summary>What differs from the release for the functions, and what holds for all of them.</summary>
public sealed record FunctionsSection
{
    /// <summary>The function that browses metadata and tests connections. Default: as in the release.</summary>
    public FunctionOverride? MetadataBrowsing { get; init; }

    /// <summary>The function that reads data-quality results. Default: as in the release.</summary>
    public FunctionOverride? DqResultsReader { get; init; }

    /// <summary>
    /// Whether Cleanup and Deployment Support, the functions of the stack's own, run in the private subnets too. Default: false.
    /// </summary>
    /// <effect>Both get a security group without ingress and the rights to join the VPC; it can be switched on and off in place.</effect>
    /// <consequence>
    /// AWS Control Tower (CT.LAMBDA.PR.3) and some service control policies ask for it. Both functions call CloudFormation, Amazon ECS,
    /// EventBridge, Lambda and S3, and Deployment Support answers CloudFormation at an address of S3: the subnets need NAT, or endpoints
    /// for all of them. Without a way there, a deployment waits for an hour and fails. A deletion takes up to 40 minutes longer.
    /// </consequence>
    public bool OwnFunctionsInVpc { get; init; }

    /// <summary>Code signing configuration of the functions whose code the vendor delivers. Default: none.</summary>
    /// <effect>Lambda checks the signature of a package before it takes it. It can be added, changed and removed in place.</effect>
    /// <consequence>
    /// With a policy of Enforce, a package that is not signed by a profile of the configuration fails the deployment: ask the vendor
    /// for its profile first.
    /// </consequence>
    [CodeSigningConfigArn]
    public string? CodeSigningConfigArn { get; init; }

    /// <summary>
    /// Concurrent invocations that each function of the edge has for itself, and never more. Default: none, all share what the account
    /// has.
    /// </summary>
    /// <effect>Reserved concurrency of the four functions, changed in place.</effect>
    /// <consequence>
    /// It is free, but taken from the account: other functions there share what is left, and AWS keeps 100 for them. Rules for HIPAA,
    /// PCI DSS and NIST 800-53 ask for it.
    /// </consequence>
    [Range(1, 1000)]
    public int? ReservedConcurrentExecutions { get; init; }

    /// <summary>What the file says about single functions.</summary>
    internal IReadOnlyDictionary<Function, FunctionOverride> Overrides =>
        new (Function Function, FunctionOverride? Override)[]
        {
            (Function.MetadataBrowsing, MetadataBrowsing), (Function.DqResultsReader, DqResultsReader),
        }
        .Where(one => one.Override is not null)
        .ToDictionary(one => one.Function, one => one.Override!);
}
