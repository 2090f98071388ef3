using System.Text.Json.Nodes;
using EdgeCdk.Cli.Account.Preflight.ServiceControl;

namespace EdgeCdk.Cli.Tests.Account.Preflight.ServiceControl;

/// <summary>What conditions say of a call of a role of the edge, before it is made.</summary>
public sealed class CallContextTests
{
    private const string Role = "arn:aws:iam::123456789011:role/demo-jobs";

    [Theory]
    [InlineData("StringEquals", "aws:RequestedRegion", """["eu-west-1","eu-central-1"]""", "Yes")]
    [InlineData("StringEquals", "aws:RequestedRegion", "\"eu-west-1\"", "No")]
    [InlineData("StringEquals", "AWS:requestedregion", "\"EU-CENTRAL-1\"", "No")]
    [InlineData("StringEqualsIgnoreCase", "aws:RequestedRegion", "\"EU-CENTRAL-1\"", "Yes")]
    [InlineData("StringEqualsIgnoreCase", "aws:RequestedRegion", "\"eu-west-1\"", "No")]
    [InlineData("StringNotEquals", "aws:RequestedRegion", "\"eu-west-1\"", "Yes")]
    [InlineData("StringNotEqualsIfExists", "aws:RequestedRegion", "\"eu-central-1\"", "No")]
    [InlineData("StringLike", "aws:RequestedRegion", """["us-*","eu-*"]""", "Yes")]
    [InlineData("StringLike", "aws:RequestedRegion", "\"us-*\"", "No")]
    [InlineData("StringNotLike", "aws:RequestedRegion", """["us-*","eu-*"]""", "No")]
    [InlineData("StringNotLike", "aws:RequestedRegion", "\"us-*\"", "Yes")]
    [InlineData("ArnLike", "aws:PrincipalArn", "\"arn:aws:iam::*:role/demo-*\"", "Yes")]
    [InlineData("ArnEquals", "aws:PrincipalArn", $"\"{Role}\"", "Yes")]
    [InlineData("ArnNotLike", "aws:PrincipalArn", "\"arn:aws:iam::*:role/platform\"", "Yes")]
    [InlineData("ArnNotEquals", "aws:PrincipalArn", $"\"{Role}\"", "No")]
    [InlineData("StringEquals", "aws:PrincipalAccount", "\"123456789011\"", "Yes")]
    [InlineData("Bool", "aws:PrincipalIsAWSService", "false", "Yes")]
    [InlineData("Bool", "aws:SecureTransport", "\"false\"", "No")]
    [InlineData("BoolIfExists", "aws:SecureTransport", "\"true\"", "Yes")]
    [InlineData("Null", "aws:PrincipalArn", "\"false\"", "Yes")]
    [InlineData("Null", "aws:PrincipalArn", "\"true\"", "No")]
    // A key that only the call has, a test that is not known here, and a variable.
    [InlineData("StringEquals", "aws:ResourceAccount", "\"123456789011\"", "Depends")]
    [InlineData("Null", "aws:RequestTag/team", "\"true\"", "Depends")]
    [InlineData("ForAnyValue:StringLike", "aws:PrincipalArn", "\"*\"", "Depends")]
    [InlineData("StringNotEquals", "aws:PrincipalAccount", "\"${aws:ResourceAccount}\"", "Depends")]
    [InlineData("ArnNotLike", "aws:PrincipalArn", """["x","arn:aws:iam::${aws:ResourceAccount}:role/*"]""", "Depends")]
    public void A_condition_holds_or_it_does_not_or_it_depends_on_the_call(string test, string key, string values, string answer) =>
        Assert.Equal(answer, Holds($$$"""{"{{{test}}}":{"{{{key}}}":{{{values}}} } }""", "sqs:SendMessage", "aws", Role));

    [Theory]
    [InlineData("iam:PassRole", "aws", "us-east-1")]
    [InlineData("route53:ChangeResourceRecordSets", "aws", "us-east-1")]
    [InlineData("iam:PassRole", "aws-cn", "cn-north-1")]
    [InlineData("iam:PassRole", "aws-us-gov", "us-gov-west-1")]
    [InlineData("sts:AssumeRole", "aws", "eu-central-1")]
    public void Services_for_all_regions_are_in_one_of_their_partition(string action, string partition, string region) =>
        Assert.Equal("Yes", Holds($$$"""{"StringEquals":{"aws:RequestedRegion":"{{{region}}}"} }""", action, partition, Role));

    [Theory]
    [InlineData("ArnLike", "\"*\"", "Depends")]
    [InlineData("StringLike", """["arn:aws:iam::*:root","arn:aws:iam::*:role/a"]""", "Depends")]
    [InlineData("StringLike", """["arn:aws:iam::*:root"]""", "No")]
    [InlineData("StringNotLike", "\"arn:aws:iam::*:root\"", "Yes")]
    public void Who_deploys_is_not_known_before_but_is_not_root(string test, string values, string answer) =>
        Assert.Equal(answer, Holds($$$"""{"{{{test}}}":{"aws:PrincipalArn":{{{values}}} } }""", "sqs:CreateQueue", "aws", null));

    [Theory]
    [InlineData("{}", "Yes")]
    [InlineData("""{"Bool":null}""", "Yes")]
    [InlineData("""{"Bool":{"aws:SecureTransport":"true"},"StringEquals":{"aws:SourceVpc":"vpc-1"}}""", "Depends")]
    [InlineData("""{"Bool":{"aws:SecureTransport":"false","k":"true"},"StringEquals":{"aws:SourceVpc":"vpc-1"}}""", "No")]
    public void All_of_them_have_to_hold(string conditions, string answer) =>
        Assert.Equal(answer, Holds(conditions, "sqs:SendMessage", "aws", Role));

    [Fact]
    public void The_policies_for_any_edge_get_the_values_of_this_one() => Assert.Equal(
        "demo aws eu-central-1 123456789011 vpc-1 hnb659fds ${Other}",
        Context("aws").Fill("${Edge} ${AWS::Partition} ${AWS::Region} ${AWS::AccountId} ${VpcId} ${BootstrapQualifier} ${Other}"));

    private static string Holds(string conditions, string action, string partition, string? caller)
    {
        var statement = new ServiceControlStatement(
            JsonNode.Parse($$"""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{{conditions}}}""")!, 1);
        return $"{statement.AppliesTo(new NeededCall("somebody", caller, action, "*"), Context(partition))}";
    }

    private static CallContext Context(string partition) =>
        new("demo", partition, "eu-central-1", "123456789011", "vpc-1", "hnb659fds");
}
