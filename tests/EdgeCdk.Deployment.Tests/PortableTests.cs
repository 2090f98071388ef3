using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>Edges that are deployed from the portable template, with the AWS CLI alone.</summary>
public sealed class PortableTests(PortableStory story) : InTurn(1), IClassFixture<PortableStory>
{
    // New for each release: snapshots, and what is copied again.
    private static readonly string[] PerRelease = ["AWS::ECS::TaskDefinition", "AWS::Lambda::Version", "Custom::EdgeCopy"];

    [Fact]
    public void An_edge_with_all_defaults_is_deployed_by_the_script()
    {
        Assert.True(story.Plain.Result.ExitCode == 0, story.Plain.Printed);
        Assert.Equal("CREATE_COMPLETE", story.Plain.Stack!.Status);
        Assert.True(story.Plain.Stack.Json["EnableTerminationProtection"]!.GetValue<bool>());
        Assert.Equal("16.6.4", story.Plain.Stack.Output("Release"));
        Assert.Equal("plain", story.Plain.Stack.Output("EdgeName"));
    }

    [Fact]
    public void The_script_shows_what_the_vendor_asks_for()
    {
        Assert.Contains("PlaneManagerRoleArn", story.Plain.Result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Story.Password, story.Plain.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_again_changes_nothing_and_needs_no_secrets()
    {
        Assert.True(story.Again.Result.ExitCode == 0, story.Again.Printed);
        Assert.Contains("No changes to deploy", story.Again.Printed, StringComparison.Ordinal);
        Assert.Equal(story.Plain.PhysicalIds(), story.Again.PhysicalIds());
    }

    [Fact]
    public void An_upgrade_replaces_nothing_but_what_belongs_to_a_release()
    {
        Assert.True(story.Upgraded.Result.ExitCode == 0, story.Upgraded.Printed);
        Assert.Equal("16.6.5", story.Upgraded.Stack!.Output("Release"));
        Assert.Equal(story.Plain.PhysicalIds(PerRelease), story.Upgraded.PhysicalIds(PerRelease));
    }

    [Fact]
    public void Each_release_publishes_a_version_of_both_functions()
    {
        Assert.All(story.Plain.Versions.Values, versions => Assert.Equal([1], versions));
        Assert.All(story.Upgraded.Versions.Values, versions => Assert.Equal([1, 2], versions));
    }

    [Fact]
    public void A_parameter_that_reaches_one_function_publishes_a_version_of_that_one()
    {
        Assert.True(story.Retimed.Result.ExitCode == 0, story.Retimed.Printed);
        Assert.Equal([1, 2], story.Retimed.Versions["MetadataBrowsing"]);
        Assert.Equal([1, 2, 3], story.Retimed.Versions["DqResultsReader"]);
        Assert.Equal(story.Upgraded.PhysicalIds("AWS::Lambda::Version"), story.Retimed.PhysicalIds("AWS::Lambda::Version"));
    }

    [Fact]
    public void An_edge_with_everything_on_is_deployed_by_the_script()
    {
        Assert.True(story.Rich.Result.ExitCode == 0, story.Rich.Printed);
        Assert.Equal("CREATE_COMPLETE", story.Rich.Stack!.Status);
        Assert.StartsWith("arn:aws:sns:", story.Rich.Stack.Output("AlarmTopicArn"), StringComparison.Ordinal);
        Assert.All(
            story.Rich.Stack.Output("RollbackTriggerArns").Split(','),
            arn => Assert.StartsWith("arn:aws:cloudwatch:", arn, StringComparison.Ordinal));
        string[] types =
        [
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::CloudWatch::Dashboard",
            "AWS::EC2::VPCEndpoint",
            "AWS::Lambda::EventSourceMapping",
        ];
        Assert.Equal([1, 1, 4, 2], types.Select(type => story.Rich.Stack.Resources.Values.Count(resource => resource.Type == type)));
    }

    [Fact]
    public void What_is_switched_off_goes_and_the_rest_stays()
    {
        Assert.True(story.SwitchedOff.Result.ExitCode == 0, story.SwitchedOff.Printed);
        var (on, off) = (story.Rich.PhysicalIds(PerRelease), story.SwitchedOff.PhysicalIds(PerRelease));
        Assert.NotEmpty(on.Keys.Except(off.Keys));
        Assert.All(off, resource => Assert.Equal(resource.Value, on[resource.Key]));
    }

    [Fact]
    public void The_template_that_deletes_data_replaces_nothing_of_the_one_that_keeps_it()
    {
        Assert.True(story.Deleting.Result.ExitCode == 0, story.Deleting.Printed);
        Assert.Equal("UPDATE_COMPLETE", story.Deleting.Stack!.Status);
        Assert.Equal(story.SwitchedOff.PhysicalIds(), story.Deleting.PhysicalIds());
        Assert.Equal("Delete", story.Deleting.Stack.Template.At("GeneralKey/Key").DeletionPolicy);
    }

    [Fact]
    public void One_subnet_twice_is_refused_before_anything_changes()
    {
        Assert.NotEqual(0, story.Refused.Result.ExitCode);
        Assert.Contains("must be in two availability zones", story.Refused.Printed, StringComparison.Ordinal);
        Assert.Equal(story.Retimed.PhysicalIds(), story.Refused.PhysicalIds());
    }

    [Fact]
    public void An_edge_goes_with_its_stack()
    {
        Assert.True(story.Destroyed.Result.ExitCode == 0, story.Destroyed.Printed);
        Assert.Null(story.Destroyed.Stack);
    }
}
