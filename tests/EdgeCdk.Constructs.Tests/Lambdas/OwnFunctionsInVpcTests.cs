using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Lambdas;

/// <summary>Cleanup and Deployment Support in the private subnets, which is off by default.</summary>
public sealed class OwnFunctionsInVpcTests(SynthesizedEdges edges)
{
    private static readonly string[] Own = ["DeploymentSupport/Function", "Cleanup/Function"];

    [Fact]
    public void They_run_in_the_private_subnets_with_groups_of_their_own() => Assert.All(
        Own,
        path => Assert.Equal(
            $"SecurityGroupIds:\n  - ${{{path}/Network/SecurityGroup.GroupId}}\n"
                + "SubnetIds:\n  - subnet-0aaaaaaaaaaaaaaaa\n  - subnet-0bbbbbbbbbbbbbbbb\n  - subnet-0cccccccccccccccc",
            edges.Full.Text($"{path}/Function", "VpcConfig")));

    // Lambda deletes its network interfaces with the rights of the function's role: these must outlive the function.
    [Fact]
    public void Rights_to_the_network_group_and_endpoints_are_created_before_the_function_and_deleted_after_it() => Assert.All(
        Own,
        path => Sets.Has(
            edges.Full.Before($"{path}/Function"),
            [
                $"{path}/JoinVpc", $"{path}/Network/SecurityGroup",
                .. edges.Full.OfType("AWS::EC2::VPCEndpoint").Select(endpoint => endpoint.Path),
            ]));

    [Fact]
    public void Every_custom_resource_needs_them_until_the_end() => Assert.All(
        edges.Full.Resources.Where(resource => resource.Type.StartsWith("Custom::", StringComparison.Ordinal)),
        resource => Sets.Has(
            edges.Full.Before(resource.Path),
            ["DeploymentSupport/Function/JoinVpc", .. edges.Full.OfType("AWS::EC2::VPCEndpoint").Select(endpoint => endpoint.Path)]));

    [Fact]
    public void The_rights_are_those_of_the_functions_of_the_vendor() => Assert.All(
        Own,
        path => Sets.Has(
            edges.Full.Rights("MetadataBrowsing/Function/Role/Role"), edges.Full.Statements($"{path}/JoinVpc", "PolicyDocument")));

    [Fact]
    public void By_default_they_run_outside_of_it() => Assert.All(
        Own, path => Assert.Equal((false, false), (
            edges.Demo.At($"{path}/Function").Properties.ContainsKey("VpcConfig"), edges.Demo.Find($"{path}/JoinVpc") is not null)));

    [Fact]
    public void Reserved_concurrency_is_that_of_every_function() => Assert.All(
        edges.Full.OfType("AWS::Lambda::Function"), function => Assert.Equal("20", $"{function["ReservedConcurrentExecutions"]}"));

    // AWS takes no signature for inline code.
    [Fact]
    public void Code_signing_is_for_code_that_the_vendor_delivers() => Assert.Equal(
        ["DqResultsReader/Function/Function", "MetadataBrowsing/Function/Function"],
        edges.Full.OfType("AWS::Lambda::Function")
            .Where(function => function["CodeSigningConfigArn"] is not null)
            .Select(function => function.Path)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Buckets_write_their_access_logs_to_the_bucket_of_the_customer() => Assert.Equal(
        ["access-logs-of-full full/ArtifactBucket/", "access-logs-of-full full/ConfigurationBucket/"],
        edges.Full.OfType("AWS::S3::Bucket").Select(
            bucket => $"{bucket["LoggingConfiguration.DestinationBucketName"]} {bucket["LoggingConfiguration.LogFilePrefix"]}"));
}
