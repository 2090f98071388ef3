namespace EdgeCdk;

/// <summary>The customer's bucket for results, and the customer's role through which alone it is reached.</summary>
internal sealed record ResultBucket(string Name, string Region, string RoleArn)
{
    /// <summary>Allows a role to assume the role of the bucket.</summary>
    public Statement AllowAssumeRole() => Statement.Allow("AssumeResultRole", ["sts:AssumeRole"], RoleArn);
}
