namespace EdgeCdk.Lambdas;

/// <summary>Where a zip is before it is copied.</summary>
internal abstract record PackageSource
{
    private PackageSource()
    {
    }

    /// <summary>A file on this machine; the CDK CLI uploads it.</summary>
    public sealed record LocalFile(string Path) : PackageSource;

    /// <summary>An object in a bucket, under a key of KMS or not.</summary>
    public sealed record StoredObject(string Bucket, string Key, Conditional<string> KeyArn) : PackageSource;
}
