using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// Patterns of the physical names in an edge's stack. Names that CloudFormation generates begin with the stack's name and the logical id.
/// A pattern ends with the first construct id: it has a capital letter, which no edge name has, so that the pattern of edge <c>acme</c>
/// does not match resources of <c>acme-prod</c>.
/// </summary>
public static class NamePatterns
{
    // CloudFormation shortens long names, and keeps at least so much of the logical id.
    private const int LogicalIdLeft = 24;

    /// <summary>The patterns by resource type, over all templates.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(IEnumerable<(string Edge, SynthesizedTemplate Template)> edges)
    {
        var patterns =
            from edge in edges
            from resource in edge.Template.Resources
            from pattern in Patterns(edge.Edge, resource)
            group pattern by resource.Type;
        return patterns.ToDictionary(type => type.Key, type => WithoutCovered([.. type.Distinct().Order(StringComparer.Ordinal)]));
    }

    /// <summary>The names of the roles of edges that do not create them.</summary>
    /// <param name="roles">Names by edge.</param>
    public static IReadOnlyList<string> OfExistingRoles(IEnumerable<(string Edge, IReadOnlyList<string> Names)> roles) =>
        [.. roles.SelectMany(edge => edge.Names.Select(name => Fixed(edge.Edge, name))).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Patterns(string edge, Resource resource)
    {
        var construct = resource.Path.Split('/')[0];
        var start = resource.LogicalId[..Math.Min(resource.LogicalId.Length, LogicalIdLeft)];
        return resource.Type switch
        {
            "AWS::KMS::Alias" => [Fixed(edge, resource.String("AliasName")!)],
            "AWS::ECS::TaskDefinition" => [Fixed(edge, resource.String("Family")!)],
            "AWS::IAM::Role" when resource.String("RoleName") is { } name => [Fixed(edge, name)],
            "AWS::ECS::Cluster" when resource.String("ClusterName") is { } name => [Fixed(edge, name)],
            // At most 32 characters, of which the stack's name may have nine: edges share the pattern.
            "AWS::ElasticLoadBalancingV2::LoadBalancer" => ["Edge-*"],
            // Lower case: the construct id alone would not distinguish edges.
            "AWS::S3::Bucket" => [$"edge-${{Edge}}-{start.ToLowerInvariant()}*"],
            "AWS::SecretsManager::Secret" => [$"{resource.LogicalId}-*"],
            // AWS does not say whether the name begins with the stack's; where it does not, edges share the pattern.
            "AWS::CloudWatch::Dashboard" => [$"Edge-${{Edge}}-{construct}*", $"{resource.LogicalId}-*"],
            _ => [$"Edge-${{Edge}}-{construct}*"],
        };
    }

    private static string Fixed(string edge, string name)
    {
        if (name.StartsWith($"{edge}-", StringComparison.Ordinal))
            return $"${{Edge}}{name[edge.Length..]}";
        if (name.EndsWith($"/{edge}", StringComparison.Ordinal))
            return $"{name[..^edge.Length]}${{Edge}}";
        throw new InvalidOperationException($"the name {name} does not say which edge it belongs to");
    }

    private static IReadOnlyList<string> WithoutCovered(IReadOnlyList<string> patterns) =>
        [.. patterns.Where(pattern => !patterns.Any(other => other != pattern && Covers(other, pattern)))];

    private static bool Covers(string pattern, string other) =>
        pattern.EndsWith('*') && other.StartsWith(pattern[..^1], StringComparison.Ordinal);
}
