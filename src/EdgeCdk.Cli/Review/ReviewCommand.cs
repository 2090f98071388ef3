using System.CommandLine;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Review.Verdicts;
using EdgeCdk.Cli.Review.Writing;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review;

/// <summary>Tells what a change means, and stops at what somebody must decide. Needs neither AWS nor the network.</summary>
internal static class ReviewCommand
{
    private const string Policy = "review-policy.yaml";

    public static Command Create(CommandContext context)
    {
        var before = new Option<string>("--base") { Description = "As it is: a cloud assembly directory, a template file or a git revision, which is synthesized with its own code", Required = true };
        var after = new Option<string?>("--head") { Description = "As it will be, in the same ways. Default: what the working tree synthesizes" };
        var policy = new Option<string?>("--policy") { Description = $"File of allowed changes. Default: {Policy}, if there is one" };
        Option<bool> Format(string name, string description) => new(name) { Description = description };
        var markdown = Format("--markdown", "Answer in Markdown, for the comment of a pull request");
        var sarif = Format("--sarif", "Answer in SARIF 2.1.0, for code scanning");
        var html = Format("--html", "Answer with a page that needs nothing else");
        var command = new Command("review", "Tells what a change of templates means; ends with 1 when something needs a decision") { before, after, policy, markdown, sarif, html };
        command.Validators.Add(given =>
        {
            if (new[] { markdown, sarif, html, EdgeCommand.Json }.Count(given.GetValue) > 1)
                given.AddError("--json, --markdown, --sarif and --html exclude each other");
        });
        command.SetAction(given =>
        {
            var report = Review(context, given.GetValue(before)!, given.GetValue(after), given.GetValue(policy));
            if (given.GetValue(markdown))
                context.Out.Write(MarkdownWriting.Markdown(report));
            else if (given.GetValue(html))
                context.Out.Write(HtmlWriting.Page(report));
            else if (given.GetValue(sarif))
                context.WriteJson(SarifWriting.Log(report));
            else if (given.GetValue(EdgeCommand.Json))
                context.WriteJson(JsonWriting.Json(report));
            else
                TextWriting.Write(context, report);
            return report.IsPassed ? 0 : 1;
        });
        return command;
    }

    private static ReviewReport Review(CommandContext context, string before, string? after, string? policy)
    {
        var policyFile = context.PathOf(policy, Policy);
        var allowed = policy is not null || File.Exists(policyFile) ? ReviewPolicyFile.Read(policyFile) : null;
        var (left, right) = Paired(TemplateSource.Of(context, before), TemplateSource.Of(context, after));
        var (reviews, problems) = Decisions.Apply(StackReview.Of(context.Repository, left, right), allowed);
        return new ReviewReport(reviews, context.Shown(problems));
    }

    // Two templates are two states of one stack. One template against an assembly leaves the other stacks alone.
    private static (IReadOnlyList<StackTemplate> Left, IReadOnlyList<StackTemplate> Right) Paired(TemplateSource before, TemplateSource after) => (before.IsOneTemplate, after.IsOneTemplate) switch
    {
        (true, true) => ([new StackTemplate(after.Stacks[0].Name, before.Stacks[0].Json)], after.Stacks),
        (true, false) => (before.Stacks, [.. after.Stacks.Where(stack => stack.Name == before.Stacks[0].Name)]),
        (false, true) => ([.. before.Stacks.Where(stack => stack.Name == after.Stacks[0].Name)], after.Stacks),
        _ => (before.Stacks, after.Stacks),
    };
}
