using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>A resource as CloudFormation has it.</summary>
/// <param name="Template">The resource in the deployed template.</param>
/// <param name="PhysicalId">Its name or id; empty when it was never created.</param>
/// <param name="Status">Such as <c>CREATE_COMPLETE</c>.</param>
/// <param name="Reason">Why, where something failed.</param>
internal sealed record DeployedResource(StackResource Template, string PhysicalId, string Status, string Reason)
{
    public string Id => Template.Id;

    public string Type => Template.Type;

    /// <summary>Whether it is in the account: until a deployment is complete, and while a stack is deleted, a part is not.</summary>
    public bool IsThere => PhysicalId.Length > 0 && Status != "DELETE_COMPLETE";

    /// <summary>Path of the construct below the stack.</summary>
    public string Path => Template.Path;
}
