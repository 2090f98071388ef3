using EdgeCdk.Cli.Deployed;

namespace EdgeCdk.Cli.Verify;

/// <summary>What the customer tells the vendor to have the edge registered.</summary>
/// <param name="EdgeName">Name of the edge.</param>
/// <param name="AccountId">Its account.</param>
/// <param name="Region">Its region.</param>
/// <param name="Release">What is deployed.</param>
/// <param name="Roles">ARNs of the roles that others trust, by name of the output.</param>
/// <param name="Confirmation">That the deployment ended well.</param>
internal sealed record Registration(string EdgeName, string AccountId, string Region, string Release, IReadOnlyDictionary<string, string> Roles, string Confirmation)
{
    /// <summary>From the outputs of the stack.</summary>
    public static Registration Of(DeployedStack stack)
    {
        var outputs = stack.Outputs;
        return new(
            outputs["EdgeName"],
            outputs["AccountId"],
            outputs["Region"],
            outputs["Release"],
            outputs.Where(output => output.Key.Contains("RoleArn", StringComparison.Ordinal)).OrderBy(output => output.Key, StringComparer.Ordinal).ToDictionary(),
            $"The deployment completed without errors: the stack {stack.Name} is {stack.Status}, its services are steady, and their logs show no errors.");
    }

    /// <summary>The text to send.</summary>
    public IEnumerable<string> Lines() =>
    [
        $"Edge name:   {EdgeName}",
        $"AWS account: {AccountId}",
        $"Region:      {Region}",
        $"Release:     {Release}",
        "Roles:",
        .. Roles.Select(role => $"  {role.Value}"),
        Confirmation,
    ];
}
