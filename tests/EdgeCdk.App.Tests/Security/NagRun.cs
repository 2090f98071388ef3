using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>The findings of cdk-nag in all templates, from one run.</summary>
public sealed class NagRun
{
    private readonly SynthesizedEdges _edges;
    private readonly ILookup<(string, string), NagFinding> _findings;

    public NagRun(SynthesizedEdges edges)
    {
        _edges = edges;
        All = Nag.Check(SynthesizedEdges.TemplateNames.Select(edges.FileOf));
        _findings = All.ToLookup(finding => (finding.Template, finding.LogicalId));
    }

    internal IReadOnlyList<NagFinding> All { get; }

    internal IReadOnlyList<NagFinding> Of(string template, Resource resource, string pack) =>
        [
            .. _findings[(_edges.FileOf(template), resource.LogicalId)]
                .Where(finding => finding.Rule.StartsWith(pack, StringComparison.Ordinal)),
        ];
}

/// <summary>Tests that share one run of cdk-nag.</summary>
[CollectionDefinition]
public sealed class NagCollection : ICollectionFixture<NagRun>;
