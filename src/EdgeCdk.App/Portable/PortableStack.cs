using Amazon.CDK;
using Constructs;
using EdgeCdk.App.Resources;
using EdgeCdk.App.Stacks;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Releases;
using EdgeCdk.Constructs;

namespace EdgeCdk.App.Portable;

/// <summary>
/// Any edge of a release: the same parts as <see cref="EdgeStack"/>, with parameters where an edge file has values. Its template
/// needs no bootstrap and uploads nothing; AWS's own engines can run it.
/// </summary>
internal sealed class PortableStack : Stack
{
    /// <param name="scope">Parent.</param>
    /// <param name="release">The release.</param>
    /// <param name="retainData">Whether keys, file system and log groups outlive the stack.</param>
    /// <param name="ofStackSet">Whether a stack set gets the template, in another account than the edge's.</param>
    public PortableStack(Construct scope, ReleaseManifest release, bool retainData, bool ofStackSet)
        : base(scope, "Edge", new StackProps
        {
            Description = $"Edge, release {release.Version}{(retainData ? ", keys, file system and logs kept on deletion" : "")}",
            Synthesizer = new DefaultStackSynthesizer(new DefaultStackSynthesizerProps { GenerateBootstrapVersionRule = false }),
        })
    {
        var form = new PortableForm(this, PortableParameters.For(release), looksUp: !ofStackSet);
        PortableRules.Add(this, form);
        var inputs = PortableInputs.Of(form, release, retainData);
        EdgeResources.Make(this, inputs);
        // As tags of the resources: whoever deploys the template may not be able to give the stack any.
        foreach (var (key, value) in Tags(inputs.Edge))
            Amazon.CDK.Tags.Of(this).Add(key, value);
    }

    /// <summary>Tags of everything that takes any.</summary>
    public static new SortedDictionary<string, string> Tags(EdgeContext edge) => new(StringComparer.Ordinal)
    {
        ["ataccama:edge:name"] = edge.Name,
        ["ataccama:edge:release"] = edge.Release,
        ["ataccama:edge:managed-by"] = "edge-cdk",
    };
}
