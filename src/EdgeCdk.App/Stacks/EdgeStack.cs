using Amazon.CDK;
using Constructs;
using EdgeCdk.App.Resources;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.App.Stacks;

/// <summary>One edge: everything that runs the vendor's data plane in one account and region.</summary>
public sealed class EdgeStack : Stack
{
    public EdgeStack(Construct scope, EdgeDefinition definition)
        : base(scope, $"Edge-{definition.Config.Edge.Name}", Properties(definition))
    {
        EdgeResources.Make(this, EdgeFileInputs.Of(definition) with { DeploymentMethod = CreateDeploymentMethod() });
    }

    // Out of the way of the output of that name.
    private string CreateDeploymentMethod()
    {
        var parameter = new CfnParameter(new Construct(this, "Form"), DeploymentMethod.Parameter, new CfnParameterProps
        {
            Type = "String",
            Description = DeploymentMethod.Description,
            Default = DeploymentMethod.EdgeFile,
            AllowedValues = [DeploymentMethod.EdgeFile],
            ConstraintDescription = DeploymentMethod.Constraint(DeploymentMethod.EdgeFile),
        });
        parameter.OverrideLogicalId(DeploymentMethod.Parameter);
        return parameter.ValueAsString;
    }

    private static StackProps Properties(EdgeDefinition definition) => new()
    {
        Description = $"Edge {definition.Config.Edge.Name}, release {definition.Release.Version}",
        Env = new Amazon.CDK.Environment { Account = definition.Config.Account.AccountId, Region = definition.Config.Account.Region },
        Tags = EdgeFileInputs.Tags(definition),
        TerminationProtection = definition.Config.TerminationProtection,
        // The CLI checks the bootstrap by itself; the template then needs no parameter of SSM.
        Synthesizer = new DefaultStackSynthesizer(new DefaultStackSynthesizerProps { GenerateBootstrapVersionRule = false }),
    };
}
