using System.Globalization;
using System.Text;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>The plan of a takeover, as a page.</summary>
/// <param name="plan">What it is made from.</param>
internal sealed class TakeoverPlan(TakeoverContext plan)
{
    private const int LongestCell = 300;

    private static readonly (string About, string InPlace, string Beside)[] Costs =
    [
        ("what is down", "the whole edge, 1 to 2 hours in one window", "each data source while it is switched, minutes"),
        ("what runs twice", "nothing", "services, functions, file system and keys, until the old edge is destroyed: days or weeks"),
        ("name and registration", "as before; the vendor may have to trust new roles", "a second name, registration and credentials"),
        ("data sources", "as before", "each is switched by hand"),
        ("keys and file system", "the same, with what they hold", "new ones; the old data-quality key is kept, drivers of your own are "
            + "copied"),
        ("addresses and quotas", "as before", "for two edges: addresses in subnets, Lambda concurrency, Fargate"),
        ("way back", "in each step; the longest takes as long as the way, and creates new compute", "switch the data source back"),
        ("risk", "an import that fails late costs time in the window", "two edges must be kept apart until the end"),
    ];

    private static readonly (Decision Decision, string Title)[] Titles =
    [
        (Decision.Import, "Imported"),
        (Decision.Keep, "Must not be destroyed"),
        (Decision.Anew, "Created again by the stack, and moved"),
        (Decision.Leave, "Left to Terraform, which destroys it"),
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
        Vendor(text);
        Traps(text);
        Resources(text);
        return text.ToString();
    }

    private void Summary(StringBuilder text)
    {
        foreach (var (decision, title) in Titles)
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

    private void Vendor(StringBuilder text)
    {
        text.Append("\n## What to tell the vendor\n\n");
        string[] lines = plan.Way is Way.InPlace
            ?
            [
                $"The edge {plan.Name} keeps its name, account and region. It is down during steps 3 to 8: when?",
                "Its roles get the names of step 2. The edge-access role and both queues must trust them.",
                "It is not upgraded with the Terraform bundle any more. Packages and images of each release are still needed.",
                "If you go back: the old roles are the ones to trust again.",
            ]
            :
            [
                $"A second edge, {plan.Name}, in the same account and region: its registration, role, queues and credentials.",
                "When data sources are switched, and when the old edge is destroyed: its registration is removed then.",
                "The old edge is not upgraded any more.",
            ];
        foreach (var line in lines)
            text.Append($"- {line}\n");
    }

    private void Traps(StringBuilder text)
    {
        text.Append("\n## What goes wrong most easily\n\n");
        foreach (var trap in Traps())
            text.Append($"- {trap}\n");
    }

    private IEnumerable<string> Traps()
    {
        yield return "**Endpoints.** `terraform destroy` deletes those that Terraform created. The whole VPC uses them by private DNS, "
            + "not the edge alone.";
        yield return "**The data-quality key.** Terraform schedules its deletion, with 7 days to cancel. Then results that it encrypted "
            + "can never be read again.";
        yield return "**Names.** Roles and log groups that exist keep a deployment from creating their like. A role of the same name "
            + "that is created again is another one to whoever trusts it.";
        yield return "**Queues and registration.** Two edges on the same queues of the vendor take each other's messages. Never let both "
            + "read them.";
        yield return "**Security groups.** AWS deletes none that a mount target, an endpoint or a rule of another group still uses, and "
            + "Terraform waits 15 minutes before it says so.";
        var known = plan.Names.LogGroups(plan.Edge.Release).Concat(plan.Names.Roles(plan.Edge.Release)).ToHashSet(StringComparer.Ordinal);
        var named = plan.Items.Where(item => item.Resource.Type is "aws_iam_role" or "aws_cloudwatch_log_group")
            .Select(item => item.Resource.Text("name")).ToList();
        if (named.Count > 0)
        {
            var same = named.Count(known.Contains);
            var counts = string.Create(CultureInfo.InvariantCulture, $"Of {named.Count} roles and log groups, {same}");
            yield return $"**Names that differ.** {counts} have names that the stack uses. Dashboards, alarms and policies that name the "
                + "others must be changed.";
        }
    }

    private void Resources(StringBuilder text)
    {
        foreach (var (decision, title) in Titles)
        {
            var items = plan.Items.Where(item => item.Decision == decision && item.SettingOf is null).ToList();
            if (items.Count == 0)
                continue;
            text.Append($"\n## {title}\n\n| in Terraform | name or id | part | in the stack | why |\n|---|---|---|---|---|\n");
            foreach (var item in items)
            {
                var part = $"{item.Part?.Name ?? "none"}{(item.IsCertain ? "" : " ?")}";
                text.Append($"| {Code(item.Resource.Address)} | {Code(item.Name)} | {part} | ");
                text.Append($"{(InStack(item) is { } path ? Code(path) : "")} | {Cell(item.Reason)} |\n");
            }
        }

        var settings = plan.Items.Where(item => item.SettingOf is not null).ToList();
        if (settings.Count == 0)
            return;
        text.Append("\n## Settings of these resources\n\n| in Terraform | of |\n|---|---|\n");
        foreach (var item in settings)
            text.Append($"| {Code(item.Resource.Address)} | {Code(item.SettingOf!)} |\n");
    }

    private static string? InStack(TakeoverItem item) => item.Counterpart?.Path ?? item.Part?.Path;

    // On one line of a table, whatever is in it.
    private static string Cell(string text)
    {
        var line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        return (line.Length > LongestCell ? $"{line[..LongestCell]}…" : line).Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal);
    }

    private static string Code(string text) => $"`{Cell(text).Replace('`', '\'').Replace("&lt;", "<", StringComparison.Ordinal)}`";
}
