using Amazon.CDK;
using Amazon.CDK.AWS.S3.Assets;
using Constructs;

namespace EdgeCdk.Constructs.Lambdas;

/// <summary>A zip with the code of a function, on its way to the edge's own bucket.</summary>
public sealed record CodePackage
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

/// <summary>Where a zip is before it is copied.</summary>
public abstract record PackageSource
{
    private PackageSource()
    {
    }

    /// <summary>A file on this machine; the CDK CLI uploads it.</summary>
    public sealed record LocalFile(string Path) : PackageSource;

    /// <summary>An object in a bucket, under a key of KMS or not.</summary>
    public sealed record StoredObject(string Bucket, string Key, Conditional<string> KeyArn) : PackageSource;
}

/// <summary>The object that is copied.</summary>
internal sealed record LocatedPackage(string Bucket, string Key, Conditional<string> KeyArn, string? KeyAlias)
{
    /// <summary>What reading the object takes beside reading it.</summary>
    public IEnumerable<Statement> AllowDecrypt(EdgeContext edge)
    {
        const string sid = "DecryptPackages";
        if (KeyArn.When.IsPossible)
            yield return Statement.Allow(sid, ["kms:Decrypt"], KeyArn.Value).When("StringEquals", "kms:ViaService", edge.ServiceEndpoint("s3")).If(KeyArn.When);
        if (KeyAlias is not null)
        {
            yield return Statement.Allow(sid, ["kms:Decrypt"], edge.Arn("kms", "key/*"))
                .When("StringEquals", "kms:ViaService", edge.ServiceEndpoint("s3"))
                .When("ForAnyValue:StringEquals", "kms:ResourceAliases", KeyAlias)
                .Because("the bootstrap's key is known by its alias alone, which the condition names");
        }
    }
}
