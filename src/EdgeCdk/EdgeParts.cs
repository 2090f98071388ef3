using Amazon.CDK;
using Constructs;
using EdgeCdk.Config.Portable;
using EdgeCdk.Resources;

namespace EdgeCdk;

/// <summary>The parts of an edge whose definition is known, in a stack of its own or in somebody else's.</summary>
internal static class EdgeParts
{
    /// <summary>Creates them.</summary>
    /// <param name="scope">The stack, or the construct that holds the edge. It has no children yet.</param>
    /// <param name="inputs">What is decided about the edge.</param>
    /// <param name="method">One of <see cref="DeploymentMethod"/>.</param>
    public static void Create(Construct scope, EdgeInputs inputs, string method)
    {
        FeatureFlags.Pin(scope);
        ProductMetadata.Add(Stack.Of(scope));
        EdgeResources.Create(scope, inputs with { DeploymentMethod = CreateParameter(scope, method) });
    }

    private static string CreateParameter(Construct scope, string method)
    {
        var parameter = new StringParameter
        {
            Name = DeploymentMethod.Parameter,
            Description = DeploymentMethod.Description,
            Default = method,
            AllowedValues = [method],
            Constraint = DeploymentMethod.Constraint(method),
        };
        // In a scope of its own: there is an output of the same name.
        var resource = parameter.Create(new Construct(scope, "Form"));
        resource.OverrideLogicalId(DeploymentMethod.Parameter);
        return resource.ValueAsString;
    }
}
