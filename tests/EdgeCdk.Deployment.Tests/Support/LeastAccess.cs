using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>
/// The CDK CLI of somebody with the caller policy and the service role of docs/security/deployer.md, and no other rights.
/// </summary>
internal static class LeastAccess
{
    /// <summary>Role of who deploys.</summary>
    public const string Caller = "ci-edges";

    /// <summary>Does as the page says, for an account that is bootstrapped.</summary>
    /// <param name="preparation">The account.</param>
    /// <param name="edge">Name of the edge.</param>
    public static CdkCli Cli(Preparation preparation, string edge)
    {
        var aws = preparation.Aws;
        var outputs = DeployPolicies(aws, edge, preparation.Customer.VpcId);
        aws.Call("iam", "create_role", new JsonObject { ["RoleName"] = Caller, ["AssumeRolePolicyDocument"] = Trust });
        aws.Call("iam", "attach_role_policy", new JsonObject { ["RoleName"] = Caller, ["PolicyArn"] = outputs["CallerPolicyArn"] });
        var session = new JsonObject { ["RoleArn"] = $"arn:aws:iam::{Places.Account}:role/{Caller}", ["RoleSessionName"] = "deployment" };
        var keys = aws.Call("sts", "assume_role", session)["Credentials"]!;
        return preparation.CliWith(outputs["ServiceRoleArn"], new()
        {
            ["AWS_ACCESS_KEY_ID"] = keys["AccessKeyId"]!.GetValue<string>(),
            ["AWS_SECRET_ACCESS_KEY"] = keys["SecretAccessKey"]!.GetValue<string>(),
            ["AWS_SESSION_TOKEN"] = keys["SessionToken"]!.GetValue<string>(),
        });
    }

    private static string Trust => $$"""
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Places.Account}}:root"},"Action":"sts:AssumeRole"}]}
        """;

    private static Dictionary<string, string> DeployPolicies(AwsClient aws, string edge, string vpc)
    {
        var name = $"edge-deployer-{edge}";
        aws.Call("cloudformation", "create_stack", new JsonObject
        {
            ["StackName"] = name,
            ["TemplateBody"] = File.ReadAllText(Repository.Path("docs", "security", "deployer.template.json")),
            ["Capabilities"] = new JsonArray("CAPABILITY_NAMED_IAM"),
            ["Parameters"] = new JsonArray(Parameter("Edge", edge), Parameter("VpcId", vpc), Parameter("PermissionsBoundaryArn", "none")),
        });
        return aws.Call("cloudformation", "describe_stacks", "StackName", name)["Stacks"]![0]!["Outputs"]!.AsArray()
            .ToDictionary(output => output!["OutputKey"]!.GetValue<string>(), output => output!["OutputValue"]!.GetValue<string>());
    }

    private static JsonObject Parameter(string key, string value) => new() { ["ParameterKey"] = key, ["ParameterValue"] = value };
}
