using EdgeCdk.Tests.Support;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace EdgeCdk.Access.Tests.Endpoints;

/// <summary>A way to carry data out through a VPC endpoint.</summary>
public sealed record ExfiltrationRow
{
    /// <summary>Construct path of a role, or words for somebody else.</summary>
    public required string Who { get; init; }

    public required List<string> Do { get; init; }

    /// <summary>A resource; placeholders as in <see cref="Placeholders"/>.</summary>
    public required string On { get; init; }

    /// <summary>Account of the resource.</summary>
    public required string Account { get; init; }

    /// <summary>Id of the endpoint.</summary>
    public required string Through { get; init; }

    public required string Why { get; init; }

    public static IReadOnlyList<ExfiltrationRow> Read() => new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithEnforceRequiredMembers()
        .WithDuplicateKeyChecking()
        .Build()
        .Deserialize<List<ExfiltrationRow>>(File.ReadAllText(Repository.Path("tests", "EdgeCdk.Access.Tests", "exfiltration.yaml")));
}
