using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Deployed;
using EdgeCdk.Cli.Verify;

namespace EdgeCdk.Cli.Support;

/// <summary>What was collected, with all that is secret still in it.</summary>
/// <param name="Files">The files.</param>
/// <param name="Missing">Files that could not be collected, with the reason.</param>
/// <param name="NewestEvent">Time of the newest event of the stack.</param>
internal sealed record Collection(IReadOnlyList<SupportFile> Files, IReadOnlyList<KeyValuePair<string, string>> Missing, DateTimeOffset NewestEvent)
{
    // Enough to see a deployment, its failure and the rollback.
    private const string Events = "500";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Asks AWS and reads the files. What cannot be had is left out, and said.</summary>
    /// <param name="terminal">Whom to ask.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="lines">Last lines of each log group.</param>
    public static Collection Of(Terminal terminal, EdgePlace edge, int lines)
    {
        var aws = terminal.Aws;
        var newest = DateTimeOffset.UnixEpoch.AddYears(10);
        var stack = DeployedStack.Find(aws, edge);
        var parts = new List<(string Name, Func<string> Read)> { ("versions.json", () => Text(Versions.Of(terminal))) };
        if (stack is not null)
        {
            parts.Add(("stack.json", () => Text(StackParts.Description(stack))));
            parts.Add(("resources.json", () => Text(StackParts.Resources(stack))));
            parts.Add(("events.json", () =>
            {
                var events = aws.Ask(edge.Region, "cloudformation", "describe-stack-events", "--stack-name", edge.StackName, "--max-items", Events)["StackEvents"]!.AsArray();
                newest = events.Select(happened => AwsTime.Parse(happened!["Timestamp"]!)).DefaultIfEmpty(newest).Max();
                return Text(StackParts.Events(events));
            }));
            parts.Add(("services.json", () => Text(StackParts.Services(aws, edge, stack))));
            parts.Add(("stopped-tasks.json", () => Text(StackParts.StoppedTasks(aws, edge, stack))));
            parts.AddRange(stack.OfType("AWS::Logs::LogGroup").Select(group => group.PhysicalId).Where(name => name.StartsWith(edge.LogGroupPrefix, StringComparison.Ordinal))
                .Select(group => ($"logs/{group[edge.LogGroupPrefix.Length..]}.log", (Func<string>)(() => LogTail.Of(aws, edge, group, lines)))));
        }

        if (edge.Definition is not null)
            parts.Add(("verify.json", () => Text(VerifyReport.Json(Verification.Of(terminal with { ShowsProgress = false }, edge, TimeSpan.FromHours(1), detectsDrift: false)))));
        if (edge.File is { } file)
            parts.Add(("edge.yaml", () => File.ReadAllText(file)));
        if (edge.ReleaseFile is { } release && File.Exists(release))
            parts.Add(("release.yaml", () => File.ReadAllText(release)));

        var results = SideBySide.Run(terminal, $"collecting what there is of {edge.StackName}", [.. parts.Select(part => (Func<(string? Text, string Reason)>)(() => Try(part.Read)))]);
        var read = parts.Zip(results, (part, result) => (part.Name, Result: result)).ToList();
        return new Collection(
            [.. read.Where(part => part.Result.Text is not null).Select(part => new SupportFile(part.Name, part.Result.Text!))],
            [.. read.Where(part => part.Result.Text is null).Select(part => KeyValuePair.Create(part.Name, part.Result.Reason)), .. stack is null ? [KeyValuePair.Create("stack.json", $"there is no stack {edge.StackName} in {edge.Region}")] : Array.Empty<KeyValuePair<string, string>>()],
            newest);
    }

    private static (string? Text, string Reason) Try(Func<string> read)
    {
        try
        {
            return (read(), "");
        }
        catch (Exception exception) when (exception is AwsException or CommandException or IOException or UnauthorizedAccessException)
        {
            return (null, exception.Message);
        }
    }

    private static string Text(object json) => $"{JsonSerializer.Serialize(json, Json)}\n";
}
