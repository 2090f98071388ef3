using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Review.Changes;

/// <summary>
/// A part of an edge that its stack creates on one side only: on the other side it exists already, and belongs to another team.
/// </summary>
/// <param name="Name">The part, as a change is called that is about all of it.</param>
/// <param name="Before">Its resources in the stack before.</param>
/// <param name="After">Its resources in the stack afterwards.</param>
internal sealed record MovedPart(string Name, IReadOnlyList<StackResource> Before, IReadOnlyList<StackResource> After)
{
    public const string Roles = "Roles", SecurityGroups = "SecurityGroups", Endpoints = "Endpoints", GeneralKey = "GeneralKey",
        DataQualityKey = "DataQualityKey";

    /// <summary>Whether it leaves the stack; it comes into the stack otherwise.</summary>
    public bool Leaves => After.Count == 0;

    /// <summary>Its resources, on the side that has them.</summary>
    public IReadOnlyList<StackResource> Resources => Leaves ? Before : After;

    /// <summary>The parts that move. A stack of something else than an edge has none.</summary>
    public static IReadOnlyList<MovedPart> Of(StackTemplate before, StackTemplate after)
    {
        if (!before.IsEdge || !after.IsEdge)
            return [];
        return
        [
            .. new[] { Roles, SecurityGroups, Endpoints, GeneralKey, DataQualityKey }
                .Select(name => new MovedPart(name, In(before, name), In(after, name)))
                .Where(part => part.Before.Count == 0 != (part.After.Count == 0)),
        ];
    }

    private static List<StackResource> In(StackTemplate template, string name) =>
        [.. template.Resources.Values.Where(resource => PartOf(resource) == name).OrderBy(one => one.Path, StringComparer.Ordinal)];

    private static string? PartOf(StackResource resource) => resource.Type switch
    {
        "AWS::IAM::Role" or "AWS::IAM::Policy" => Roles,
        "AWS::EC2::SecurityGroup" or "AWS::EC2::SecurityGroupIngress" or "AWS::EC2::SecurityGroupEgress" => SecurityGroups,
        "AWS::EC2::VPCEndpoint" => Endpoints,
        "AWS::KMS::Key" or "AWS::KMS::Alias" => resource.Path.Split('/')[0],
        _ => null,
    };
}
