using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Prerequisites;

/// <summary>The values of the deployed stack of the prerequisites.</summary>
/// <param name="Onboarding">The values that the vendor asks for, as YAML.</param>
/// <param name="EdgeName">The edge that it was created for.</param>
/// <param name="CidrBlocks">CIDR block of its VPC.</param>
/// <param name="PrivateRouteTableIds">Its private route tables, separated by commas.</param>
/// <param name="DefaultSecurityGroupId">The group that AWS created with its VPC.</param>
internal sealed record DeployedPrerequisites(
    string Onboarding, string EdgeName, string CidrBlocks, string PrivateRouteTableIds, string DefaultSecurityGroupId)
{
    /// <summary>Asks AWS.</summary>
    /// <exception cref="CommandException">There is no such stack, it is not complete, or it is another one.</exception>
    public static DeployedPrerequisites Read(IAws aws, string stack, string region)
    {
        var found = AccountStacks.Describe(aws, region, stack) ?? throw new CommandException(
            $"there is no stack {stack} in {region} of account {Caller.Account(aws, region)}; correct the name or --region, or use "
                + "credentials of the account that has it, for example with AWS_PROFILE");
        var state = StackState.Of(found);
        if (!state.IsHealthy)
        {
            throw new CommandException($"the stack {stack} is in {state.Status}: {state.Meaning}; "
                + (state.Phase is StackPhase.InProgress ? "wait until it is complete" : "deploy it again"));
        }

        return new DeployedPrerequisites(
            $"{Value("Output", "Onboarding")}\n", Value("Parameter", "EdgeName"), Value("Output", "CidrBlocks"),
            Value("Output", "PrivateRouteTableIds"), Value("Output", "DefaultSecurityGroupId"));

        string Value(string kind, string name) => found.Entry(kind, name) ?? throw new CommandException(
            $"the stack {stack} has no {kind.ToLowerInvariant()} {name}; name the stack that was deployed with the template of "
                + "`npx edge prerequisites`");
    }
}
