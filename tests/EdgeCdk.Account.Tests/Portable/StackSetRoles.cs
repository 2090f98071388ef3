using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests.Portable;

/// <summary>StackSets' own roles. The one that makes edges has the policies of docs/security/deployer.md.</summary>
internal static class StackSetRoles
{
    public const string Execution = "AWSCloudFormationStackSetExecutionRole";
    public const string Administration = "AWSCloudFormationStackSetAdministrationRole";

    /// <summary>Makes them.</summary>
    /// <param name="ground">What the edges stand on.</param>
    /// <param name="api">Makes things in both accounts.</param>
    /// <param name="administrator">Account that administers stack sets.</param>
    /// <param name="edges">Names of the edges that the execution role may make.</param>
    public static void Make(Ground ground, AccountApi api, string administrator, params string[] edges)
    {
        var somebody = $"arn:aws:iam::{administrator}:role/administrator";
        var execution = $"arn:aws:iam::{Places.Account}:role/{Execution}";
        Role(api, Administration, new JsonObject { ["Service"] = "cloudformation.amazonaws.com" }, "sts:AssumeRole", execution, somebody);

        var stacks = $"arn:aws:cloudformation:*:{Places.Account}:stack/StackSet-*";
        Role(api, Execution, new JsonObject { ["AWS"] = $"arn:aws:iam::{administrator}:root" }, "cloudformation:*", stacks);
        foreach (var policy in edges.SelectMany(edge => Policies(ground, api, edge)))
            api.Call("iam", "attach_role_policy", new JsonObject { ["RoleName"] = Execution, ["PolicyArn"] = policy });
    }

    private static void Role(AccountApi api, string name, JsonObject trusted, string action, string resource, string? creator = null)
    {
        var trust = Landscape.Allow(new JsonObject { ["Principal"] = trusted }).ToJsonString();
        api.Call("iam", "create_role", new JsonObject { ["RoleName"] = name, ["AssumeRolePolicyDocument"] = trust }, creator);
        var rights = new JsonObject { ["Effect"] = "Allow", ["Action"] = action, ["Resource"] = resource };
        var policy = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(rights) }.ToJsonString();
        var granted = new JsonObject { ["RoleName"] = name, ["PolicyName"] = "rights", ["PolicyDocument"] = policy };
        api.Call("iam", "put_role_policy", granted, creator);
    }

    // As the page says: the template for one edge, with other beginnings of names.
    private static string[] Policies(Ground ground, AccountApi api, string edge)
    {
        var template = JsonNode.Parse(File.ReadAllText(Repository.Path("docs", "security", "deployer.template.json")))!.AsObject();
        foreach (var (name, document) in DeployerPolicies.OfStackSets(template))
            template["Resources"]![name]!["Properties"]!["PolicyDocument"] = document!.DeepClone();
        var stack = $"edge-deployer-{edge}";
        api.Call("cloudformation", "create_stack", new JsonObject
        {
            ["StackName"] = stack,
            ["TemplateBody"] = template.ToJsonString(),
            ["Capabilities"] = new JsonArray("CAPABILITY_NAMED_IAM"),
            ["Parameters"] = new JsonArray(
                Parameter("Edge", edge), Parameter("VpcId", ground.VpcId), Parameter("PermissionsBoundaryArn", "none")),
        });
        var outputs = api.Call("cloudformation", "describe_stacks", "StackName", stack)["Stacks"]![0]!["Outputs"]!.AsArray();
        return ((string)outputs.Single(output => (string?)output!["OutputKey"] == "ExecutionPolicyArns")!["OutputValue"]!).Split(',');
    }

    private static JsonObject Parameter(string key, string value) => new() { ["ParameterKey"] = key, ["ParameterValue"] = value };
}
