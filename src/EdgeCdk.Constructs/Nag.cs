using Amazon.CDK;

namespace EdgeCdk;

/// <summary>
/// What cdk-nag would report, and why it is accepted. It is written into the template, where cdk-nag finds it also when
/// a customer runs it. A reason without a finding fails the tests.
/// </summary>
internal static class Nag
{
    /// <summary>Accepts findings on a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="findings">Ids of AwsSolutions rules, such as <c>S1</c>, each with a reason.</param>
    public static void Accept(CfnResource resource, params (string Rule, string Reason)[] findings) =>
        resource.AddMetadata("cdk_nag", new Dictionary<string, object>
        {
            ["rules_to_suppress"] = findings.Select(
                finding => new Dictionary<string, object> { ["id"] = $"AwsSolutions-{finding.Rule}", ["reason"] = finding.Reason })
                .ToArray(),
        });

    /// <summary>Accepts the wildcards of a role's statements, each for the reason that its statement gives.</summary>
    public static void AcceptWildcards(CfnResource resource, IEnumerable<Statement> statements)
    {
        var findings = statements.Where(statement => statement.Reason is not null)
            .Select(statement => ("IAM5", $"{statement.Sid}: {statement.Reason}"))
            .ToArray();
        if (findings.Length > 0)
            Accept(resource, findings);
    }
}
