using Amazon.CDK;
using Constructs;
using EdgeCdk.Resources;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;

namespace EdgeCdk;

/// <summary>One edge: everything that runs the vendor's data plane in one account and region.</summary>
public sealed class EdgeStack : Stack
{
    public EdgeStack(Construct scope, EdgeDefinition definition)
        : base(scope, $"Edge-{definition.Config.Edge.Name}", Properties(definition))
    {
        EdgeResources.Create(this, DefinitionInputs.Of(definition) with { DeploymentMethod = CreateDeploymentMethod() });
    }

    private string CreateDeploymentMethod()
    {
        var parameter = new StringParameter
        {
            Name = DeploymentMethod.Parameter,
            Description = DeploymentMethod.Description,
            Default = DeploymentMethod.EdgeFile,
            AllowedValues = [DeploymentMethod.EdgeFile],
            Constraint = DeploymentMethod.Constraint(DeploymentMethod.EdgeFile),
        };
        // In a scope of its own: there is an output of the same name.
        var resource = parameter.Create(new Construct(this, "Form"));
        resource.OverrideLogicalId(DeploymentMethod.Parameter);
        return resource.ValueAsString;
    }

    private static StackProps Properties(EdgeDefinition definition)
    {
        var (config, account) = (definition.Config, definition.Config.Account);
        return new StackProps
        {
            Description = $"Edge {config.Edge.Name}, release {definition.Release.Version}",
            Env = new Amazon.CDK.Environment { Account = account.AccountId, Region = account.Region },
            Tags = DefinitionInputs.Tags(definition),
            TerminationProtection = config.TerminationProtection,
            Synthesizer = NoBootstrap.Synthesizer(),
        };
    }
}
