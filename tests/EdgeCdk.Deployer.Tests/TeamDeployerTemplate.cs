using System.Text.Json.Nodes;

namespace EdgeCdk.Deployer.Tests;

/// <summary>
/// The template for teams that create parts of an edge: for each a service role, the policy of CloudFormation and that of whoever deploys.
/// </summary>
public static class TeamDeployerTemplate
{
    /// <param name="statements">Statements of CloudFormation by team.</param>
    public static JsonObject Make(IReadOnlyDictionary<string, JsonArray> statements)
    {
        statements["Identity"].Add(DeployerTemplate.NoRoleWithoutBoundary());
        var template = DeployerParameters.Template();
        template["Description"] = "Least rights to deploy the parts of one edge that other teams create. Generated; see deployer.md.";
        var parameters = template["Parameters"]!.AsObject();
        foreach (var unused in parameters.Select(pair => pair.Key).Except(["Edge", "VpcId", "PermissionsBoundaryArn"]).ToList())
            parameters.Remove(unused);
        parameters["RolePath"] = JsonNode.Parse("""
            {
              "Type": "String",
              "Default": "/",
              "AllowedPattern": "/([A-Za-z0-9._+=,@-]+/)*",
              "MaxLength": 128,
              "Description": "Path of the roles: iam.rolePath of the edge file"
            }
            """);
        parameters["TemplateBucket"] = JsonNode.Parse("""
            {
              "Type": "String",
              "AllowedPattern": "[a-z0-9][a-z0-9.-]+",
              "Description": "Bucket that the AWS CLI uploads large templates to: --s3-bucket"
            }
            """);
        template["Conditions"] = new JsonObject { ["HasBoundary"] = template["Conditions"]!["HasBoundary"]!.DeepClone() };
        var (resources, outputs) = (new JsonObject(), new JsonObject());
        (template["Resources"], template["Outputs"]) = (resources, outputs);
        foreach (var (team, ofTeam) in statements)
        {
            var name = team.ToLowerInvariant();
            resources[$"{team}Policy"] = DeployerTemplate.Policy(
                $"team-{name}", $"CloudFormation for the {name} of edge ${{Edge}}", ofTeam);
            resources[$"{team}CallerPolicy"] = DeployerTemplate.Policy(
                $"team-{name}-caller", $"who deploys the {name} of edge ${{Edge}}", Caller(team));
            resources[$"{team}ServiceRole"] = DeployerTemplate.ServiceRole(
                $"team-{name}-cloudformation", new JsonArray(new JsonObject { ["Ref"] = $"{team}Policy" }));
            outputs[$"{team}ServiceRoleArn"] = new JsonObject
            {
                ["Description"] = "For aws cloudformation deploy --role-arn",
                ["Value"] = new JsonObject { ["Fn::GetAtt"] = new JsonArray($"{team}ServiceRole", "Arn") },
            };
            outputs[$"{team}CallerPolicyArn"] = new JsonObject
            {
                ["Description"] = "To attach to who deploys",
                ["Value"] = new JsonObject { ["Ref"] = $"{team}CallerPolicy" },
            };
        }

        return template;
    }

    // What the policy of who deploys the stack of the edge allows on that stack, on the one of the team.
    private static JsonArray Caller(string team)
    {
        var scopes = ActionTable.Read().Scopes;
        const string arn = "arn:${AWS::Partition}:", account = "${AWS::AccountId}";
        var stacks = $"{arn}cloudformation:${{AWS::Region}}:{account}:stack/{team}-${{Edge}}/*";
        var role = $"{arn}iam::{account}:role/edge-deployer-${{Edge}}-team-{team.ToLowerInvariant()}-cloudformation";
        return
        [
            Statement("DeployTheStack", scopes["DeployTheStack"].Actions, stacks),
            JsonNode.Parse("""
                {
                  "Sid": "TakeOverNothing", "Effect": "Deny", "Action": ["cloudformation:CreateChangeSet"], "Resource": ["*"],
                  "Condition": { "Null": { "cloudformation:ImportResourceTypes": "false" } }
                }
                """),
            PassTheServiceRole(role),
            Statement("UploadTheTemplate", ["s3:GetObject", "s3:PutObject"], "arn:${AWS::Partition}:s3:::${TemplateBucket}/*"),
        ];
    }

    private static JsonObject PassTheServiceRole(string role)
    {
        var statement = Statement("PassTheServiceRole", ["iam:PassRole"], role);
        statement["Condition"] = JsonNode.Parse("""{ "StringEquals": { "iam:PassedToService": "cloudformation.amazonaws.com" } }""");
        return statement;
    }

    private static JsonObject Statement(string sid, IReadOnlyList<string> actions, string resource) => new()
    {
        ["Sid"] = sid,
        ["Effect"] = "Allow",
        ["Action"] = new JsonArray([.. actions.Order(StringComparer.Ordinal).Select(action => JsonValue.Create(action))]),
        ["Resource"] = new JsonArray(DeployerTemplate.Text(resource)),
    };
}
