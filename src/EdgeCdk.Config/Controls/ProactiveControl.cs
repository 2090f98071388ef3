using EdgeCdk.Config.Releases;

namespace EdgeCdk.Config.Controls;

/// <summary>
/// A proactive control of AWS Control Tower that refuses a resource of some edges. Where the account has it on, CloudFormation does not
/// create the resource, and the deployment rolls back.
/// </summary>
/// <param name="Id">Such as <c>CT.S3.PR.2</c>.</param>
/// <param name="Refuses">Whether it refuses a resource of an edge.</param>
/// <param name="Remedy">What to do, as a sentence.</param>
internal sealed record ProactiveControl(string Id, Func<EdgeDefinition, bool> Refuses, string Remedy)
{
    private const string Exempt = "ask the owner of the organization to turn it off for this account: no key meets it";
    private const string Ask = "ask the vendor for a release file whose images have";

    private static readonly ServiceImage[] OfCollector =
        [ServiceImage.ConfigInit, ServiceImage.OtelCollector, ServiceImage.CloudwatchExporter];

    /// <summary>All of them. Every other control is met by every edge; docs/security/rules-of-others.md has the reasons.</summary>
    public static IReadOnlyList<ProactiveControl> All { get; } =
    [
        new("CT.CLOUDWATCH.PR.2", edge => edge.Config.LogRetentionDays < 365, "set logRetentionDays to 365 or more"),
        new("CT.ECS.PR.3", edge => Images(edge).Any(image => image.User is null), $"{Ask} a user"),
        new("CT.ECS.PR.6", edge => Images(edge).Any(image => !image.ReadonlyRootFilesystem), $"{Ask} readonlyRootFilesystem"),
        new("CT.ELASTICFILESYSYSTEM.PR.2", edge => !edge.Config.FileSystem.Backup, "set fileSystem.backup to true"),
        new("CT.ELASTICLOADBALANCING.PR.5", edge => edge.Config.Observability.Enabled, Exempt),
        new("CT.ELASTICLOADBALANCING.PR.6", edge => edge.Config.Observability.Enabled, Exempt),
        new("CT.LAMBDA.PR.3", edge => !edge.Config.Functions.OwnFunctionsInVpc, "set functions.ownFunctionsInVpc to true"),
        new("CT.S3.PR.2", edge => edge.Config.AccessLogBucket is null, "name a bucket in accessLogBucket"),
        new("CT.S3.PR.4", _ => true, Exempt),
        new("CT.S3.PR.9", _ => true, Exempt),
    ];

    private static IEnumerable<ImageReference> Images(EdgeDefinition edge) =>
    [
        .. Enum.GetValues<ServiceImage>()
            .Where(container => edge.Config.Observability.Enabled || !OfCollector.Contains(container))
            .Select(edge.Release.Image),
        .. edge.Release.Jobs.Keys.Select(edge.Release.Image),
    ];
}
