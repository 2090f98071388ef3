using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Aws.Deployed;
using EdgeCdk.Cli.Console;

namespace EdgeCdk.Cli.Account.Destroy;

/// <summary>What the destruction of a stack does, read from the stack itself.</summary>
internal sealed record DestroyPlan
{
    /// <summary>Data that is lost unless it is saved.</summary>
    public required IReadOnlyList<PlannedItem> Save { get; init; }

    /// <summary>What is deleted, counted by kind.</summary>
    public required IReadOnlyDictionary<string, int> Deleted { get; init; }

    /// <summary>What is deleted later.</summary>
    public required IReadOnlyList<PlannedItem> Delayed { get; init; }

    /// <summary>What is kept.</summary>
    public required IReadOnlyList<PlannedItem> Kept { get; init; }

    /// <summary>What an earlier destruction could not delete, or what this one needs and does not have.</summary>
    public required IReadOnlyList<PlannedItem> Failed { get; init; }

    /// <summary>What to do, in order.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>The questions that AWS refused, with the reason.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <param name="context">The account.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="stack">Its stack.</param>
    /// <param name="today">The day on which it would be destroyed.</param>
    public static DestroyPlan Of(CommandContext context, EdgePlace edge, DeployedStack stack, DateOnly today)
    {
        var aws = new RegionalAws(context.Aws, edge.Region);
        var (kept, deleted) = ResourceFate.Split(stack);
        var questions = new AwsQuestions();
        (string What, Func<IEnumerable<PlannedItem>> Find)[] asked =
        [
            .. new DataToSave(aws, edge, deleted).Questions,
            ("the role of the stack", () => ResourceFate.MissingRole(aws, stack)),
            ("the stack of the prerequisites", () => PrerequisitesLeft.Find(aws, edge, isGone: false)),
        ];
        var found = questions.AskEach(context, $"looking at {stack.Name}", asked);
        return new()
        {
            Save =
            [
                .. ResultData.Of(edge, stack, today) is { } results ? [results] : Array.Empty<PlannedItem>(),
                .. found.SkipLast(2).SelectMany(data => data),
            ],
            Deleted = deleted.CountBy(resource => resource.Template.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).ToDictionary(),
            Delayed = [.. ResourceFate.Delayed(edge, deleted, today)],
            Kept = [.. kept.Select(ResourceFate.Kept), .. found[^1]],
            Failed = [.. ResourceFate.NotDeleted(stack).Select(ResourceFate.Failed), .. found[^2]],
            Steps = [.. DestroySteps.Of(edge, stack, isCertain: questions.Unknown.Count == 0)],
            Unknown = questions.Unknown,
        };
    }
}
