using System.Security.Cryptography;
using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>A first deployment: what AWS then has is what the template says.</summary>
public sealed class FirstDeploymentTests(Story story)
{
    [Fact]
    public void The_account_can_be_bootstrapped() => Assert.Equal(0, story.Preparation.Bootstrap.ExitCode);

    [Fact]
    public void It_succeeds()
    {
        Assert.True(story.Deployed.Cli!.ExitCode == 0, story.Deployed.Printed);
        Assert.Equal("CREATE_COMPLETE", story.Deployed.Alpha!.Status);
    }

    [Fact]
    public void AWS_lists_exactly_the_resources_of_the_synthesized_template()
    {
        var synthesized = story.Deployed.Alpha is { } alpha ? story.Synthesized("16.6.4").Resources : [];

        Assert.NotEmpty(synthesized);
        Assert.Equal(
            synthesized.Select(resource => $"{resource.LogicalId} {resource.Type}").Order(),
            story.Deployed.Alpha!.Resources.Values.Select(resource => $"{resource.LogicalId} {resource.Type}").Order());
        Assert.All(story.Deployed.Alpha.Resources.Values, resource => Assert.Equal("CREATE_COMPLETE", resource.Status));
        Assert.DoesNotContain(story.Deployed.Alpha.Resources.Values, resource => resource.PhysicalId.Length == 0);
    }

    [Fact]
    public void The_stack_is_protected() => Assert.True(story.Deployed.Alpha!.Json["EnableTerminationProtection"]!.GetValue<bool>());

    [Fact]
    public void The_release_can_be_read_from_an_output_and_a_tag()
    {
        var tags = story.Deployed.Alpha!.Json["Tags"]!.AsArray().ToDictionary(
            tag => tag!["Key"]!.GetValue<string>(),
            tag => tag!["Value"]!.GetValue<string>());

        Assert.Equal("16.6.4", story.Deployed.Alpha.Output("Release"));
        Assert.Equal("16.6.4", tags["ataccama:edge:release"]);
    }

    [Theory, InlineData("MetadataBrowsing", "edgeinteractivejobs"), InlineData("DqResultsReader", "dqresultsreader")]
    public void A_package_is_in_the_edge_s_bucket_before_its_function_exists(string function, string component)
    {
        Assert.Single(
            story.Details.Objects,
            key => key.StartsWith($"{component}/", StringComparison.Ordinal)
                && key.EndsWith($"/{component}.zip", StringComparison.Ordinal));
        Finished($"{function}/Package", before: $"{function}/Function/Function");
        Assert.Equal(
            Convert.ToBase64String(SHA256.HashData(Customer.Package(component, "16.6.4"))),
            story.Details.Functions[function]["CodeSha256"]!.GetValue<string>());
    }

    [Fact]
    public void Connectors_are_rolled_out_before_the_function_that_uses_them_runs()
    {
        Finished("DeploymentSupport/ConnectorsAnnounced", before: "MetadataBrowsing/Function/Current");
        Finished("MetadataBrowsing/Function/Current", before: "MetadataBrowsing/Function/Mapping");
    }

    [Theory, InlineData("MetadataBrowsing", "requests"), InlineData("DqResultsReader", "results")]
    public void The_alias_of_a_function_reads_a_queue_of_the_control_plane(string function, string queue)
    {
        var mapping = story.Details.Mappings[function];

        Assert.Equal($"arn:aws:sqs:{Places.Region}:{Places.VendorAccount}:alpha-{queue}", mapping["EventSourceArn"]!.GetValue<string>());
        Assert.Equal(story.Deployed.Alpha![$"{function}/Function/Current"], mapping["FunctionArn"]!.GetValue<string>());
        Assert.Equal(1, story.Details.ProvisionedConcurrency[function]);
        Assert.Equal(1, story.Deployed.Functions[function].Aliases["current"]);
    }

    [Fact]
    public void Connectors_are_mounted_where_the_function_looks_for_them()
    {
        var mounts = story.Details.Functions["MetadataBrowsing"]["FileSystemConfigs"]!.AsArray();

        Assert.Equal("/mnt/drivers", mounts.Single()!["LocalMountPath"]!.GetValue<string>());
        Assert.EndsWith(
            $"access-point/{story.Deployed.Alpha!["FileSystem/Drivers"]}",
            mounts.Single()!["Arn"]!.GetValue<string>(),
            StringComparison.Ordinal);
        Assert.Null(story.Details.Functions["DqResultsReader"]["FileSystemConfigs"]);
    }

    [Fact]
    public void The_Plane_Manager_runs_twice_on_the_network_of_the_customer()
    {
        var taskDefinition = story.Deployed.Alpha!["PlaneManager/Task/TaskDefinition"];
        Assert.Equal(2, story.Details.ManagementTasks.Count(task => task.TaskDefinition == taskDefinition));
        Assert.Equal(2, story.Details.Service["runningCount"]!.GetValue<int>());
        Assert.True(story.Details.Service["deploymentConfiguration"]!["deploymentCircuitBreaker"]!["rollback"]!.GetValue<bool>());
        Assert.Equal(
            story.Preparation.Customer.PrivateSubnetIds.Order(),
            story.Details.Service["networkConfiguration"]!["awsvpcConfiguration"]!["subnets"]!.AsArray()
                .Select(id => id!.GetValue<string>())
                .Order());
    }

    [Fact]
    public void The_registry_secret_holds_what_the_customer_typed()
    {
        Assert.Equal(Story.UserName, story.Details.RegistrySecretValue["username"]!.GetValue<string>());
        Assert.Equal(Story.Password, story.Details.RegistrySecretValue["password"]!.GetValue<string>());
        Assert.Contains(
            story.Deployed.Alpha!["GeneralKey/Key"],
            story.Details.RegistrySecret["KmsKeyId"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Bucket_file_system_and_log_groups_are_encrypted_with_the_general_key()
    {
        var key = story.Deployed.Alpha!["GeneralKey/Key"];

        Assert.Contains(
            key,
            story.Details.BucketEncryption["ApplyServerSideEncryptionByDefault"]!["KMSMasterKeyID"]!.GetValue<string>(),
            StringComparison.Ordinal);
        Assert.Equal("Enabled", story.Details.BucketVersioning["Status"]!.GetValue<string>());
        Assert.Contains(key, story.Details.FileSystem["KmsKeyId"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(story.Details.LogGroups.AsArray());
        Assert.All(
            story.Details.LogGroups.AsArray(),
            group => Assert.Contains(key, group!["kmsKeyId"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.All(story.Details.LogGroups.AsArray(), group => Assert.Equal(30, group!["retentionInDays"]!.GetValue<int>()));
        Assert.Equal([90, 90], story.Details.RotationPeriods);
    }

    [Fact]
    public void The_file_system_is_reached_in_every_private_subnet() => Assert.Equal(
        story.Preparation.Customer.PrivateSubnetIds.Order(),
        story.Details.MountTargets.AsArray().Select(target => target!["SubnetId"]!.GetValue<string>()).Order());

    [Fact]
    public void Every_role_has_all_the_rights_that_the_template_gives_it()
    {
        // Two policies of one name overwrite each other on AWS, and the template does not show it.
        var template = story.Deployed.Alpha!.Template;
        foreach (var role in template.OfType("AWS::IAM::Role"))
        {
            var inline = role["Policies"]?.AsArray() ?? [];
            var attached = template.OfType("AWS::IAM::Policy")
                .Where(policy => policy["Roles"]!.AsArray().Any(name => template.Target(name) == role));
            var expected = inline.Select(policy => policy!["PolicyDocument"]!)
                .Concat(attached.Select(policy => policy["PolicyDocument"]!))
                .SelectMany(policy => policy["Statement"]!.AsArray())
                .Select(statement => statement!["Sid"]!.GetValue<string>());

            Assert.Equal(expected.Order(), story.Details.StatementIds[role.Path]);
        }
    }

    private void Finished(string path, string before)
    {
        var order = story.Details.CreationOrder.ToList();

        Assert.Contains(path, order);
        Assert.True(order.IndexOf(path) < order.IndexOf(before), $"{before} was there before {path}");
    }
}
