using System.Text.Json.Nodes;
using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>Edges in Service Catalog. Deploying and launching is tested on the emulated AWS.</summary>
public sealed class PortfolioTests(SynthesizedEdges edges)
{
    private readonly Template _assertions = edges.Assertions("portfolio");

    private readonly SynthesizedTemplate _portfolio = edges["portfolio"];

    // AWS knows a version by both: a change of either would take it from the edges that were made from it.
    [Fact]
    public void Versions_keep_their_names_and_addresses_the_oldest_first()
    {
        var product = _portfolio.OfType("AWS::ServiceCatalog::CloudFormationProduct").Single();
        var versions = product["ProvisioningArtifactParameters"]!.AsArray()
            .Select(version => $"{version!["Name"]}: {Address(version["Info"]!["LoadTemplateFromURL"]!)}");

        Assert.Equal(
            [
                "16.6.4: https://<TemplateBucket>.s3.<AWS::Region>.<AWS::URLSuffix>/<TemplatePrefix>edge-16.6.4.template.json",
                "16.6.4 retained: "
                    + "https://<TemplateBucket>.s3.<AWS::Region>.<AWS::URLSuffix>/<TemplatePrefix>edge-retained-16.6.4.template.json",
                "16.6.5: https://<TemplateBucket>.s3.<AWS::Region>.<AWS::URLSuffix>/<TemplatePrefix>edge-16.6.5.template.json",
                "16.6.5 retained: "
                    + "https://<TemplateBucket>.s3.<AWS::Region>.<AWS::URLSuffix>/<TemplatePrefix>edge-retained-16.6.5.template.json",
            ],
            versions.Take(4));
        _assertions.HasResourceProperties(
            "AWS::ServiceCatalog::CloudFormationProduct", new Map { ["ReplaceProvisioningArtifacts"] = false });
    }

    [Fact]
    public void A_secret_that_is_typed_into_a_form_breaks_a_rule()
    {
        var rules = JsonNode.Parse(
            _portfolio.OfType("AWS::ServiceCatalog::LaunchTemplateConstraint").Single().String("Rules")!)!["Rules"]!.AsObject();
        var portable = SynthesizedEdges.TemplateNames.First(name => name.StartsWith("edge-", StringComparison.Ordinal));
        var product = edges[portable].Json["Parameters"]!.AsObject();
        var secrets = product.Where(
            parameter => parameter.Value!["NoEcho"] is not null && parameter.Key is not (
                "RegistryUsername" or "OtlpEndpoint")).Select(parameter => parameter.Key).ToList();
        var empty = Resource.Walk(rules).OfType<JsonObject>().Where(
            node => node["Fn::Equals"] is JsonArray and [_, JsonValue value]
                && (string?)value == "").Select(node => (string)node["Fn::Equals"]![0]!["Ref"]!);

        Assert.Equal(["OtlpAuthorization", "RegistryPassword"], secrets.Order(StringComparer.Ordinal));
        Assert.Equal(secrets.Order(StringComparer.Ordinal), empty.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_rule_takes_a_secret_of_the_account_or_a_registry_without_credentials() =>
        _assertions.HasResourceProperties("AWS::ServiceCatalog::LaunchTemplateConstraint", new Map
        {
            ["Rules"] = Match.SerializedJson(Match.ObjectLike(new Map
            {
                ["Rules"] = new Map
                {
                    ["NoRegistryPasswordInForms"] = new Map
                    {
                        ["Assertions"] = Match.ArrayWith(
                        [
                            Match.ObjectLike(new Map
                            {
                                ["Assert"] = new Map
                                {
                                    ["Fn::Contains"] = new object[]
                                    {
                                        new[] { "secret", "none" }, new Map { ["Ref"] = "RegistryCredentials" },
                                    },
                                },
                            }),
                        ]),
                    },
                },
            })),
        });

    [Fact]
    public void Edges_are_launched_by_a_role_that_Service_Catalog_alone_can_be()
    {
        _assertions.ResourceCountIs("AWS::IAM::Role", 1);
        _assertions.HasResourceProperties("AWS::IAM::Role", new Map
        {
            ["AssumeRolePolicyDocument"] = new Map
            {
                ["Statement"] = new[]
                {
                    new Map { ["Principal"] = Match.ObjectEquals(new Map { ["Service"] = "servicecatalog.amazonaws.com" }) },
                },
            },
        });
        _assertions.HasResourceProperties(
            "AWS::ServiceCatalog::LaunchRoleConstraint", new Map { ["RoleArn"] = _portfolio.GetAtt("LaunchRole/Role") });
        Assert.InRange(_portfolio.At("LaunchRole/Role")["ManagedPolicyArns"]!.AsArray().Count, 1, 10);
    }

    // AWS terminates an edge with the role that launched it, also after the portfolio has been deleted.
    [Theory, InlineData("AWS::IAM::Role"), InlineData("AWS::IAM::ManagedPolicy")]
    public void The_role_and_its_policies_are_retained_when_the_portfolio_is_deleted(string type) => _assertions.AllResources(
        type, new Map { ["DeletionPolicy"] = "RetainExceptOnCreate", ["UpdateReplacePolicy"] = "Retain" });

    [Fact]
    public void Nothing_else_is_retained() => Assert.All(
        _portfolio.Resources.Where(resource => resource.Type is not ("AWS::IAM::Role" or "AWS::IAM::ManagedPolicy")),
        resource => Assert.Null(resource.DeletionPolicy));

    [Fact]
    public void It_is_deployed_without_assets_and_without_a_bootstrap()
    {
        var text = _portfolio.Json.ToJsonString();

        Assert.DoesNotContain("cdk-", text, StringComparison.Ordinal);
        Assert.DoesNotContain("BootstrapVersion", text, StringComparison.Ordinal);
        Assert.Equal(
            ["TemplateBucket", "PrincipalArn", "PermissionsBoundaryArn"],
            _portfolio.Json["Parameters"]!.AsObject().Where(
                parameter => parameter.Value!["Default"] is null).Select(parameter => parameter.Key));
    }

    private static string Address(JsonNode node) =>
        string.Concat(
            node["Fn::Join"]![1]!.AsArray().Select(part => part is JsonObject reference ? $"<{reference["Ref"]}>" : (string)part!));
}
