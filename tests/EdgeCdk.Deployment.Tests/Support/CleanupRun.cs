using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests.Support;

/// <summary>Cleanup at work on an edge: what the schedule starts, and the versions before and after.</summary>
internal sealed record CleanupRun
{
    /// <summary>The schedule, as AWS shows it.</summary>
    public required JsonNode Schedule { get; init; }

    public required FunctionVersions Before { get; init; }

    public required FunctionVersions After { get; init; }

    /// <summary>What the function returned.</summary>
    public required JsonNode Result { get; init; }

    public static CleanupRun Of(StackView edge, AwsClient aws, Emulator emulator)
    {
        var function = edge["MetadataBrowsing/Function/Function"];
        // The past of an edge: more versions than are kept, and an alias on an old one.
        for (var number = 1; number <= 3; number++)
        {
            aws.Call("lambda", "update_function_configuration", new JsonObject
            {
                ["FunctionName"] = function,
                ["Description"] = $"change {number}",
            });
            aws.Call("lambda", "publish_version", "FunctionName", function);
        }

        var oldest = FunctionVersions.Of(aws, function).Published[0];
        aws.Call("lambda", "create_alias", new JsonObject
        {
            ["FunctionName"] = function,
            ["Name"] = "pinned",
            ["FunctionVersion"] = $"{oldest}",
        });

        var before = FunctionVersions.Of(aws, function);
        var schedule = aws.Call("scheduler", "get_schedule", "Name", edge["CleanupSchedule/Schedule"]);
        // The emulator has no clock for schedules.
        var result = emulator.Fire(edge["CleanupSchedule/Schedule"]);
        return new CleanupRun { Schedule = schedule, Before = before, After = FunctionVersions.Of(aws, function), Result = result };
    }
}
