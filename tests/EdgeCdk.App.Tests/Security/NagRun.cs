using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>The findings of cdk-nag in the templates of all edge files, from one run.</summary>
public sealed class NagRun
{
    private readonly ILookup<(string, string), NagFinding> _findings;

    public NagRun(SynthesizedEdges edges)
    {
        All = Nag.Check(EdgeFiles.Names.Select(name => Path.Combine(edges.CloudAssembly, $"Edge-{name}.template.json")));
        _findings = All.ToLookup(finding => (Path.GetFileName(finding.Template), finding.LogicalId));
    }

    internal IReadOnlyList<NagFinding> All { get; }

    internal IReadOnlyList<NagFinding> Of(string edge, Resource resource, string pack) =>
        [.. _findings[($"Edge-{edge}.template.json", resource.LogicalId)].Where(finding => finding.Rule.StartsWith(pack, StringComparison.Ordinal))];
}

/// <summary>Tests that share one run of cdk-nag.</summary>
[CollectionDefinition]
public sealed class NagCollection : ICollectionFixture<NagRun>;
