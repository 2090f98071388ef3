using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Deployed;

namespace EdgeCdk.Cli.Tests.Aws.Deployed;

/// <summary>Whoever made a stack updates and deletes it.</summary>
public sealed class DeployerTests
{
    private static readonly EdgePlace Edge = new("acme-two", "eu-central-1") { Account = "123456789011" };

    [Theory]
    [InlineData("Edge-acme-two", "", "npx cdk deploy Edge-acme-two",
        "npx cdk destroy Edge-acme-two, or, without the CDK CLI, aws cloudformation delete-stack --region eu-central-1 --stack-name "
        + "Edge-acme-two")]
    [InlineData("Edge-acme-two", "DeploymentMethod=edge-file", "npx cdk deploy Edge-acme-two", "npx cdk destroy Edge-acme-two, or")]
    [InlineData("Edge-acme-two", "DeploymentMethod=portable",
        "npx edge template acme-two, then TEMPLATE_BUCKET='<bucket>' sh portable/acme-two.deploy.sh",
        "aws cloudformation delete-stack --region eu-central-1 --stack-name Edge-acme-two")]
    [InlineData("Edge-acme-two", "EdgeName=acme-two", "npx edge template acme-two, then", "aws cloudformation delete-stack")]
    [InlineData("edges", "DeploymentMethod=portable", "aws cloudformation deploy --region eu-central-1 --stack-name edges,",
        "aws cloudformation delete-stack --region eu-central-1 --stack-name edges")]
    [InlineData("edges", "", "aws cloudformation deploy --region eu-central-1 --stack-name edges,",
        "aws cloudformation delete-stack --region eu-central-1 --stack-name edges")]
    [InlineData("SC-123456789012-pp-abcd-efgh", "DeploymentMethod=portable",
        "aws servicecatalog update-provisioned-product --region eu-central-1 --provisioned-product-id pp-abcd-efgh ",
        "aws servicecatalog terminate-provisioned-product --region eu-central-1 --provisioned-product-id pp-abcd-efgh")]
    [InlineData("StackSet-my-edges-1-5b6c8f1e-2a51-4b0c-9d7e-1f2a3b4c5d6e", "DeploymentMethod=portable",
        "npx edge fleet export, then fleet/deploy.sh acme-two",
        "aws cloudformation delete-stack-instances --stack-set-name my-edges-1 --accounts 123456789011 --regions eu-central-1 ")]
    public void The_commands_are_those_of_the_way_that_was_taken(string name, string parameter, string deploy, string delete)
    {
        var deployer = Deployer.Of(Edge, new JsonObject
        {
            ["StackName"] = name,
            ["Parameters"] = parameter.Split('=') is [var key, var value] ? new JsonArray(FakeAccount.Pair("Parameter", key, value)) : null,
        });

        Assert.StartsWith(deploy, deployer.Deploy, StringComparison.Ordinal);
        Assert.StartsWith(delete, deployer.Delete, StringComparison.Ordinal);
        Assert.Equal(deploy.StartsWith("npx cdk", StringComparison.Ordinal), deployer.IsCdk);
    }

    [Fact]
    public void What_is_not_deployed_is_deployed_with_cdk() => Assert.Equal("npx cdk deploy Edge-acme-two", Deployer.Of(Edge, null).Deploy);
}
