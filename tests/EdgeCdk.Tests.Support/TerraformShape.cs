namespace EdgeCdk.Tests.Support;

/// <summary>How an edge of Terraform may look: the vendor's module is not known, so that nothing depends on one of these.</summary>
/// <param name="Edge">Name of the edge.</param>
public sealed record TerraformShape(string Edge)
{
    /// <summary>Address of the module. Default: <c>module.edge</c>. Empty: the root module.</summary>
    public string Module { get; init; } = "module.edge";

    /// <summary>Whether roles, log groups, clusters and the alias have the names that the stack uses. Default: false.</summary>
    public bool HasNamesOfStack { get; init; }

    /// <summary>Whether instances have keys of for_each, and not of count. Default: false.</summary>
    public bool HasKeys { get; init; }

    /// <summary>Whether rules, policies and associations are resources of their own. Default: false.</summary>
    public bool HasSeparateSettings { get; init; }

    /// <summary>Whether keys are called in a way that says nothing. Default: false.</summary>
    public bool HasPlainKeyNames { get; init; }

    /// <summary>Mode of the file system. Default: <c>generalPurpose</c>; no stack has another one.</summary>
    public string PerformanceMode { get; init; } = "generalPurpose";

    /// <summary>Path of the access point for drivers. Default: that of the stack.</summary>
    public string DriversPath { get; init; } = "/drivers";

    /// <summary>Services that have no endpoint. Default: none.</summary>
    public IReadOnlyList<string> WithoutEndpoints { get; init; } = [];

    /// <summary>Whether there is an access point for the collector. Default: true.</summary>
    public bool HasTelemetryAccessPoint { get; init; } = true;

    /// <summary>Tags of every resource.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } =
        new Dictionary<string, string> { ["ManagedBy"] = "terraform", ["Project"] = "data-quality" };

    /// <summary>Types of resources that the table of this product does not know, with their names. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>();

    /// <summary>What stands before the names of resources.</summary>
    public string Prefix => HasNamesOfStack ? Edge : $"ataccama-{Edge}-edge";

    /// <summary>The shapes of the tests by name.</summary>
    public static IReadOnlyDictionary<string, TerraformShape> Of(string edge) => new Dictionary<string, TerraformShape>
    {
        ["other names"] = new(edge),
        ["names of the stack"] = new(edge) { HasNamesOfStack = true, HasSeparateSettings = true },
        ["other tags and keys"] = new(edge)
        {
            Module = "module.this[\"prod\"]",
            HasKeys = true,
            HasPlainKeyNames = true,
            Tags = new Dictionary<string, string> { ["owner"] = "dq team", ["ataccama:edge"] = edge },
        },
        ["missing parts"] = new(edge)
        {
            Module = "",
            WithoutEndpoints = ["secretsmanager", "s3"],
            HasTelemetryAccessPoint = false,
            DriversPath = "/connectors",
        },
        ["newer module"] = new(edge)
        {
            HasKeys = true,
            HasSeparateSettings = true,
            PerformanceMode = "maxIO",
            Others = new Dictionary<string, string> { ["aws_appconfig_application"] = "settings" },
        },
    };
}
