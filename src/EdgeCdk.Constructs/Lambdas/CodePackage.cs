using Amazon.CDK;
using Amazon.CDK.AWS.S3.Assets;
using Constructs;

namespace EdgeCdk.Lambdas;

/// <summary>A zip with the code of a function, on its way to the edge's own bucket.</summary>
internal sealed record CodePackage
{
    // Where the CDK reads the qualifier of its bootstrap: in cdk.json, or on the command line.
    private const string BootstrapQualifier = "@aws-cdk/core:bootstrapQualifier";

    /// <summary>Where the zip is now.</summary>
    public required PackageSource Source { get; init; }

    /// <summary>Key in the edge's bucket. It changes with the content, or AWS would not notice a new one.</summary>
    public required string ObjectKey { get; init; }

    /// <summary>Hash of the content; anything else is refused when it is copied. Default: not checked.</summary>
    public string? Sha256 { get; init; }

    internal LocatedPackage Locate(Construct scope) => Source switch
    {
        PackageSource.LocalFile file => FromAsset(new Asset(scope, "Asset", new AssetProps { Path = file.Path })),
        PackageSource.StoredObject stored => new LocatedPackage(stored.Bucket, stored.Key, stored.KeyArn, null),
        _ => throw new InvalidOperationException("a kind of package source that is not known here"),
    };

    // A bootstrap with a key of its own gives the key this alias; one without has no such key, and nothing to decrypt.
    private static LocatedPackage FromAsset(Asset asset)
    {
        var qualifier = asset.Node.TryGetContext(BootstrapQualifier) ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
        return new(asset.S3BucketName, asset.S3ObjectKey, new("", When.Never), $"alias/cdk-{qualifier}-assets-key");
    }
}
