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
    public static IEnumerable<NeededCall> OfDeployment(JsonNode deployer, CallContext context) =>
        from resource in new StackTemplate("deployer", deployer.AsObject()).Resources.Values
        where resource.Type == "AWS::IAM::ManagedPolicy"
        from statement in Statements(resource.Properties)
        from action in JsonPaths.Many(statement["Action"])
        from target in JsonPaths.Many(statement["Resource"])
        let text = target is JsonObject map ? map.Text("Fn::Sub") : target.ToString()
        select new NeededCall("the deployment", null, action.ToString(), context.Fill(text));

    // A policy beside a role names the role that has it.
    private static StackResource RoleOf(StackTemplate template, StackResource resource) =>
        JsonPaths.Many(resource.Properties["Roles"])
            .Select(role => template.Resources.GetValueOrDefault(role.Text("Ref")))
            .FirstOrDefault() ?? resource;

    private static IEnumerable<JsonNode> Statements(JsonObject properties) =>
        JsonPaths.Many(properties["Policies"]).Select(policy => policy["PolicyDocument"]).Append(properties["PolicyDocument"])
            .SelectMany(document => JsonPaths.Many(document?["Statement"]))
            .Where(statement => statement.Text("Effect") == "Allow");
}
