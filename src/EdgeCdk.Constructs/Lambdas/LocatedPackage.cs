namespace EdgeCdk.Lambdas;

/// <summary>The object that is copied.</summary>
internal sealed record LocatedPackage(string Bucket, string Key, Conditional<string> KeyArn, string? KeyAlias)
{
    /// <summary>What reading the object takes beside reading it.</summary>
    public IEnumerable<Statement> AllowDecrypt(EdgeContext edge)
    {
        const string sid = "DecryptPackages";
        if (KeyArn.When.IsPossible)
        {
            yield return Statement.Allow(sid, ["kms:Decrypt"], KeyArn.Value)
                .When("StringEquals", "kms:ViaService", edge.ServiceEndpoint("s3"))
                .If(KeyArn.When);
        }

        if (KeyAlias is not null)
        {
            yield return Statement.Allow(sid, ["kms:Decrypt"], edge.Arn("kms", "key/*"))
                .When("StringEquals", "kms:ViaService", edge.ServiceEndpoint("s3"))
                .When("ForAnyValue:StringEquals", "kms:ResourceAliases", KeyAlias)
                .Because("the bootstrap's key is known by its alias alone, which the condition names");
        }
    }
}
