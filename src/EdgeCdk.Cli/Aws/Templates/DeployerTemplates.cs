using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Network;

namespace EdgeCdk.Cli.Aws.Templates;

/// <summary>The templates of docs/security that create the rights of whoever deploys, and their parameters for an edge.</summary>
internal static class DeployerTemplates
{
    /// <summary>The value for what the stack of the edge creates itself.</summary>
    private const string None = "none";

    /// <summary>File of the template for who deploys the stack of an edge.</summary>
    public const string Edge = "deployer.template.json";

    /// <summary>File of the template for teams that create parts of it.</summary>
    public const string Teams = "team-deployers.template.json";

    /// <summary>Path of one of them.</summary>
    /// <param name="installation">Where Edge CDK is.</param>
    /// <param name="file">The file.</param>
    public static string PathOf(Installation installation, string file) => Path.Combine(installation.Root, "docs", "security", file);

    /// <summary>Values of the parameters for who deploys the stack of an edge. What the edge file does not say has its default.</summary>
    public static IReadOnlyDictionary<string, string> ValuesOfEdge(EdgeDefinition edge)
    {
        var config = edge.Config;
        var values = Common(config);
        if (config.Iam.Roles is ResourceMode.Existing)
        {
            values["ExistingRoleArns"] =
                string.Join(',', new EdgeNames(config.Edge.Name).ExistingRoles(edge).Select(config.RoleArn));
        }

        if (config.Vpc.SecurityGroups is not null)
            values["SecurityGroups"] = "existing";
        if (!config.Vpc.CreatesS3Endpoint() && EdgeEndpoints.Created(config.Vpc).Count == 0)
            values["Endpoints"] = "existing";
        if (config.Kms.GeneralKeyArn is { } general)
            values["GeneralKeyArn"] = general;
        if (config.Kms.DataQualityKeyArn is { } dataQuality)
            values["DataQualityKeyArn"] = dataQuality;
        return values;
    }

    /// <summary>Values of the parameters for teams.</summary>
    public static IReadOnlyDictionary<string, string> ValuesOfTeams(EdgeConfig config)
    {
        var values = Common(config);
        if (config.Iam.RolePath is { } path)
            values["RolePath"] = path;
        return values;
    }

    private static Dictionary<string, string> Common(EdgeConfig config) => new()
    {
        ["Edge"] = config.Edge.Name,
        ["VpcId"] = config.Vpc.VpcId,
        ["PermissionsBoundaryArn"] = config.Iam.PermissionsBoundaryArn ?? None,
    };
}
