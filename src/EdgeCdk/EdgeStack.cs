using Amazon.CDK;
using Constructs;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Validation;
using EdgeCdk.Resources;

namespace EdgeCdk;

/// <summary>One edge as a stack: everything that runs the vendor's data plane in one account and region.</summary>
/// <example>
/// <code>
/// new EdgeStack(app, "Payments-Edge", EdgeDefinition.Load("payments.yaml"));
/// </code>
/// </example>
public sealed class EdgeStack : Stack
{
    /// <summary>Creates the stack.</summary>
    /// <param name="scope">The application, or a stage of it.</param>
    /// <param name="id">
    /// Id, and name of the stack unless <paramref name="props"/> have another. A stack of another name is another stack. The command
    /// <c>edge</c> calls it Edge-&lt;name of the edge&gt;.
    /// </param>
    /// <param name="definition">The edge.</param>
    /// <param name="props">
    /// What differs from the definition. What is absent comes from there: description, environment, tags and termination protection.
    /// Tags are added to those of the definition.
    /// </param>
    /// <exception cref="ConfigException">The environment in the properties is not that of the definition.</exception>
    public EdgeStack(Construct scope, string id, EdgeDefinition definition, IStackProps? props = null)
        : this(scope, id, definition, DefinitionInputs.Of(definition), props)
    {
    }

    /// <summary>Creates the stack from what the definition decides.</summary>
    internal EdgeStack(Construct scope, string id, EdgeDefinition definition, EdgeInputs inputs, IStackProps? props = null)
        : base(scope, id, Complete(inputs, props ?? new StackProps()))
    {
        Definition = definition;
        HostStack.Check(this, inputs.Edge);
        EdgeParts.Create(this, inputs, DeploymentMethod.EdgeFile);
    }

    /// <summary>The edge.</summary>
    public EdgeDefinition Definition { get; }

    private static StackProps Complete(EdgeInputs inputs, IStackProps props)
    {
        var edge = inputs.Edge;
        // Those by which commands and policies know the edge stay.
        var tags = new SortedDictionary<string, string>(inputs.Tags.ToDictionary());
        foreach (var (name, value) in props.Tags ?? new Dictionary<string, string>())
            tags.TryAdd(name, value);
        return new StackProps
        {
            AnalyticsReporting = props.AnalyticsReporting ?? false,
            CrossRegionReferences = props.CrossRegionReferences,
            Description = props.Description ?? $"Edge {edge.Name}, release {edge.Release}",
            Env = props.Env ?? new Amazon.CDK.Environment { Account = edge.AccountId, Region = edge.Region },
            PermissionsBoundary = props.PermissionsBoundary,
            StackName = props.StackName,
            SuppressTemplateIndentation = props.SuppressTemplateIndentation,
            Synthesizer = props.Synthesizer ?? NoBootstrap.Synthesizer(),
            Tags = tags,
            TerminationProtection = props.TerminationProtection ?? inputs.TerminationProtection,
        };
    }
}
