namespace EdgeCdk;

/// <summary>Roles of data sources, which the customer tags <c>ataccama:edge:customer-provided=true</c> for the edge to enter.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="FurtherAccounts">Accounts beside the edge's that have such roles.</param>
internal sealed record CustomerRoles(EdgeContext Edge, IReadOnlyList<Conditional<string>> FurtherAccounts)
{
    // Once: a text with a condition in it is another one each time, and equal permissions would not be seen to be equal.
    private readonly string[] _roles =
        [Edge.IamArn("role/*"), .. FurtherAccounts.Select(account => account.When.IfTrue(Edge.IamArn("role/*", account.Value)))];

    /// <summary>Allows a role to assume those that are tagged, and no other.</summary>
    public Statement AllowAssume() =>
        Statement.Allow(
            "AssumeCustomerRoles",
            ["sts:AssumeRole"],
            _roles)
            .When("StringEquals", "iam:ResourceTag/ataccama:edge:customer-provided", "true")
            .Because("the customer names the roles of data sources; only those that the customer has tagged can be assumed");
}
