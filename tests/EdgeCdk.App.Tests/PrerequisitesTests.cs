using System.Text.Json.Nodes;
using Amazon.CDK.Assertions;
using EdgeCdk.Config.Edge;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests;

/// <summary>The template that prepares an account for its first edge.</summary>
public sealed class PrerequisitesTests(SynthesizedEdges edges)
{
    private readonly Template _assertions = edges.Assertions("prerequisites");

    private static readonly StackPlace Place = StackPlace.Of(PortableEdges.All["demo"].Config);

    private readonly SynthesizedTemplate _template = edges["prerequisites"];

    [Fact]
    public void It_is_deployed_without_a_bootstrap_an_asset_or_a_bucket_to_upload_it_to()
    {
        Assert.Equal(["AllZonesAreNamed"], _template.Json["Rules"]!.AsObject().Select(rule => rule.Key));
        Assert.Null(_template.Json["Transform"]);
        Assert.Equal(
            [
                "EdgeName", "VpcCidr", "Zones", "FirstZone", "SecondZone", "ThirdZone", "NatGateways", "FlowLogRetentionDays",
                "NoncurrentVersionDays", "PermissionsBoundaryArn", "AccessLogBucket",
            ],
            _template.Json["Parameters"]!.AsObject().Select(parameter => parameter.Key));
        Assert.DoesNotContain("cdk-", _template.Text.Replace("aws:cdk:path", "", StringComparison.Ordinal), StringComparison.Ordinal);
        // What CloudFormation takes in the call itself.
        Assert.InRange(_template.Text.Length, 1, 51_200);
    }

    [Fact]
    public void Every_parameter_is_constrained_says_how_and_stands_in_a_group()
    {
        var parameters = _template.Json["Parameters"]!.AsObject();
        Assert.All(
            parameters,
            parameter => Assert.True(
                ((string[])["AllowedPattern", "AllowedValues", "MaxValue"]).Any(name => parameter.Value![name] is not null),
                parameter.Key));
        Assert.All(
            parameters,
            parameter => Assert.StartsWith(
                "must be ", parameter.Value!["ConstraintDescription"]!.GetValue<string>(), StringComparison.Ordinal));
        var groups = _template.Json["Metadata"]!["AWS::CloudFormation::Interface"]!["ParameterGroups"]!.AsArray();
        Assert.Equal(
            parameters.Select(parameter => parameter.Key),
            groups.SelectMany(group => group!["Parameters"]!.AsArray()).Select(name => name!.GetValue<string>()));
    }

    [Theory]
    [InlineData("acme-prod", true)]
    [InlineData("a1b", true)]
    [InlineData("acme--prod", false)]
    [InlineData("acme-", false)]
    [InlineData("Acme", false)]
    [InlineData("1acme", false)]
    public void A_name_is_taken_when_an_edge_file_takes_it(string name, bool isTaken)
    {
        Assert.Equal(isTaken, new Config.Validation.EdgeNameAttribute().Accepts(name));
        Assert.Equal(
            isTaken,
            System.Text.RegularExpressions.Regex.IsMatch(
                name, _template.Json["Parameters"]!["EdgeName"]!["AllowedPattern"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("", "", "", true)]
    [InlineData("us-east-1b", "us-east-1c", "us-east-1d", true)]
    [InlineData("us-east-1b", "us-east-1c", "", false)]
    [InlineData("us-east-1b", "", "us-east-1d", false)]
    [InlineData("", "us-east-1c", "us-east-1d", false)]
    [InlineData("", "", "us-east-1d", false)]
    [InlineData("us-east-1b", "us-east-1b", "us-east-1d", false)]
    [InlineData("us-east-1b", "us-east-1c", "us-east-1b", false)]
    [InlineData("us-east-1-wl1", "us-east-1c", "us-east-1d", false)]
    public void Zones_are_all_named_or_none(string first, string second, string third, bool isTaken)
    {
        var template = InZones(first, second, third);

        Assert.Equal(isTaken, !template.Refusals(new Dictionary<string, (string, string)>()).Any());
    }

    [Fact]
    public void Subnets_are_in_the_zones_that_are_named()
    {
        var subnets = InZones("us-east-1b", "us-east-1d", "us-east-1f").Resources
            .Select(resource => resource.Value!)
            .Where(resource => (string)resource["Type"]! == "AWS::EC2::Subnet");

        Assert.Equal(
            ["us-east-1b", "us-east-1b", "us-east-1d", "us-east-1d", "us-east-1f", "us-east-1f"],
            subnets.Select(subnet => (string)subnet["Properties"]!["AvailabilityZone"]!));
    }

    private InstantiatedTemplate InZones(string first, string second, string third)
    {
        var values = new Dictionary<string, string>
        {
            ["EdgeName"] = "acme",
            ["FirstZone"] = first,
            ["SecondZone"] = second,
            ["ThirdZone"] = third,
        };
        return new InstantiatedTemplate(_template.Json, values, Place);
    }

    [Fact]
    public void The_result_role_trusts_the_roles_that_write_and_read_results_in_any_release()
    {
        var trust = _template.At("Results/Role")["AssumeRolePolicyDocument.Statement[0]"]!;
        var trusted = trust["Condition"]!["ArnEquals"]!["aws:PrincipalArn"]!.AsArray().Select(Suffix).ToList();

        var users = edges.Demo.OfType("AWS::IAM::Role")
            .Where(role => role.Json.ToJsonString().Contains("AssumeResultRole", StringComparison.Ordinal))
            .Select(role => role.String("RoleName")!["demo".Length..]);
        Assert.Empty(users.Except(trusted));
        Assert.Equal(Enum.GetValues<Job>().Length + 2, trusted.Count);
        Assert.Equal("sts:AssumeRole", trust["Action"]!.GetValue<string>());
        Assert.Single(_template.At("Results/Role")["AssumeRolePolicyDocument.Statement"]!.AsArray());

        static string Suffix(JsonNode? join) => join!["Fn::Join"]![1]!.AsArray()[^1]!.GetValue<string>();
    }

    [Fact]
    public void Results_are_encrypted_versioned_and_kept_when_the_stack_is_deleted()
    {
        _assertions.HasResourceProperties("AWS::S3::Bucket", new Map
        {
            ["VersioningConfiguration"] = new Map { ["Status"] = "Enabled" },
            ["BucketEncryption"] = new Map
            {
                ["ServerSideEncryptionConfiguration"] = new[]
                {
                    new Map
                    {
                        ["ServerSideEncryptionByDefault"] = new Map
                        {
                            ["KMSMasterKeyID"] = _template.GetAtt("Key/Key"),
                        },
                    },
                },
            },
        });
        Assert.All((string[])["AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::KMS::Key"], type => _assertions.AllResources(
            type, new Map { ["DeletionPolicy"] = "RetainExceptOnCreate", ["UpdateReplacePolicy"] = "Retain" }));
    }

    [Theory, InlineData(""), InlineData("arn:aws:iam::123456789011:policy/boundary")]
    public void Every_role_has_the_boundary_that_is_given(string boundary)
    {
        var roles = With(("PermissionsBoundaryArn", boundary)).OfType("AWS::IAM::Role");

        Assert.Equal(2, roles.Count);
        Assert.All(roles, role => Assert.Equal(boundary, role.String("PermissionsBoundary") ?? ""));
    }

    [Fact]
    public void Flow_logs_and_old_versions_of_results_are_kept_as_long_as_is_given_and_no_longer()
    {
        var template = With(("FlowLogRetentionDays", "365"), ("NoncurrentVersionDays", "90"));

        Assert.Equal("365", $"{template.At("FlowLogs/LogGroup")["RetentionInDays"]}");
        Assert.Equal("""
            - AbortIncompleteMultipartUpload:
                DaysAfterInitiation: 7
              Id: ExpireOldVersions
              NoncurrentVersionExpiration:
                NoncurrentDays: 90
              Status: Enabled
            """.ReplaceLineEndings("\n"), template.Text(template.At("Results/Bucket"), "LifecycleConfiguration.Rules"));
    }

    private SynthesizedTemplate With(params (string Name, string Value)[] parameters)
    {
        var values = parameters.Append(("EdgeName", "acme")).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        return SynthesizedTemplate.Of(new InstantiatedTemplate(_template.Json, values, Place));
    }

    [Fact]
    public void Private_subnets_have_no_way_to_the_internet_but_nat()
    {
        var gateways = _template.OfType("AWS::EC2::Route").Where(route => route["GatewayId"] is not null).ToList();
        var open = Assert.Single(gateways)["RouteTableId"]!.ToJsonString();

        var subnets = _template.OfType("AWS::EC2::SubnetRouteTableAssociation")
            .Where(association => association["RouteTableId"]!.ToJsonString() == open)
            .Select(association => _template.Target(association["SubnetId"])!.Path);
        Assert.Equal(["Network/FirstZone/PublicSubnet", "Network/SecondZone/PublicSubnet", "Network/ThirdZone/PublicSubnet"], subnets);
        _assertions.AllResourcesProperties("AWS::EC2::Subnet", new Map { ["MapPublicIpOnLaunch"] = Match.Absent() });
    }

    [Fact]
    public void Everything_that_takes_tags_has_the_one_that_the_vendor_asks_for()
    {
        string[] withoutTags =
            ["AWS::EC2::VPCGatewayAttachment", "AWS::EC2::Route", "AWS::EC2::SubnetRouteTableAssociation", "AWS::S3::BucketPolicy"];

        Assert.All(_template.Resources.Where(resource => !withoutTags.Contains(resource.Type)), resource =>
            Assert.Contains("ataccama:edge:customer-provided", resource["Tags"]!.AsArray().Select(tag => tag!["Key"]!.GetValue<string>())));
    }

    [Fact]
    public void A_template_that_is_not_known_is_refused_with_the_names_of_those_that_are()
    {
        var application = Path.Combine(AppContext.BaseDirectory, "EdgeCdk.App.dll");
        var result = ChildProcess.Run("dotnet", [application, "template", "prerequisite", "file"]);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("template prerequisite is not known; use ", result.Error, StringComparison.Ordinal);
    }
}
