using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>A deployed edge at work.</summary>
public sealed class UseTests(Story story)
{
    [Fact]
    public void Only_task_states_of_the_job_cluster_arrive_on_the_job_status_queue()
    {
        var clusters = story.Used.Received.Select(message => message["detail"]!["clusterArn"]!.GetValue<string>());

        Assert.Equal([story.Deployed.Alpha!.Output("JobClusterArn")], clusters);
    }

    [Fact]
    public void A_message_is_set_aside_after_three_deliveries() => Assert.Equal([0, 0, 0, 1], story.Used.SetAside);

    [Theory]
    [InlineData("dqc"), InlineData("anomaly-detection"), InlineData("anomaly-detection-auxiliary")]
    [InlineData("metadata-import"), InlineData("snowflake-pushdown"), InlineData("create-table")]
    public void The_Plane_Manager_starts_a_job(string job)
    {
        var task = story.Used.Jobs[$"JOB_TASK_DEFINITION_{job.Replace('-', '_').ToUpperInvariant()}"];

        Assert.Equal("RUNNING", task.Status);
        Assert.StartsWith(
            $"arn:aws:ecs:{Places.Region}:{Places.Account}:task-definition/alpha-{job}:",
            task.TaskDefinition,
            StringComparison.Ordinal);
        Assert.Equal(story.Deployed.Alpha!.Output("JobClusterArn"), task.Json["clusterArn"]!.GetValue<string>());
    }

    [Fact]
    public void There_are_six_jobs() => Assert.Equal(6, story.Used.Jobs.Count);

    [Fact]
    public void A_newer_image_starts_Connectors_Rollout_once()
    {
        var task = Assert.Single(story.Used.Rollouts);

        Assert.Equal("STOPPED", task.Status);
        Assert.Equal(0, task.Json["containers"]![0]!["exitCode"]!.GetValue<int>());
    }

    [Fact]
    public void Cleanup_is_what_the_schedule_starts_every_day()
    {
        Assert.Equal("cron(0 3 * * ? *)", story.Cleaned.Schedule["ScheduleExpression"]!.GetValue<string>());
        Assert.EndsWith(
            story.PutBack.Alpha!["Cleanup/Function/Function"],
            story.Cleaned.Schedule["Target"]!["Arn"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Cleanup_keeps_the_newest_three_versions_and_those_with_an_alias()
    {
        var (before, after) = (story.Cleaned.Before, story.Cleaned.After);
        var expected = before.Published.TakeLast(3).Concat(before.Aliases.Values).Distinct().Order();

        Assert.True(before.Published.Count > expected.Count(), "there was nothing to trim");
        Assert.Equal(expected, after.Published);
        Assert.Equal(before.Aliases, after.Aliases);
        Assert.Equal("UPDATE_COMPLETE", story.Cleaned.Result["stackStatus"]!.GetValue<string>());
    }
}
