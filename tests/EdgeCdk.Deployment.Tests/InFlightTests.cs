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
        foreach (var (path, status, id) in story.History.Events)
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
                Assert.DoesNotContain(id, running.Concat(running.SelectMany(JobsOf)));
                retired.Add(id);
            }
        }

        // The failed upgrade and its rollback, the upgrade, the way back: each stopped one, whose six jobs were retired or came back.
        Assert.Equal(4, stopped.Count);
        Assert.Equal(3, stopped.Distinct().Count());
        Assert.All(stopped, other => Assert.Equal(6, JobsOf(other).Intersect(retired).Count()));
        Assert.Equal(6, JobsOf(running.Single()).Except(retired).Count());
    }

    private IReadOnlyList<string> JobsOf(string manager) => story.History.JobsNamedBy[manager];
}
