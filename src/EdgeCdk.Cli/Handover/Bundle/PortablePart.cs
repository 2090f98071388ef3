using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Handover.Template;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;

namespace EdgeCdk.Cli.Handover.Bundle;

/// <summary>The part of the bundle that needs the AWS CLI alone: a template and the parameters of this edge.</summary>
internal static class PortablePart
{
    public const string TemplateFile = "portable/edge.template.json";
    public const string ParametersFile = "portable/parameters.txt";

    /// <summary>Keys of the edge that the portable template has no parameter for; empty when the bundle has this part.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="hasPackages">Whether the packages are in the bundle: the customer then copies them to a bucket.</param>
    public static IReadOnlyList<string> Obstacles(EdgeDefinition edge, bool hasPackages) =>
    [
        .. PortableValues.Obstacles(edge).Where(problem => !(hasPackages && problem.Key == "artifacts.bucket"))
            .Select(problem => $"`{problem.Key}` {problem.Fault}"),
    ];

    /// <summary>Adds template and parameters.</summary>
    public static void Add(BundleFiles files, CommandContext context, NamedEdge edge)
    {
        var template = new PortableDeployment(edge.Definition).TemplateName;
        files.AddText(TemplateFile, TemplateSynthesis.Make(context, template, edge.Directories.Releases));
        files.AddText(ParametersFile, Parameters(edge.Definition));
    }

    // Without a bucket in the edge file, the customer names one during the deployment.
    private static string Parameters(EdgeDefinition edge) => string.Concat(PortableValues.Of(edge)
        .Where(value => edge.Config.Artifacts.Bucket is not null || !value.Key.StartsWith("Artifact", StringComparison.Ordinal))
        .Select(value => $"{value.Key}={value.Value}\n"));
}
