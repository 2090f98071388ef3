using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account;

/// <summary>The account of the demo edge once that is deployed: its stack has the resources of its template, and the network of its file
/// exists.</summary>
internal static class DeployedDemo
{
    /// <param name="outputs">Outputs of the stack beside those that each has.</param>
    public static FakeAccount Account(params (string Name, string Value)[] outputs)
    {
        var template = JsonNode.Parse(File.ReadAllText(Repository.Path("tests", "snapshots", "Edge-demo.template.json")))!.AsObject();
        var resources = template["Resources"]!.AsObject();
        var account = new FakeAccount();
        var stack = account.Stack("Edge-demo");
        foreach (var (name, value) in outputs)
            stack["Outputs"]!.AsArray().Add(FakeAccount.Pair("Output", name, value));
        account.Answers["cloudformation get-template"] = new() { ["TemplateBody"] = template.DeepClone() };
        account.Answers["cloudformation list-stack-resources"] = new()
        {
            ["StackResourceSummaries"] = new JsonArray([.. resources.Select(resource => new JsonObject
            {
                ["LogicalResourceId"] = resource.Key,
                ["PhysicalResourceId"] = IdOf(resource.Key, resource.Value!),
                ["ResourceType"] = resource.Value!["Type"]!.DeepClone(),
                ["ResourceStatus"] = "CREATE_COMPLETE",
            })]),
        };
        account.Answers["ec2 describe-vpcs"] = Parse("""
            {"Vpcs":[{"VpcId":"vpc-0f1924823027c00c7","OwnerId":"123456789011","CidrBlock":"10.0.0.0/16","DhcpOptionsId":"dopt-1",
              "CidrBlockAssociationSet":[{"CidrBlock":"10.0.0.0/16","CidrBlockState":{"State":"associated"}}]}]}
            """);
        account.Answers["ec2 describe-subnets"] = Parse(Preflight.Targets.Subnets);
        account.Answers["ec2 describe-route-tables"] = Parse("""
            {"RouteTables":[{"RouteTableId":"rtb-0aa11bb22cc33dd44","Associations":[{"Main":true}],
              "Routes":[{"DestinationCidrBlock":"0.0.0.0/0","NatGatewayId":"nat-1"}]}]}
            """);
        account.Answers["ec2 describe-nat-gateways"] = Parse("""{"NatGateways":[{"NatGatewayId":"nat-1","State":"available"}]}""");
        account.Answers["ec2 describe-vpc-attribute"] = Parse(
            """{"EnableDnsSupport":{"Value":true},"EnableDnsHostnames":{"Value":true}}""");
        account.Answers["ec2 describe-dhcp-options"] = Parse("""
            {"DhcpOptions":[{"DhcpConfigurations":[{"Key":"domain-name-servers","Values":[{"Value":"AmazonProvidedDNS"}]}]}]}
            """);
        account.Answers["ec2 describe-network-acls"] = Parse("""
            {"NetworkAcls":[{"NetworkAclId":"acl-1",
              "Associations":[{"SubnetId":"subnet-0fa6e2c437dd0e5fd"},{"SubnetId":"subnet-0156acffabb5aa872"}],
              "Entries":[{"RuleNumber":100,"Egress":true,"Protocol":"-1","CidrBlock":"0.0.0.0/0","RuleAction":"allow"},
                {"RuleNumber":100,"Egress":false,"Protocol":"-1","CidrBlock":"0.0.0.0/0","RuleAction":"allow"}]}]}
            """);
        account.Answers["ecs describe-services"] = Parse("""
            {"services":[{"status":"ACTIVE","desiredCount":1,"runningCount":1,"deployments":[{"rolloutState":"COMPLETED"}]}]}
            """);
        account.Answers["efs describe-file-systems"] = Parse("""{"FileSystems":[{"SizeInBytes":{"Value":6144}}]}""");
        account.Answers["efs describe-mount-targets"] = new()
        {
            ["MountTargets"] = new JsonArray([.. resources.Where(resource => (string?)resource.Value!["Type"] == "AWS::EFS::MountTarget")
                .Select(mount => new JsonObject { ["MountTargetId"] = mount.Key, ["LifeCycleState"] = "available" })]),
        };
        return account;
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static string IdOf(string id, JsonNode resource) => (string?)resource["Type"] switch
    {
        "AWS::Logs::LogGroup" => NameOf(resource, "LogGroupName") ?? id,
        "AWS::IAM::Role" => NameOf(resource, "RoleName") ?? id,
        "AWS::ECS::Service" => $"arn:aws:ecs:{FakeAccount.Region}:{FakeAccount.Account}:service/demo-management/{id}",
        "AWS::SQS::Queue" => $"https://sqs.{FakeAccount.Region}.amazonaws.com/{FakeAccount.Account}/{id}",
        _ => id,
    };

    private static string? NameOf(JsonNode resource, string property) =>
        resource["Properties"]?[property] is JsonValue name ? (string?)name : null;
}
