namespace EdgeCdk;

/// <summary>Roles of data sources, which the customer tags <c>ataccama:edge:customer-provided=true</c> for the edge to enter.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="FurtherAccounts">Accounts beside the edge's that have such roles.</param>
internal sealed record CustomerRoles(EdgeContext Edge, IReadOnlyList<Conditional<string>> FurtherAccounts)
{
    /// <summary>Allows a role to assume those that are tagged, and no other.</summary>
    public Statement AllowAssume() =>
        Statement.Allow(
            "AssumeCustomerRoles",
            ["sts:AssumeRole"],
            [Edge.IamArn("role/*"), .. FurtherAccounts.Select(account => account.When.IfTrue(Edge.IamArn("role/*", account.Value)))])
            .When("StringEquals", "iam:ResourceTag/ataccama:edge:customer-provided", "true")
            .Because("the customer names the roles of data sources; only those that the customer has tagged can be assumed");
}
