using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Preflight.Existing;
using EdgeCdk.Tests.Support;
using PolicyStatement = EdgeCdk.Cli.Account.Preflight.Existing.PolicyStatement;

namespace EdgeCdk.Cli.Tests.Account.Preflight.Existing;

/// <summary>What is needed, read from templates as <c>edge split</c> writes them.</summary>
public sealed class NeededPartsTests
{
    private const string KeyArn = "arn:aws:kms:eu-central-1:123456789011:key/1";

    private const string Network = """
        { "Parameters": { "Region": { "Default": "eu-central-1" } },
          "Resources": {
            "JobsGroup": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "SecurityGroupEgress": [
              { "CidrIp": "0.0.0.0/0", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443 }] } },
            "FilesGroup": { "Type": "AWS::EC2::SecurityGroup", "Properties": {
              "SecurityGroupIngress": { "CidrIp": "10.0.0.0/16", "IpProtocol": "-1" },
              "SecurityGroupEgress": [{ "CidrIp": "255.255.255.255/32", "IpProtocol": "icmp", "FromPort": 252, "ToPort": 86 }] } },
            "JobsToFiles": { "Type": "AWS::EC2::SecurityGroupEgress", "Properties": {
              "GroupId": { "Fn::GetAtt": ["JobsGroup", "GroupId"] },
              "DestinationSecurityGroupId": { "Fn::GetAtt": ["FilesGroup", "GroupId"] },
              "IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049 } },
            "FilesFromJobs": { "Type": "AWS::EC2::SecurityGroupIngress", "Properties": {
              "GroupId": { "Fn::GetAtt": ["FilesGroup", "GroupId"] },
              "SourceSecurityGroupId": { "Fn::GetAtt": ["JobsGroup", "GroupId"] },
              "IpProtocol": "tcp", "FromPort": 2049, "ToPort": 2049 } },
            "Sqs": { "Type": "AWS::EC2::VPCEndpoint", "Properties": {
              "ServiceName": { "Fn::Join": ["", ["com.amazonaws.", { "Ref": "Region" }, ".sqs"]] },
              "PolicyDocument": { "Statement": { "Sid": "OfSqs" } } } },
            "Kms": { "Type": "AWS::EC2::VPCEndpoint", "Properties": { "ServiceName": "com.amazonaws.eu-central-1.kms" } } },
          "Outputs": {
            "Jobs": { "Value": { "Fn::GetAtt": ["JobsGroup", "GroupId"] } },
            "FileSystem": { "Value": { "Fn::GetAtt": ["FilesGroup", "GroupId"] } },
            "EdgeFile": { "Value": { "Fn::Join": ["", ["{ jobs: ", { "Fn::GetAtt": ["JobsGroup", "GroupId"] }, " }"]] } } } }
        """;

    private const string Keys = """
        { "Resources": {
            "DataQualityKey": { "Type": "AWS::KMS::Key", "Properties": { "KeyPolicy": { "Statement": [{ "Sid": "OfResults" }] } } },
            "GeneralKey": { "Type": "AWS::KMS::Key", "Properties": { "KeyPolicy": { "Statement": [{ "Sid": "OfLogs" }] } } } },
          "Outputs": {
            "GeneralKeyArn": { "Value": { "Fn::GetAtt": ["GeneralKey", "Arn"] } },
            "DataQualityKeyArn": { "Value": { "Fn::GetAtt": ["DataQualityKey", "Arn"] } } } }
        """;

    [Fact]
    public void A_role_has_its_own_statements_and_those_of_the_policies_that_name_it()
    {
        Assert.Equal(["JobsTrust"], Names(Needed().Trust("demo-jobs")));
        Assert.Equal(["JobsOwn", "JobsMore", "OfBoth", "OfJobs"], Names(Needed().Policies("demo-jobs")));
        Assert.Equal(["PlaneTrust"], Names(Needed().Trust("demo-plane-manager")));
        Assert.Equal(["OfBoth"], Names(Needed().Policies("demo-plane-manager")));
    }

    [Fact]
    public void A_key_has_the_policy_of_the_resource_that_its_output_names()
    {
        Assert.Equal(["OfLogs"], Names(Needed().KeyPolicy("GeneralKeyArn")));
        Assert.Equal(["OfResults"], Names(Needed().KeyPolicy("DataQualityKeyArn")));
    }

    [Fact]
    public void An_endpoint_is_found_by_its_service_and_one_without_a_policy_needs_nothing()
    {
        Assert.Equal(["OfSqs"], Names(Needed().EndpointPolicy("sqs")));
        Assert.Empty(Needed().EndpointPolicy("kms"));
    }

    [Fact]
    public void A_group_has_its_own_rules_and_those_beside_it_but_not_the_one_that_allows_nothing()
    {
        Assert.Equal(
            ["tcp 443 to 0.0.0.0/0", $"tcp 2049 to {ExistingResources.Groups["fileSystem"]}"],
            Needed().Rules("jobs").Select(rule => $"{rule}"));
        Assert.Equal(
            ["everything from 10.0.0.0/16", $"tcp 2049 from {ExistingResources.Groups["jobs"]}"],
            Needed().Rules("fileSystem").Select(rule => $"{rule}"));
    }

    [Theory]
    [InlineData("\"plain\"", "plain")]
    [InlineData("""["one", { "Ref": "KeyArn" }]""", "one", KeyArn)]
    [InlineData("""{ "Fn::Join": ["/", ["one", { "Ref": "KeyArn" }]] }""", $"one/{KeyArn}")]
    [InlineData("""{ "Fn::GetAtt": ["Plane", "Arn"] }""", "arn:aws:iam::123456789011:role/teams/edge/demo-plane-manager")]
    [InlineData("""{ "Fn::GetAtt": ["JobsGroup", "GroupId"] }""", "sg-00000000000000011")]
    // Ids of the file system before the first deployment, a key that has no ARN yet, and what is neither a role nor a parameter.
    [InlineData("""{ "Ref": "FileSystem" }""", PolicyStatement.Open)]
    [InlineData("""{ "Fn::Join": ["/", ["access-point", { "Ref": "AccessPoint" }]] }""", $"access-point/{PolicyStatement.Open}")]
    [InlineData("""{ "Ref": "AWS::Region" }""", PolicyStatement.Open)]
    [InlineData("""{ "Fn::GetAtt": ["OfJobs", "Arn"] }""", PolicyStatement.Open)]
    [InlineData("""{ "Fn::GetAtt": ["GeneralKey", "Arn"] }""", PolicyStatement.Open)]
    public void A_reference_is_the_text_in_the_account_or_open(string resource, params string[] texts) =>
        Assert.Equal(texts, Needed(resource).Policies("demo-jobs")[0].Resources);

    private static IEnumerable<string> Names(IEnumerable<PolicyStatement> statements) => statements.Select(one => one.Name);

    private static NeededParts Needed(string resource = "\"*\"") => new(
        Targets.Of(new FakeAws(), text => ExistingResources.In(text)).Config,
        new Dictionary<string, JsonNode>
        {
            ["network"] = JsonNode.Parse(Network)!,
            ["keys"] = JsonNode.Parse(Keys)!,
            ["identity"] = JsonNode.Parse($$"""
                { "Parameters": { "FileSystem": { "Default": "*" }, "AccessPoint": {}, "KeyArn": { "Default": "{{KeyArn}}" } },
                  "Resources": {
                    "Plane": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "demo-plane-manager",
                      "AssumeRolePolicyDocument": { "Statement": [{ "Sid": "PlaneTrust" }] } } },
                    "Jobs": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "demo-jobs",
                      "AssumeRolePolicyDocument": { "Statement": { "Sid": "JobsTrust" } },
                      "Policies": [
                        { "PolicyDocument": { "Statement": { "Sid": "JobsOwn", "Resource": {{resource}} } } },
                        { "PolicyDocument": { "Statement": [{ "Sid": "JobsMore" }] } }] } },
                    "OfBoth": { "Type": "AWS::IAM::Policy", "Properties": { "Roles": [{ "Ref": "Plane" }, { "Ref": "Jobs" }],
                      "PolicyDocument": { "Statement": { "Sid": "OfBoth" } } } },
                    "OfJobs": { "Type": "AWS::IAM::Policy", "Properties": { "Roles": [{ "Ref": "Jobs" }],
                      "PolicyDocument": { "Statement": { "Sid": "OfJobs" } } } } } }
                """)!,
        });
}
