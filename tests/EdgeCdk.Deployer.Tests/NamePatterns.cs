using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// Patterns of the physical names in an edge's stack. Made-up names begin with the stack's name and the logical id. A pattern goes on
/// with the first construct id: it has a capital letter, which no edge name has, so that edge <c>acme</c> does not match <c>acme-prod</c>.
/// </summary>
public static class NamePatterns
{
    // Of a long name CloudFormation leaves at least so much of the logical id.
    private const int LogicalIdLeft = 24;

    /// <summary>The patterns by resource type, over all templates.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(IEnumerable<(string Edge, SynthesizedTemplate Template)> edges) =>
        edges.SelectMany(edge => edge.Template.Resources.SelectMany(resource => Patterns(edge.Edge, resource).Select(pattern => (resource.Type, Pattern: pattern))))
            .GroupBy(found => found.Type)
            .ToDictionary(type => type.Key, type => WithoutCovered([.. type.Select(found => found.Pattern).Distinct().Order(StringComparer.Ordinal)]));

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
            // At most 32 characters, of which nine may be all that is left of the stack's name: edges share the pattern.
            "AWS::ElasticLoadBalancingV2::LoadBalancer" => ["Edge-*"],
            // Lower-case, so the construct alone would not tell edges apart.
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
        throw new InvalidOperationException($"the name {name} does not tell which edge it belongs to");
    }

    private static IReadOnlyList<string> WithoutCovered(IReadOnlyList<string> patterns) =>
        [.. patterns.Where(pattern => !patterns.Any(other => other != pattern && other.EndsWith('*') && pattern.StartsWith(other[..^1], StringComparison.Ordinal)))];
}
