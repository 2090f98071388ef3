using EdgeCdk.App.Split;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// The parts of an edge that its stack may leave to other teams, as the deployer's template names the conditions of them.
/// </summary>
public static class Parts
{
    /// <summary>The conditions: the stack creates such resources.</summary>
    public const string Roles = "CreatesRoles", SecurityGroups = "CreatesSecurityGroups", Endpoints = "CreatesEndpoints",
        Keys = "CreatesKeys";

    /// <summary>The part that a type belongs to; null for what the stack of the edge creates in any case.</summary>
    public static string? Of(string type) => type switch
    {
        "AWS::EC2::VPCEndpoint" => Endpoints,
        _ => TeamOf.Type(type) switch
        {
            Team.Keys => Keys,
            Team.Network => SecurityGroups,
            Team.Identity => Roles,
            _ => null,
        },
    };

    /// <summary>The team that creates the resources of a type where the stack does not; null when the stack always does.</summary>
    public static string? TeamOfType(string type) => Of(type) switch
    {
        Roles => nameof(Team.Identity),
        Keys => nameof(Team.Keys),
        SecurityGroups or Endpoints => nameof(Team.Network),
        _ => null,
    };
}
