using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Account.Preflight.ServiceControl;

/// <summary>
/// The calls that must be possible: those of who deploys, by docs/security/deployer.template.json, and those of the edge's roles.
/// </summary>
internal static class NeededCalls
{
    private static readonly string[] WithPolicies = ["AWS::IAM::Role", "AWS::IAM::Policy"];

    /// <summary>Calls of the roles of an edge.</summary>
    public static IEnumerable<NeededCall> OfRoles(StackTemplate template, CallContext context) =>
        from resource in template.Resources.Values
        where WithPolicies.Contains(resource.Type)
        let role = RoleOf(template, resource)
        let name = role.Properties["RoleName"]?.ToString()
        let arn = name is null ? null : context.RoleArn(name)
        from statement in Statements(resource.Properties)
        from action in JsonPaths.Many(statement["Action"])
        from target in JsonPaths.Many(statement["Resource"])
        select new NeededCall(name ?? role.Path.Split('/')[0], arn, action.ToString(), template.Text(target));

    /// <summary>Calls of who deploys.</summary>
    /// <param name="deployer">The template that has the rights.</param>
    /// <param name="values">Values of its parameters for the edge.</param>
    /// <param name="context">What is known of the calls.</param>
    public static IEnumerable<NeededCall> OfDeployment(
        JsonNode deployer, IReadOnlyDictionary<string, string> values, CallContext context)
    {
        var conditions = new TemplateConditions(deployer, values);
        return
            from resource in new StackTemplate("deployer", deployer.AsObject()).Resources.Values
            where resource.Type == "AWS::IAM::ManagedPolicy"
            from statement in Statements(resource.Properties, conditions.Chosen)
            from action in JsonPaths.Many(statement["Action"])
            from target in JsonPaths.Many(statement["Resource"])
            from text in Texts(target)
            select new NeededCall("the deployment", null, action.ToString(), context.Fill(text));

        // The value of a parameter may be a list.
        IEnumerable<string> Texts(JsonNode target) => target switch
        {
            JsonObject map when map["Ref"] is { } parameter => conditions.Value(parameter.ToString()).Split(','),
            JsonObject map => [map.Text("Fn::Sub")],
            _ => [target.ToString()],
        };
    }

    // A policy beside a role names the role that has it.
    private static StackResource RoleOf(StackTemplate template, StackResource resource) =>
        JsonPaths.Many(resource.Properties["Roles"])
            .Select(role => template.Resources.GetValueOrDefault(role.Text("Ref")))
            .FirstOrDefault() ?? resource;

    private static IEnumerable<JsonNode> Statements(JsonObject properties, Func<JsonNode, JsonNode?>? chosen = null) =>
        JsonPaths.Many(properties["Policies"]).Select(policy => policy["PolicyDocument"]).Append(properties["PolicyDocument"])
            .SelectMany(document => JsonPaths.Many(document?["Statement"]))
            .Select(statement => chosen is null ? statement : chosen(statement))
            .OfType<JsonNode>()
            .Where(statement => statement.Text("Effect") == "Allow");
}
