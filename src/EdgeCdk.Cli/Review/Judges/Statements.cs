using System.Globalization;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Finds all policies of a template, whatever property they stand in.</summary>
internal static class Statements
{
    private static readonly JsonObject AllowAll = new() { ["Effect"] = "Allow", ["Principal"] = "*", ["Action"] = "*", ["Resource"] = "*" };

    /// <summary>The statements by owner and use.</summary>
    public static ILookup<(string Owner, PolicyUse Use), Statement> Of(StackTemplate template) =>
        template.Resources.Values.SelectMany(resource => Of(template, resource)).ToLookup(
            statement => (statement.Owner.Path, statement.Use));

    /// <summary>Whether AWS says it, since the template says nothing.</summary>
    public static bool IsImplied(Statement statement) => ReferenceEquals(statement.Json, AllowAll);

    private static IEnumerable<Statement> Of(StackTemplate template, StackResource resource)
    {
        // AWS lets everything through an endpoint that has no policy.
        if (resource.Type == "AWS::EC2::VPCEndpoint" && !resource.Properties.ContainsKey("PolicyDocument"))
            return [new Statement(resource, PolicyUse.Resource, "Properties.PolicyDocument", AllowAll, template)];
        if (resource.Type == "AWS::Lambda::Permission")
            return [new Statement(resource, PolicyUse.Resource, "Properties", OfPermission(resource), template)];
        return
            from piece in JsonPaths.Walk(resource.Properties, "Properties")
            where piece.Node is JsonObject
            from statement in JsonPaths.Many(piece.Node["Statement"])
                .OfType<JsonObject>()
                .Select((json, index) => (Json: json, Index: index))
            from owner in Owners(template, resource)
            let place = owner == resource ? "" : $"{resource.Path}: "
            let path = $"{place}{piece.Path}.Statement[{statement.Index.ToString(CultureInfo.InvariantCulture)}]"
            select new Statement(owner, UseOf(resource, piece.Path), path, statement.Json, template);
    }

    // What a function's policy says, in other words.
    private static JsonObject OfPermission(StackResource permission)
    {
        var (properties, principal) = (permission.Properties, permission.Properties["Principal"]?.DeepClone());
        var source = new JsonObject(
            new[] { "SourceArn", "SourceAccount", "PrincipalOrgID" }.Where(properties.ContainsKey).Select(
                name => KeyValuePair.Create($"aws:{name}", properties[name]?.DeepClone())));
        return new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject
            {
                [principal?.ToString().Contains(".amazonaws.com", StringComparison.Ordinal) is true ? "Service" : "AWS"] = principal,
            },
            ["Action"] = properties["Action"]?.DeepClone(),
            ["Resource"] = properties["FunctionName"]?.DeepClone(),
            ["Condition"] = new JsonObject { ["ArnLike"] = source },
        };
    }

    // A policy that is attached to roles is part of what they may do.
    private static List<StackResource> Owners(StackTemplate template, StackResource resource)
    {
        if (resource.Type is not ("AWS::IAM::Policy" or "AWS::IAM::ManagedPolicy" or "AWS::IAM::RolePolicy"))
            return [resource];
        var roles = JsonPaths.Many(resource.Properties["Roles"]).Concat(JsonPaths.Many(resource.Properties["RoleName"]))
            .Select(role => (role as JsonObject)?["Ref"]?.ToString())
            .OfType<string>()
            .Where(template.Resources.ContainsKey)
            .Select(id => template.Resources[id])
            .ToList();
        return roles.Count > 0 ? roles : [resource];
    }

    private static PolicyUse UseOf(StackResource resource, string path) =>
        path == "Properties.AssumeRolePolicyDocument" ? PolicyUse.Trust
        : resource.Type.StartsWith("AWS::IAM::", StringComparison.Ordinal) ? PolicyUse.Rights
        : PolicyUse.Resource;
}
