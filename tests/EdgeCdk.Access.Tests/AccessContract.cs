using EdgeCdk.Tests.Support;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace EdgeCdk.Access.Tests;

/// <summary>The file access-contract.yaml, which says for every principal what it may do and what it may not.</summary>
public sealed record AccessContract
{
    /// <summary>Plain words for resources, which rows then use. May have placeholders.</summary>
    public required Dictionary<string, string> Names { get; init; }

    /// <summary>
    /// What the permissions boundary of an edge that has one leaves out. The boundary is the customer's; this is an example.
    /// </summary>
    public required List<string> BeyondBoundary { get; init; }

    public required List<Principal> Principals { get; init; }

    public static string File { get; } = Repository.Path("tests", "EdgeCdk.Access.Tests", "access-contract.yaml");

    public static AccessContract Read() => new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithEnforceRequiredMembers()
        .WithDuplicateKeyChecking()
        .Build()
        .Deserialize<AccessContract>(System.IO.File.ReadAllText(File));
}

/// <summary>Someone who acts: roles of the edge, an AWS service, or an administrator, whose own policies allow everything.</summary>
public sealed record Principal
{
    public required string Name { get; init; }

    /// <summary>What it is, in a sentence or two.</summary>
    public required string About { get; init; }

    /// <summary>Construct paths of roles; a star stands for any part of a path.</summary>
    public List<string> Roles { get; init; } = [];

    /// <summary>Construct paths of roles to leave out.</summary>
    public List<string> But { get; init; } = [];

    /// <summary>What the roles' own policies are taken to allow: everything, or nothing. Default: what they do allow.</summary>
    public string? IfItsPoliciesAllowed { get; init; }

    /// <summary>Name of an AWS service.</summary>
    public string? Service { get; init; }

    /// <summary>Account of an administrator.</summary>
    public string? AdministratorOf { get; init; }

    /// <summary>Whether, of an administrator, only that counts which the policy of the resource itself leaves to the account.</summary>
    public bool IsTheAccount { get; init; }

    public List<Row> May { get; init; } = [];

    public List<Row> MayNot { get; init; } = [];

    public IEnumerable<(Row Row, bool May)> Rows => May.Select(row => (row, true)).Concat(MayNot.Select(row => (row, false)));
}

/// <summary>Actions on resources under circumstances, and the reason.</summary>
public sealed record Row
{
    public required List<string> Do { get; init; }

    /// <summary>Names or ARNs; placeholders as in <see cref="Placeholders"/>.</summary>
    public required List<string> On { get; init; }

    /// <summary>Resources to leave out.</summary>
    public List<string> But { get; init; } = [];

    /// <summary>Values of context keys.</summary>
    public Dictionary<string, string> When { get; init; } = [];

    /// <summary>Edges that the row is about. Default: all that have such a principal and such a resource.</summary>
    public List<string> Edges { get; init; } = [];

    public required string Why { get; init; }
}
