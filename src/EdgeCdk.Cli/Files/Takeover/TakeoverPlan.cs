using System.Globalization;
using System.Text;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>The plan of a takeover, as a page.</summary>
/// <param name="plan">What it is made from.</param>
internal sealed class TakeoverPlan(TakeoverContext plan)
{
    private static readonly (string About, string InPlace, string Beside)[] Costs =
    [
        ("what is down", "the whole edge, 1 to 2 hours in one window", "each data source while it is switched, minutes"),
        ("what runs twice", "nothing", "services, functions, file system and keys, until the old edge is destroyed: days or weeks"),
        ("name and registration", "as before; the vendor may have to trust new roles", "a second name, registration and credentials"),
        ("data sources", "as before, but rules that name security groups of workloads name other ones then", "each is switched by hand; "
            + "it must allow the security groups and roles of the second edge"),
        ("keys and file system", "the same, with what they hold", "new ones; the old data-quality key is kept, drivers of your own are "
            + "copied"),
        ("addresses and quotas", "as before", "for two edges: addresses in subnets, Lambda concurrency, Fargate"),
        ("way back", "in each step; the longest takes as long as the way, and creates new compute", "switch the data source back"),
        ("risk", "an import that fails late costs time in the window", "two edges must be kept apart until the end"),
    ];

    /// <summary>The page.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        var way = plan.Way is Way.InPlace ? "in place" : "beside";
        text.Append($"# From Terraform to the stack {plan.Names.Stack}: {way}\n\n");
        text.Append($"Account {plan.Edge.Config.Account.AccountId}, region {plan.Region}, release {plan.Edge.Release.Version}. ");
        text.Append("Made by `npx edge takeover` from Terraform's state; nothing was changed. Read it to the end before you begin.\n\n");
        Summary(text);
        Ways(text);
        Steps(text);
        var advice = new PlanAdvice(plan);
        List(text, "What to tell the vendor", advice.ForVendor());
        List(text, "What goes wrong most easily", advice.Traps());
        new PlanTables(plan).Write(text);
        return text.ToString();
    }

    private void Summary(StringBuilder text)
    {
        foreach (var (decision, title) in PlanTables.Titles)
        {
            var count = plan.Items.Count(item => item.Decision == decision && item.SettingOf is null);
            text.Append(CultureInfo.InvariantCulture, $"- {title}: {count}\n");
        }

        var unsure = plan.Items.Count(item => !item.IsCertain);
        if (unsure > 0)
            text.Append(CultureInfo.InvariantCulture, $"- Of these, {unsure} not known by name: marked with a question mark, check them\n");
        text.Append('\n');
    }

    private static void Ways(StringBuilder text)
    {
        text.Append("## The two ways\n\n| | in place | beside |\n|---|---|---|\n");
        foreach (var (about, inPlace, beside) in Costs)
            text.Append($"| {about} | {inPlace} | {beside} |\n");
        text.Append('\n');
    }

    private void Steps(StringBuilder text)
    {
        text.Append("## Steps\n\nAfter each step you can stop, or go back.\n");
        foreach (var (index, step) in (plan.Way is Way.InPlace ? new InPlaceSteps(plan).Steps() : new BesideSteps(plan).Steps()).Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {index + 1}. {step.Title}\n\n");
            text.Append($"- Who: {step.Who}\n- Down: {step.Down}\n- Way back: {step.Back}\n");
            var previous = "";
            foreach (var paragraph in step.Text)
            {
                text.Append(previous.StartsWith("- ", StringComparison.Ordinal) && paragraph.StartsWith("- ", StringComparison.Ordinal)
                    ? $"{paragraph}\n" : $"\n{paragraph}\n");
                previous = paragraph;
            }

            if (step.Commands.Count > 0)
                text.Append($"\n```sh\n{string.Join('\n', step.Commands)}\n```\n");
        }
    }

    private static void List(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append($"\n## {title}\n\n");
        foreach (var line in lines)
            text.Append($"- {line}\n");
    }
}
