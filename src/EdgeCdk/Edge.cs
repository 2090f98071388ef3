using Amazon.CDK;
using Constructs;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Validation;

namespace EdgeCdk;

/// <summary>
/// One edge in a stack of your own. It names roles, clusters, log groups, task families and the key alias as every edge does. The stack
/// keeps its own name, description, tags and synthesizer; the tags of the edge are on the resources of the edge alone.
/// </summary>
/// <example>
/// <code>
/// new Edge(this, "Edge", definition);
/// </code>
/// </example>
public sealed class Edge : Construct
{
    /// <summary>Creates the edge.</summary>
    /// <param name="scope">
    /// The stack, or a construct in it. Another scope or id would replace all resources, which fails at the fixed names.
    /// </param>
    /// <param name="id">Id.</param>
    /// <param name="definition">The edge.</param>
    /// <exception cref="ConfigException">
    /// The stack is in another environment than the edge, has an edge already, or is nested.
    /// </exception>
    public Edge(Construct scope, string id, EdgeDefinition definition)
        : base(scope, id)
    {
        Definition = definition;
        var stack = Stack.Of(this);
        var inputs = DefinitionInputs.Of(definition);
        HostStack.Check(stack, inputs.Edge);
        EdgeParts.Create(this, inputs, DeploymentMethod.Construct);
        foreach (var (name, value) in inputs.Tags)
            Tags.Of(this).Add(name, value);
        if (definition.Config.TerminationProtection && stack.TerminationProtection is not true)
        {
            Annotations.Of(this).AddWarningV2(
                "edge-cdk:terminationProtection",
                $"Stack {stack.StackName} can be deleted, and the edge with it. Set TerminationProtection of the stack, or "
                    + "terminationProtection: false in the definition");
        }
    }

    /// <summary>The edge.</summary>
    public EdgeDefinition Definition { get; }
}
