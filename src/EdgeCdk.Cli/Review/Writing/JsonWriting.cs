using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Review.Writing;

/// <summary>A review for programs.</summary>
internal static class JsonWriting
{
    public static object Json(ReviewReport report) => new
    {
        Passed = report.IsPassed,
        report.Open,
        report.Notice,
        Problems = report.Problems.Select(ProblemReport.Json),
        Stacks = report.Stacks.Select(stack => new
        {
            stack.Name,
            Changes = stack.Changes.Select(change => new
            {
                Consequence = Names.Value(change.Consequence),
                Kind = Names.Value(change.Kind),
                change.Construct,
                change.Words,
                change.Property,
                change.NeedsDecision,
                change.Why,
            }),
            // The same change of several constructs, once.
            Same = ReviewReport.Groups(stack).SelectMany(group => group).Where(same => same.Constructs.Count > 0).Select(same => new
            {
                same.First.Words,
                same.Property,
                same.Constructs,
            }),
        }),
    };
}
