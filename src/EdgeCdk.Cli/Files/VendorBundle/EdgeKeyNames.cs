using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>Which key of an edge file the name of a value in a bundle stands for.</summary>
internal static class EdgeKeyNames
{
    // The end of the names that lead to a value, without what separates words. The longest end decides.
    private static readonly (string Target, string[] Ends)[] Known =
    [
        ("edge.name", ["edgename", "edgeinstancename", "edgeconfigname"]),
        ("edge.release", ["edgeversion", "edgeconfigversion", "releaseversion", "edgerelease", "bundleversion"]),
        ("account.region", ["accountregion", "awsregion", "edgeregion"]),
        ("account.accountId", ["accountid", "awsaccount"]),
        ("vpc.vpcId", ["vpcid"]),
        ("vpc.privateSubnetIds", ["privatesubnetids", "privatesubnets"]),
        ("vpc.publicSubnetIds", ["publicsubnetids", "publicsubnets"]),
        ("vpc.cidrBlocks", ["vpccidrblocks", "vpccidrblock", "vpccidrs", "vpccidr", "networkcidrblocks", "networkcidr"]),
        ("vpc.privateRouteTableIds", ["privateroutetableids", "privateroutetables"]),
        ("s3.bucketName", ["s3bucketname", "resultbucketname", "resultsbucketname", "resultbucket", "resultsbucket", "s3bucket"]),
        ("s3.iamRoleArn", ["s3iamrolearn", "s3rolearn", "resultrolearn", "resultsrolearn", "bucketrolearn"]),
        ("s3.region", ["s3region", "bucketregion"]),
        ("controlPlane.edgeAccessRoleArn", ["edgeaccessrolearn", "edgeaccessrole"]),
        ("controlPlane.edgeAccessExternalId", ["externalid"]),
        ("controlPlane.requestQueueArn", ["requestqueuearn", "requestsqueuearn", "requestqueueurl", "requestqueue"]),
        (
            "controlPlane.resultReaderQueueArn",
            ["resultreaderqueuearn", "resultsreaderqueuearn", "resultreaderqueueurl", "resultsreaderqueueurl", "resultreaderqueue"]),
        ("controlPlane.queueKeyArn", ["queuekeyarn", "queuekmskeyarn", "sqskmskeyarn"]),
        ("registry.prefix", ["registryprefix"]),
        ("observability.enabled", ["observabilityenabled", "observabilityenable", "enableobservability"]),
        ("iam.permissionsBoundaryArn", ["permissionsboundaryarn", "permissionboundaryarn", "permissionsboundary", "permissionboundary"]),
        ("logRetentionDays", ["logretentiondays", "logretentionindays"]),
    ];

    private static readonly Dictionary<string, string> ByPath = ConfigKey.OfEdge.SelectMany(key => key.WithDescendants())
        .Where(key => key.Children.Count == 0 && !key.Path.Contains('<', StringComparison.Ordinal))
        .GroupBy(key => BundleValue.Plain(key.Path)).ToDictionary(group => group.Key, group => group.First().Path);

    /// <summary>The key that the name of a value stands for; null when the name says nothing.</summary>
    public static string? Find(BundleValue value)
    {
        if (value.Words == "region")
            return "account.region";
        if (value.Words == "cidrblocks")
            return "vpc.cidrBlocks";
        return ByPath.GetValueOrDefault(value.Words) ?? Known
            .SelectMany(key => key.Ends.Select(end => (key.Target, End: end)))
            .Where(key => value.Words.EndsWith(key.End, StringComparison.Ordinal))
            .OrderByDescending(key => key.End.Length)
            .Select(key => key.Target)
            .FirstOrDefault();
    }
}
