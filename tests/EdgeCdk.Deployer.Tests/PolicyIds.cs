using System.Text.Json.Nodes;

namespace EdgeCdk.Deployer.Tests;

/// <summary>Ids of the policies that decide the requests of <see cref="Allowed"/> and <see cref="Refused"/>.</summary>
public static class PolicyIds
{
    /// <summary>The policies of the service role of edge acme.</summary>
    public const string CloudFormation = "cloudformation";

    /// <summary>The same where the edge has a permissions boundary.</summary>
    public const string CloudFormationWithBoundary = "cloudformation with boundary";

    /// <summary>The same where other teams create roles, groups, endpoints and keys.</summary>
    public const string CloudFormationWithoutParts = "cloudformation without parts";

    /// <summary>The policy of who deploys edge acme.</summary>
    public const string Caller = "caller";

    /// <summary>The same where the CDK bootstrap has the qualifier abc.</summary>
    public const string CallerOfOwnBootstrap = "caller with bootstrap abc";

    /// <summary>A key policy that leaves everything to IAM.</summary>
    public const string OpenKey = "an open key";

    /// <summary>A trust policy that leaves everything to IAM, which evaluates it like a key policy.</summary>
    public const string TrustsTheAccount = "trusts the account";

    /// <summary>The documents of the policies that resources have.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode>> OfResources =>
    [
        Document(OpenKey, """
            { "Version": "2012-10-17", "Statement": [
              { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::123456789011:root" }, "Action": "kms:*", "Resource": "*" }
            ] }
            """),
        Document(TrustsTheAccount, """
            { "Version": "2012-10-17", "Statement": [
              { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::123456789011:root" }, "Action": "sts:AssumeRole" }
            ] }
            """),
    ];

    private static KeyValuePair<string, JsonNode> Document(string id, string json) => new(id, JsonNode.Parse(json)!);
}
