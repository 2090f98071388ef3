using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EdgeCdk.Deployer.Tests;

/// <summary>The template that creates the service role, its policies and the policy of who deploys.</summary>
public static partial class DeployerTemplate
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="statements">Statements by policy.</param>
    public static JsonObject Make(IReadOnlyDictionary<string, JsonArray> statements)
    {
        statements["identity"].Add(NoRoleWithoutBoundary());
        var execution = statements.Keys.Where(policy => policy != ActionTable.Caller).Order(StringComparer.Ordinal).ToList();
        var executionArns = new JsonArray([.. execution.Select(policy => new JsonObject { ["Ref"] = LogicalId(policy) })]);

        var resources = new JsonObject();
        foreach (var policy in execution.Append(ActionTable.Caller))
            resources[LogicalId(policy)] = Policy(policy, statements[policy]);
        resources["ServiceRole"] = ServiceRole(executionArns);

        var template = Json("""
            {
              "AWSTemplateFormatVersion": "2010-09-09",
              "Description": "Least rights to deploy one edge. Generated; see deployer.md.",
              "Parameters": {
                "Edge": {
                  "Type": "String",
                  "AllowedPattern": "[a-z][a-z0-9-]*",
                  "MaxLength": 20,
                  "Description": "Name of the edge"
                },
                "VpcId": {
                  "Type": "String",
                  "AllowedPattern": "vpc-[0-9a-f]+",
                  "Description": "VPC of the edge"
                },
                "PermissionsBoundaryArn": {
                  "Type": "String",
                  "AllowedPattern": "none|arn:[a-z-]+:iam::[0-9]{12}:policy/.+",
                  "ConstraintDescription": "must be the ARN of a managed policy of this account, or none: decide",
                  "Description": "Boundary that every role of the edge must have: iam.permissionsBoundaryArn of the edge file; or none"
                },
                "BootstrapQualifier": {
                  "Type": "String",
                  "Default": "hnb659fds",
                  "AllowedPattern": "[A-Za-z0-9_-]{1,10}",
                  "Description": "Qualifier of the CDK bootstrap"
                }
              },
              "Conditions": { "HasBoundary": { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "PermissionsBoundaryArn" }, "none"] }] } }
            }
            """).AsObject();
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
    public static string Render(JsonObject template) => Substitution().Replace(template.ToJsonString(Indented), "{ $1: $2 }") + "\n";

    /// <summary>A text, which <c>Fn::Sub</c> resolves if it has references.</summary>
    public static JsonNode Text(string text) =>
        text.Contains("${", StringComparison.Ordinal) ? new JsonObject { ["Fn::Sub"] = text } : JsonValue.Create(text);

    /// <summary>Logical id of a policy.</summary>
    public static string LogicalId(string policy) => $"{char.ToUpperInvariant(policy[0])}{policy[1..]}Policy";

    private static JsonNode NoRoleWithoutBoundary() => Json("""
        { "Fn::If": ["HasBoundary", {
          "Sid": "NoRoleWithoutBoundary",
          "Effect": "Deny",
          "Action": ["iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"],
          "Resource": "*",
          "Condition": { "StringNotEquals": { "iam:PermissionsBoundary": { "Ref": "PermissionsBoundaryArn" } } }
        }, { "Ref": "AWS::NoValue" }] }
        """);

    private static JsonObject Policy(string name, JsonArray statements)
    {
        var description = name == ActionTable.Caller ? "who deploys edge ${Edge}" : $"CloudFormation for edge ${{Edge}}: {name}";
        return new JsonObject
        {
            ["Type"] = "AWS::IAM::ManagedPolicy",
            ["Properties"] = new JsonObject
            {
                ["ManagedPolicyName"] = new JsonObject { ["Fn::Sub"] = $"edge-deployer-${{Edge}}-{name}" },
                ["Description"] = new JsonObject { ["Fn::Sub"] = description },
                ["PolicyDocument"] = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements },
            },
        };
    }

    private static JsonNode ServiceRole(JsonArray policyArns)
    {
        var role = Json("""
            { "Type": "AWS::IAM::Role", "Properties": {
              "RoleName": { "Fn::Sub": "edge-deployer-${Edge}-cloudformation" },
              "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [{
                "Sid": "AssumedByCloudFormation",
                "Effect": "Allow",
                "Principal": { "Service": "cloudformation.amazonaws.com" },
                "Action": "sts:AssumeRole"
              }] }
            } }
            """);
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

    [GeneratedRegex("""\{\s+("Fn::Sub"|"Ref"): ("[^"]*")\s+\}""")]
    private static partial Regex Substitution();
}
