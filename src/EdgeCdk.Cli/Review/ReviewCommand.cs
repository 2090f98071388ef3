using System.CommandLine;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Cli.Review.Writing;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review;

/// <summary>Shows what a change means, and fails when somebody must decide. Needs neither AWS nor the network.</summary>
internal static class ReviewCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new ReviewOptions(context);
        var command = new Command("review", "Shows what a change of templates means; exit code 1 when something needs a decision");
        options.AddTo(command);
        command.SetAction(given =>
        {
            return Answer(context, given, options, Review(context, given, options));
        });
        return command;
    }

    private static ReviewReport Review(CommandContext context, ParseResult given, ReviewOptions options)
    {
        var (from, to, policy) = (given.GetValue(options.Base)!, given.GetValue(options.Head), given.GetValue(options.Policy));
        var (before, after) = TemplateSource.Pair(context, from, to);
        var file = context.PathOf(policy, ReviewOptions.PolicyFile);
        var allowed = policy is not null || File.Exists(file) ? ReviewPolicyFile.Read(file) : null;
        var judged = StackReview.Of(line => context.CdkDiff(context.Repository, line), before.Stacks, after.Stacks);
        var (reviews, problems) = Decisions.Apply(judged, allowed);
        return new ReviewReport(reviews, context.Shown(problems))
        {
            Base = from,
            Head = to ?? TemplateSource.WorkingTree,
            Policy = context.Shown(file),
            HasPolicy = allowed is not null,
            Notice = TemplateSource.Notice(before, after),
        };
    }

    private static int Answer(CommandContext context, ParseResult given, ReviewOptions options, ReviewReport report)
    {
        if (given.GetValue(options.Markdown))
            context.Out.Write(MarkdownWriting.Markdown(report));
        else if (given.GetValue(options.Html))
            context.Out.Write(HtmlWriting.Page(report));
        else if (given.GetValue(options.Sarif))
            context.WriteJson(SarifWriting.Log(report));
        else
            context.Answer(JsonWriting.Json(report), () => TextWriting.Write(context, report));
        return report.IsPassed ? 0 : 1;
    }
}
