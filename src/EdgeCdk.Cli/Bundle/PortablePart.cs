using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Product;

namespace EdgeCdk.Cli.Bundle;

/// <summary>The way of the bundle that needs the AWS CLI alone: a template and the parameters of this edge.</summary>
internal static class PortablePart
{
    public const string TemplateFile = "portable/edge.template.json";
    public const string ParametersFile = "portable/parameters.txt";

    /// <summary>What the edge has and the portable template cannot express; empty when the bundle has this way, too.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="hasPackages">Whether the packages are in the bundle: the customer then copies them to a bucket.</param>
    public static IReadOnlyList<string> Obstacles(EdgeDefinition edge, bool hasPackages) =>
        [.. ProductValues.Obstacles(edge).Where(problem => !(hasPackages && problem.Key == "artifacts.bucket")).Select(problem => $"`{problem.Key}` {problem.Fault}")];

    /// <summary>Adds template and parameters.</summary>
    public static void Add(BundleFiles files, Terminal terminal, EdgeDefinition edge, string releases)
    {
        var kind = edge.Config.DataRetention is DataRetention.Retain ? "edge-retained" : "edge";
        files.AddText(TemplateFile, Templates.Make(terminal, $"{kind}-{edge.Release.Version}", releases));
        files.AddText(ParametersFile, Parameters(edge));
    }

    // Defaults, too: what is left out keeps the value that the stack has, which may be that of an older file. Secrets are left out, to be kept.
    private static string Parameters(EdgeDefinition edge) => string.Concat(
        from parameter in ProductParameters.For(edge.Release)
        let value = parameter.Value(edge) ?? parameter.Default
        where value is not null && !parameter.IsSecret
        select $"{parameter.Name}={value}\n");
}
