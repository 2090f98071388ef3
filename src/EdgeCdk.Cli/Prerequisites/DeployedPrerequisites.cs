using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Cli.Prerequisites;

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
            found = aws.Ask(region, "cloudformation", "describe-stacks", "--stack-name", stack)["Stacks"]![0]!;
        }
        catch (AwsException exception)
        {
            throw new CommandException($"the stack {stack} in {region} cannot be read: {exception.Message}");
        }

        var status = (string)found["StackStatus"]!;
        if (status is not ("CREATE_COMPLETE" or "UPDATE_COMPLETE" or "UPDATE_ROLLBACK_COMPLETE"))
            throw new CommandException($"the stack {stack} is in {status}; wait until it is complete, or deploy it again");
        string Value(string list, string kind, string name) =>
            (string?)found[list]?.AsArray().FirstOrDefault(item => (string?)item![$"{kind}Key"] == name)?[$"{kind}Value"]
            ?? throw new CommandException($"the stack {stack} has no {kind.ToLowerInvariant()} {name}; give the one that was made of the template of `edge prerequisites`");
        return new DeployedPrerequisites(
            $"{Value("Outputs", "Output", "Onboarding")}\n", Value("Parameters", "Parameter", "EdgeName"), Value("Outputs", "Output", "CidrBlocks"), Value("Outputs", "Output", "PrivateRouteTableIds"));
    }
}
