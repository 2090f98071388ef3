using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config;

/// <summary>Values that an edge file still has from the example that it began with: they are right in themselves.</summary>
internal static class ExampleValues
{
    // Values of these kinds differ from one customer to the next.
    private static readonly Type[] OfOneCustomer =
    [
        typeof(AccountIdAttribute), typeof(VpcIdAttribute), typeof(SubnetIdAttribute), typeof(SecurityGroupIdAttribute),
        typeof(RouteTableIdAttribute), typeof(ArnAttribute), typeof(BucketNameAttribute), typeof(HostNameAttribute),
        typeof(ProxyUrlAttribute), typeof(RegistryPrefixAttribute), typeof(ExternalIdAttribute),
    ];

    private static readonly Lazy<IReadOnlyList<ConfigFile<EdgeConfig>>> Examples = new(() =>
        [.. EdgeExamples.Names.Select(name => ConfigFile<EdgeConfig>.Read(EdgeExamples.PathOf(name)))]);

    private static readonly Lazy<HashSet<string>> Edges = new(() => [.. Examples.Value.Select(example => example.Value!.Edge.Name)]);

    private static readonly Lazy<ILookup<string, string>> Known = new(() =>
        (from leaf in Examples.Value.SelectMany(example => example.Root!.Leaves())
         where IsOfOneCustomer(leaf.Path)
         from item in leaf.Items
         select (leaf.Path, Value: item)).ToLookup(known => known.Path, known => known.Value));

    /// <summary>A warning for each key of an edge file with such a value; none for an example itself, which its name tells.</summary>
    /// <param name="path">Path of the file.</param>
    public static IEnumerable<Problem> In(string path)
    {
        var file = ConfigFile<EdgeConfig>.Read(path);
        if (!file.IsSound("edge.name") || Edges.Value.Contains(file.Value!.Edge.Name))
            yield break;
        foreach (var (key, items) in file.Root!.Leaves())
        {
            if (Known.Value[key].FirstOrDefault(items.Contains) is { } value)
            {
                yield return file.Located(
                    Problem.Is(key, value, "your own value", "replace it", ", as in the examples") with { IsWarning = true });
            }
        }
    }

    private static bool IsOfOneCustomer(string path) =>
        ConfigKey.Find(ConfigKey.OfEdge, path)?.Constraint is { } constraint
        && OfOneCustomer.Any(kind => kind.IsInstanceOfType(constraint));
}
