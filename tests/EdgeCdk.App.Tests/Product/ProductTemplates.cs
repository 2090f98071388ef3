using System.Text.Json.Nodes;
using EdgeCdk.App.Product;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Product;

/// <summary>The portable templates, made once.</summary>
public sealed class ProductTemplates
{
    private readonly Dictionary<(string Release, bool RetainData), JsonObject> _templates = [];

    /// <summary>All releases of the repository.</summary>
    public static ReleaseLine Releases { get; } = Fleet.Check([Repository.Path("edges")], Repository.Releases).Releases;

    /// <summary>That of the newest release.</summary>
    public JsonObject Newest => Of("16.6.5");

    /// <summary>The one for an edge.</summary>
    public JsonObject Of(EdgeDefinition edge) => Of(edge.Release.Version, edge.Config.DataRetention is DataRetention.Retain);

    /// <summary>The one of a release.</summary>
    public JsonObject Of(string release, bool retainData = false)
    {
        if (!_templates.TryGetValue((release, retainData), out var template))
            _templates[(release, retainData)] = template = ProductTemplate.Of(Releases.Find(release)!, retainData);
        return template;
    }
}
