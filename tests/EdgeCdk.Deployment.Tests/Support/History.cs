using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>What happened to a resource.</summary>
internal sealed record StackEvent(string Path, string Status, string Id);

/// <summary>Everything that happened to an edge so far.</summary>
/// <param name="Events">In their order. The path of a resource that is not in the template any more is empty.</param>
/// <param name="JobsNamedBy">The revisions of jobs that a revision of Plane Manager is told to start.</param>
internal sealed record History(IReadOnlyList<StackEvent> Events, IReadOnlyDictionary<string, IReadOnlyList<string>> JobsNamedBy)
{
    public static History Of(StackView edge, AwsClient aws)
    {
        var paths = edge.Template.Resources.ToDictionary(resource => resource.LogicalId, resource => resource.Path);
        var stack = edge.Json["StackName"]!.GetValue<string>();
        var events = aws.Call("cloudformation", "describe_stack_events", "StackName", stack)["StackEvents"]!.AsArray()
            .Reverse()
            .Select(item => new StackEvent(
                paths.GetValueOrDefault(item!["LogicalResourceId"]!.GetValue<string>(), ""),
                item["ResourceStatus"]!.GetValue<string>(),
                item["PhysicalResourceId"]?.GetValue<string>() ?? ""))
            .ToList();
        var managers = events.Select(one => one.Id).Where(id => id.Contains("-plane-manager:", StringComparison.Ordinal)).Distinct();
        return new History(events, managers.ToDictionary(manager => manager, manager => Jobs(aws, manager)));
    }

    private static IReadOnlyList<string> Jobs(AwsClient aws, string manager) =>
    [
        .. aws.Call("ecs", "describe_task_definition", "taskDefinition", manager)["taskDefinition"]!["containerDefinitions"]!.AsArray()
            .SelectMany(container => container!["environment"]!.AsArray())
            .Select(variable => variable!["value"]!.GetValue<string>())
            .Where(value => value.Contains(":task-definition/", StringComparison.Ordinal)),
    ];
}
