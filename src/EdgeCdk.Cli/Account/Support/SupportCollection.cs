using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeCdk.Cli.Account.Verify;
using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Support;

/// <summary>What was collected, with all that is secret still in it.</summary>
/// <param name="Files">The files.</param>
/// <param name="Missing">Files that could not be collected, with the reason.</param>
/// <param name="NewestEvent">Time of the newest event of the stack.</param>
internal sealed record SupportCollection(IReadOnlyList<SupportFile> Files, IReadOnlyList<KeyValuePair<string, string>> Missing, DateTimeOffset NewestEvent)
{
    // Enough to see a deployment, its failure and the rollback.
    private const string Events = "500";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Asks AWS and reads the files. What cannot be had is left out, and said.</summary>
    /// <param name="context">Whom to ask.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="lines">Last lines of each log group.</param>
    public static SupportCollection Of(CommandContext context, EdgePlace edge, int lines)
    {
        var newest = DateTimeOffset.UnixEpoch.AddYears(10);
        var missing = new List<KeyValuePair<string, string>>();
        DeployedStack? stack = null;
        try
        {
            stack = DeployedStack.Find(context.Aws, edge);
            if (stack is null)
                missing.Add(new("stack.json", $"there is no stack {edge.StackName} in {edge.Region} of account {edge.Account}"));
        }
        catch (AwsException exception)
        {
            missing.Add(new("stack.json", $"whether there is a stack could not be checked: {exception.Message}"));
        }

        IReadOnlyList<(string Name, Func<string> Read)> parts = [.. stack is null ? [] : OfStack(context.Aws, edge, stack, lines, time => newest = time), .. OfFiles(context, edge)];
        var results = ConcurrentWork.Run(context, $"collecting what there is of {edge.StackName}", [.. parts.Select(part => (Func<(string? Text, string Reason)>)(() => Try(part.Read)))]);

        var files = new List<SupportFile>();
        foreach (var (part, (text, reason)) in parts.Zip(results))
        {
            if (text is null)
                missing.Add(new(part.Name, reason));
            else
                files.Add(new(part.Name, text));
        }

        return new SupportCollection(files, missing, newest);
    }

    private static IEnumerable<(string Name, Func<string> Read)> OfStack(IAws aws, EdgePlace edge, DeployedStack stack, int lines, Action<DateTimeOffset> tellNewest)
    {
        yield return ("stack.json", () => Text(StackParts.Description(stack)));
        yield return ("resources.json", () => Text(StackParts.Resources(stack)));
        yield return ("events.json", () => EventsOf(aws, edge, stack, tellNewest));
        yield return ("services.json", () => Text(StackParts.Services(aws, edge, stack)));
        yield return ("stopped-tasks.json", () => Text(StackParts.StoppedTasks(aws, edge, stack)));
        foreach (var group in stack.OfType("AWS::Logs::LogGroup").Select(group => group.PhysicalId).Where(name => name.StartsWith(edge.LogGroupPrefix, StringComparison.Ordinal)))
            yield return ($"logs/{group[edge.LogGroupPrefix.Length..]}.log", () => LogTail.Of(aws, edge, group, lines));
    }

    private static string EventsOf(IAws aws, EdgePlace edge, DeployedStack stack, Action<DateTimeOffset> tellNewest)
    {
        var events = aws.Ask(edge.Region, "cloudformation", "describe-stack-events", "--stack-name", stack.Name, "--max-items", Events)["StackEvents"]!.AsArray();
        tellNewest(events.Max(happened => AwsTime.Parse(happened!["Timestamp"]!)));
        return Text(StackParts.Events(events));
    }

    private static IEnumerable<(string Name, Func<string> Read)> OfFiles(CommandContext context, EdgePlace edge)
    {
        yield return ("versions.json", () => Text(ToolVersions.Of(context)));
        if (edge.Definition is not null)
        {
            yield return ("verify.json",
                () => Text(VerifyReport.Json(Verification.Of(context with { ShowsProgress = false }, edge, TimeSpan.FromHours(1),
                detectsDrift: false), isToRegister: true)));
        }

        if (edge.File is { } file)
            yield return ("edge.yaml", () => File.ReadAllText(file));
        if (edge.ReleaseFile is { } release)
            yield return ("release.yaml", () => File.ReadAllText(release));
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
