using System.Text.Json.Nodes;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The template that creates the service role, its policies and the policy of who deploys.</summary>
public static class DeployerTemplate
{
    /// <param name="statements">Statements by policy.</param>
    public static JsonObject Make(IReadOnlyDictionary<string, JsonArray> statements)
    {
        statements["identity"].Add(NoRoleWithoutBoundary());
        var execution = statements.Keys.Where(policy => policy != ActionTable.Caller).Order(StringComparer.Ordinal).ToList();
        var executionArns = new JsonArray([.. execution.Select(policy => new JsonObject { ["Ref"] = LogicalId(policy) })]);

        var resources = new JsonObject();
        foreach (var policy in execution.Append(ActionTable.Caller))
            resources[LogicalId(policy)] = Policy(policy, statements[policy]);
        resources["ServiceRole"] = ServiceRole("cloudformation", executionArns);

        var template = DeployerParameters.Template();
        template["Resources"] = resources;
        template["Outputs"] = Outputs(executionArns);
        return template;
    }

    /// <summary>The documents of the policies in a template, by logical id.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Documents(JsonObject template) =>
        from resource in template["Resources"]!.AsObject()
        where (string?)resource.Value!["Type"] == "AWS::IAM::ManagedPolicy"
        select KeyValuePair.Create(resource.Key, resource.Value!["Properties"]!["PolicyDocument"]);

    /// <summary>The file's text.</summary>
    public static string Render(JsonObject template) => JsonLines.Of(template) + "\n";

    /// <summary>A text, which <c>Fn::Sub</c> resolves if it has references.</summary>
    public static JsonNode Text(string text) =>
        text.Contains("${", StringComparison.Ordinal) ? new JsonObject { ["Fn::Sub"] = text } : JsonValue.Create(text);

    /// <summary>Logical id of a policy.</summary>
    public static string LogicalId(string policy) => $"{char.ToUpperInvariant(policy[0])}{policy[1..]}Policy";

    /// <summary>The statement that no role is made or given rights without the boundary, where there is one.</summary>
    public static JsonNode NoRoleWithoutBoundary() => Json("""
        { "Fn::If": ["HasBoundary", {
          "Sid": "NoRoleWithoutBoundary",
          "Effect": "Deny",
          "Action": ["iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"],
          "Resource": "*",
          "Condition": { "StringNotEquals": { "iam:PermissionsBoundary": { "Ref": "PermissionsBoundaryArn" } } }
        }, { "Ref": "AWS::NoValue" }] }
        """);

    private static JsonObject Policy(string name, JsonArray statements) => Policy(
        name, name == ActionTable.Caller ? "who deploys edge ${Edge}" : $"CloudFormation for edge ${{Edge}}: {name}", statements);

    /// <summary>A managed policy.</summary>
    /// <param name="name">Its name after that of the edge.</param>
    /// <param name="description">Its description.</param>
    /// <param name="statements">Its statements.</param>
    public static JsonObject Policy(string name, string description, JsonArray statements) => new()
    {
        ["Type"] = "AWS::IAM::ManagedPolicy",
        ["Properties"] = new JsonObject
        {
            ["ManagedPolicyName"] = new JsonObject { ["Fn::Sub"] = $"edge-deployer-${{Edge}}-{name}" },
            ["Description"] = new JsonObject { ["Fn::Sub"] = description },
            ["PolicyDocument"] = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements },
        },
    };

    /// <summary>A role that CloudFormation deploys with.</summary>
    /// <param name="name">Its name after that of the edge.</param>
    /// <param name="policyArns">Its managed policies.</param>
    public static JsonNode ServiceRole(string name, JsonArray policyArns)
    {
        var role = Json("""
            { "Type": "AWS::IAM::Role", "Properties": {
              "RoleName": {},
              "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [{
                "Sid": "AssumedByCloudFormation",
                "Effect": "Allow",
                "Principal": { "Service": "cloudformation.amazonaws.com" },
                "Action": "sts:AssumeRole"
              }] }
            } }
            """);
        role["Properties"]!["RoleName"] = new JsonObject { ["Fn::Sub"] = $"edge-deployer-${{Edge}}-{name}" };
        role["Properties"]!["ManagedPolicyArns"] = policyArns.DeepClone();
        return role;
    }

    private static JsonObject Outputs(JsonArray policyArns) => new()
    {
        ["ServiceRoleArn"] = Json("""
            { "Description": "For cdk deploy --role-arn", "Value": { "Fn::GetAtt": ["ServiceRole", "Arn"] } }
            """),
        ["CallerPolicyArn"] = Json("""
            { "Description": "To attach to who deploys", "Value": { "Ref": "CallerPolicy" } }
            """),
        ["ExecutionPolicyArns"] = new JsonObject
        {
            ["Description"] = "For cdk bootstrap --cloudformation-execution-policies",
            ["Value"] = new JsonObject { ["Fn::Join"] = new JsonArray(",", policyArns.DeepClone()) },
        },
    };

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;
}
