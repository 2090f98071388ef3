namespace EdgeCdk.Config.Portable;

/// <summary>
/// What a stack was made from. Logical ids differ between the template of an edge file and the portable one: an update from one to
/// the other would fail or replace. So each has this parameter with one value. <c>cdk deploy</c>, <c>aws cloudformation deploy</c> and
/// the console keep the value that a stack has, and CloudFormation refuses the other template before it changes anything. Only whoever
/// drops previous values on purpose is not refused.
/// </summary>
internal static class DeploymentMethod
{
    /// <summary>Name of the parameter, and of the output that shows it.</summary>
    public const string Parameter = "DeploymentMethod";

    /// <summary>An edge file, with the CDK CLI.</summary>
    public const string EdgeFile = "edge-file";

    /// <summary>A construct in a stack of the user's own application.</summary>
    public const string Construct = "construct";

    /// <summary>The portable template, with the AWS CLI, Service Catalog or a stack set.</summary>
    public const string Portable = "portable";

    /// <summary>Description of the parameter.</summary>
    public const string Description = "How this edge is deployed. An edge stays with its way of being deployed: leave it as it is.";

    /// <summary>The message of CloudFormation when a stack is updated with the other template.</summary>
    /// <param name="method">What this template is made from.</param>
    public static string Constraint(string method) => method switch
    {
        EdgeFile =>
            "must be edge-file: this stack was made with the portable template and can be updated with that alone, not with cdk deploy",
        Construct => "must be construct: this stack was made with another template of the edge and can be updated with that alone",
        _ => "must be portable: this stack was made from an edge file and can be updated with cdk deploy alone, "
            + "not with the portable template",
    };
}
