using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Preflight.ServiceControl;
using EdgeCdk.Cli.Aws.Templates;

namespace EdgeCdk.Cli.Tests.Account.Preflight.ServiceControl;

/// <summary>The calls that a template gives the right to.</summary>
public sealed class NeededCallsTests
{
    private static readonly CallContext Context =
        new("demo", "aws", "eu-central-1", "123456789011", "vpc-1", "hnb659fds");

    [Fact]
    public void Roles_call_what_their_policies_allow_and_other_policies_are_of_others()
    {
        var template = JsonNode.Parse("""
            { "Resources": {
                "Jobs": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "demo-jobs", "Policies": [
                  { "PolicyDocument": { "Statement": { "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:1" } } },
                  { "PolicyDocument": { "Statement": [{ "Effect": "Deny", "Action": "sqs:DeleteQueue", "Resource": "*" }] } }] } },
                "More": { "Type": "AWS::IAM::Policy", "Properties": { "Roles": [{ "Ref": "Jobs" }], "PolicyDocument": { "Statement": [
                  { "Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": ["arn:2", { "Ref": "Bucket" }] }] } } },
                "Provider": { "Type": "AWS::IAM::Role", "Metadata": { "aws:cdk:path": "Stack/Provider/Role/Resource" }, "Properties": {
                  "Policies": [{ "PolicyDocument": { "Statement": { "Effect": "Allow", "Action": "kms:Sign", "Resource": "*" } } }] } },
                "Bucket": { "Type": "AWS::S3::Bucket" },
                "OfBucket": { "Type": "AWS::S3::BucketPolicy", "Properties": { "PolicyDocument": { "Statement": [
                  { "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*", "Principal": "*" }] } } } } }
            """)!;

        Assert.Equal(
            [
                "demo-jobs arn:aws:iam::123456789011:role/demo-jobs sqs:SendMessage arn:1",
                "demo-jobs arn:aws:iam::123456789011:role/demo-jobs s3:GetObject arn:2",
                "demo-jobs arn:aws:iam::123456789011:role/demo-jobs s3:GetObject ${Bucket}",
                "demo-jobs arn:aws:iam::123456789011:role/demo-jobs s3:PutObject arn:2",
                "demo-jobs arn:aws:iam::123456789011:role/demo-jobs s3:PutObject ${Bucket}",
                "Provider  kms:Sign *",
            ],
            NeededCalls.OfRoles(new StackTemplate("Stack", template.AsObject()), Context)
                .Select(call => $"{call.Caller} {call.CallerArn} {call.Action} {call.Resource}"));
    }

    [Fact]
    public void Who_deploys_calls_what_the_managed_policies_allow_with_the_values_of_the_edge()
    {
        var deployer = JsonNode.Parse("""
            { "Parameters": { "Roles": { "Default": "" } },
              "Conditions": { "HasRoles": { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "Roles" }, ""] }] } },
              "Resources": {
                "Service": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "deployer", "Policies": [
                  { "PolicyDocument": { "Statement": { "Effect": "Allow", "Action": "sts:GetCallerIdentity", "Resource": "*" } } }] } },
                "Policy": { "Type": "AWS::IAM::ManagedPolicy", "Properties": { "PolicyDocument": { "Statement": [
                  { "Effect": "Allow", "Action": "sqs:CreateQueue",
                    "Resource": { "Fn::Sub": "arn:${AWS::Partition}:sqs:*:*:Edge-${Edge}-*" } },
                  { "Effect": "Deny", "Action": "sqs:DeleteQueue", "Resource": "*" },
                  { "Fn::If": ["HasRoles", { "Effect": "Allow", "Action": "iam:PassRole", "Resource": { "Ref": "Roles" } },
                    { "Effect": "Allow", "Action": "iam:CreateRole", "Resource": "*" }] }] } } } } }
            """)!;
        List<string> Calls(string roles) =>
        [
            .. NeededCalls.OfDeployment(deployer, new Dictionary<string, string> { ["Roles"] = roles }, Context)
                .Select(call => $"{call.Caller}: {call.Action} {call.Resource}"),
        ];

        Assert.Equal(
            ["the deployment: sqs:CreateQueue arn:aws:sqs:*:*:Edge-demo-*", "the deployment: iam:PassRole a",
                "the deployment: iam:PassRole b"],
            Calls("a,b"));
        Assert.Equal(["the deployment: sqs:CreateQueue arn:aws:sqs:*:*:Edge-demo-*", "the deployment: iam:CreateRole *"], Calls(""));
    }
}
