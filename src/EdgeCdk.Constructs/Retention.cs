using Amazon.CDK;

namespace EdgeCdk;

/// <summary>What CloudFormation does with a resource that leaves the stack.</summary>
internal static class Retention
{
    /// <summary>
    /// For keys, the file system and log groups: deleted with the stack, or kept, as the edge file says; deleted in both cases when
    /// the first deployment fails, so that the next one finds nothing in its way.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="edge">Says which.</param>
    /// <param name="keepReplaced">Whether the old resource stays when an update replaces it. Default: as at deletion.</param>
    public static void AsConfigured(CfnResource resource, EdgeContext edge, bool keepReplaced = false)
    {
        Apply(resource, edge.RetainData, keepReplaced);
        // CloudFormation does not act on a change of DeletionPolicy alone; it acts on a change of metadata.
        resource.AddMetadata("DataRetention", edge.RetainData ? "retain" : "delete");
    }

    /// <summary>For what belongs to the stack alone: always deleted with it.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="keepReplaced">Whether the old resource stays when an update replaces it. Default: no.</param>
    public static void WithTheStack(CfnResource resource, bool keepReplaced = false)
    {
        Apply(resource, retain: false, keepReplaced);
    }

    private static void Apply(CfnResource resource, bool retain, bool keepReplaced)
    {
        resource.ApplyRemovalPolicy(retain ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY);
        if (keepReplaced && !retain)
            resource.CfnOptions.UpdateReplacePolicy = CfnDeletionPolicy.RETAIN;
    }
}
