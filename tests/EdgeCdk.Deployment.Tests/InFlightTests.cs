using EdgeCdk.Deployment.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>
/// Work goes on while an edge is upgraded: as long as a Plane Manager runs that names the jobs of a release, these jobs can be
/// started. Replays the events of the first deployment, the failed upgrade, the upgrade and the way back, in their order.
/// </summary>
public sealed class InFlightTests(Story story)
{
    private const string Service = "PlaneManager/Service";
    private const string Manager = "PlaneManager/Task/TaskDefinition";

    [Fact]
    public void No_revision_is_retired_while_a_plane_manager_that_names_it_may_run()
    {
        var (running, manager, before) = (new HashSet<string>(), "", "");
        var (retired, stopped) = (new List<string>(), new List<string>());
        foreach (var (path, status, id) in Events())
        {
            // A rollback goes back to the revision of before without a word on it.
            if (id.Contains(":stack/", StringComparison.Ordinal) && status == "UPDATE_IN_PROGRESS")
                before = manager;
            if (id.Contains(":stack/", StringComparison.Ordinal) && status == "UPDATE_ROLLBACK_IN_PROGRESS")
                running.Add(manager = before);

            if (path == Manager && status is "CREATE_COMPLETE" or "UPDATE_COMPLETE")
                manager = id;
            if (path == Service && status is "CREATE_IN_PROGRESS" or "UPDATE_IN_PROGRESS")
                running.Add(manager);
            if (path == Service && status is "CREATE_COMPLETE" or "UPDATE_COMPLETE")
            {
                stopped.AddRange(running.Where(other => other != manager));
                running = [manager];
            }

            if (status == "DELETE_IN_PROGRESS" && id.Contains(":task-definition/", StringComparison.Ordinal))
            {
                Assert.DoesNotContain(id, running.Concat(running.SelectMany(JobsNamedBy)));
                retired.Add(id);
            }
        }

        // The failed upgrade and its rollback, the upgrade, the way back: each stopped one, whose six jobs were retired or came back.
        Assert.Equal(4, stopped.Count);
        Assert.Equal(3, stopped.Distinct().Count());
        Assert.All(stopped, other => Assert.Equal(6, JobsNamedBy(other).Intersect(retired).Count()));
        Assert.Equal(6, JobsNamedBy(running.Single()).Except(retired).Count());
    }

    private IEnumerable<(string Path, string Status, string Id)> Events()
    {
        var alpha = story.PutBack.Alpha!;
        var paths = alpha.Template.Resources.ToDictionary(resource => resource.LogicalId, resource => resource.Path);
        return story.Aws.Call("cloudformation", "describe_stack_events", "StackName", "Edge-alpha")["StackEvents"]!.AsArray()
            .Reverse()
            .Select(item => (
                paths.GetValueOrDefault(item!["LogicalResourceId"]!.GetValue<string>(), ""),
                item["ResourceStatus"]!.GetValue<string>(),
                item["PhysicalResourceId"]?.GetValue<string>() ?? ""));
    }

    private IEnumerable<string> JobsNamedBy(string revision) =>
        story.Aws.Call("ecs", "describe_task_definition", "taskDefinition", revision)["taskDefinition"]!["containerDefinitions"]!.AsArray()
            .SelectMany(container => container!["environment"]!.AsArray())
            .Select(variable => variable!["value"]!.GetValue<string>())
            .Where(value => value.Contains(":task-definition/", StringComparison.Ordinal));
}
