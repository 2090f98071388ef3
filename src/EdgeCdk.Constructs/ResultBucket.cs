namespace EdgeCdk;

/// <summary>The customer's bucket for results, and the customer's role through which alone it is reached.</summary>
public sealed record ResultBucket(string Name, string Region, string RoleArn)
{
    /// <summary>How code finds it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["RESULT_BUCKET"] = Name,
        ["RESULT_BUCKET_REGION"] = Region,
        ["RESULT_ROLE_ARN"] = RoleArn,
    };

    /// <summary>Allows a role to assume the role of the bucket.</summary>
    public Statement AllowAssumeRole() => Statement.Allow("AssumeResultRole", ["sts:AssumeRole"], RoleArn);
}
