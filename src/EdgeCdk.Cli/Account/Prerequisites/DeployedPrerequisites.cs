using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Prerequisites;

/// <summary>What the stack of the prerequisites says of itself.</summary>
/// <param name="Onboarding">The values that the vendor asks for, as YAML.</param>
/// <param name="EdgeName">The edge that it was made for.</param>
/// <param name="CidrBlocks">Block of its VPC.</param>
/// <param name="PrivateRouteTableIds">Its private route tables, separated by commas.</param>
internal sealed record DeployedPrerequisites(string Onboarding, string EdgeName, string CidrBlocks, string PrivateRouteTableIds)
{
    /// <summary>Asks AWS.</summary>
    /// <exception cref="CommandException">There is no such stack, it is not complete, or it is another one.</exception>
    public static DeployedPrerequisites Read(IAws aws, string stack, string region)
    {
        JsonNode found;
        try
        {
            found = StackFinder.Describe(aws, region, stack) ?? throw new CommandException(
                $"there is no stack {stack} in {region} of account {Caller.Account(aws, region)}; correct the name or --region, or use "
                    + $"credentials of the account that has it, for example with AWS_PROFILE");
        }
        catch (AwsException exception)
        {
            throw new CommandException(Credentials.WithHint(exception.Code,
                $"the stack {stack} in {region} cannot be read: {exception.Message}"));
        }

        var state = StackState.Of(found);
        if (!state.IsWell)
        {
            throw new CommandException($"the stack {stack} is in {state.Status}: {state.Meaning}; "
                + $"{(state.Phase is StackPhase.InProgress ? "wait until it is complete" : "deploy it again")}");
        }

        string Value(string list, string kind, string name) =>
            (string?)found[list]?.AsArray().FirstOrDefault(item => (string?)item![$"{kind}Key"] == name)?[$"{kind}Value"]
            ?? throw new CommandException($"the stack {stack} has no {kind.ToLowerInvariant()} {name}; give the one that was made of the template of `edge prerequisites`");
        return new DeployedPrerequisites(
            $"{Value("Outputs", "Output", "Onboarding")}\n", Value("Parameters", "Parameter", "EdgeName"), Value("Outputs", "Output", "CidrBlocks"), Value("Outputs", "Output", "PrivateRouteTableIds"));
    }
}
