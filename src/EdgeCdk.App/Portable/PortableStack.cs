using Amazon.CDK;
using Constructs;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Releases;
using EdgeCdk.Resources;

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
            Synthesizer = NoBootstrap.Synthesizer(),
        })
    {
        FeatureFlags.Pin(this);
        ProductMetadata.Add(this);
        var form = new PortableForm(this, PortableParameters.For(release), looksUp: !ofStackSet);
        PortableRules.Add(this, form, release);
        var inputs = PortableInputs.Of(form, release, retainData);
        EdgeResources.Create(this, inputs);
        // As tags of the resources: whoever deploys the template may not be able to give the stack any.
        foreach (var (key, value) in EdgeTags.Of(inputs.Edge.Name, inputs.Edge.Release))
            Amazon.CDK.Tags.Of(this).Add(key, value);
    }
}
