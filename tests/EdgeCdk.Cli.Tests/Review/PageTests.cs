using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Review;

/// <summary>The text of the page of a review; BrowserTests looks at it in a browser.</summary>
public sealed partial class PageTests : IDisposable
{
    private const string LogGroup = ReviewedPage.LogGroup;
    private readonly Session _session = new();

    public PageTests() => TestPackages.InstallNode();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void What_needs_a_decision_stands_before_the_map_and_everything_else()
    {
        var page = Page(Mixed);

        string[] order =
        [
            "<title>Change review: Edge-demo, base.json to head.json</title>", "href=\"#changes\"", "<h1>",
            "Base: base.json. Head: head.json.", "class=\"verdict failed\"", $"<li id=\"{Change(page, LogGroup)}\">", "id=\"policy\"",
            "<section id=\"changes\">", "id=\"legend\"", "class=\"part\"", "<details open>",
        ];
        Assert.Equal(order.Select(part => page.IndexOf(part, StringComparison.Ordinal)).Order(),
            order.Select(part => page.IndexOf(part, StringComparison.Ordinal)));
        Assert.All(order, part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_change_has_one_sentence_with_a_link_to_its_box_and_every_box_leads_back()
    {
        var page = Page(Mixed);
        var ids = Id().Matches(page).Select(match => match.Groups[1].Value).ToList();
        var targets = Link().Matches(page).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(ids.Distinct(), ids);
        Assert.Empty(targets.Except(ids));
        Assert.Equal(4, Sentence().Count(page));
        var boxes = Box().Matches(page);
        Assert.NotEmpty(boxes);
        Assert.All(boxes, box => Assert.Contains(
            $"<li id=\"{box.Groups["change"].Value}\"><a href=\"#{box.Groups["id"].Value}\">", page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_box_says_in_words_what_its_colour_says_and_the_legend_has_each()
    {
        var page = Page(Mixed);

        Assert.Matches("<a class=\"resource replaced grave\" [^>]*title=\"Logs LogGroup\">Task/Logs/LogGroup: replaced</a>", page);
        Assert.Matches("<a class=\"resource updated\" [^>]*title=\"ECS Service\">Service: updated</a>", page);
        Assert.All(
            (string[])["added", "updated", "replaced", "removed"],
            state => Assert.Contains($"<span class=\"resource {state}\">{state}</span>", page, StringComparison.Ordinal));
        Assert.Contains(">needs a decision</span>", page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"muted\">Unchanged: ", page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_needs_nothing_else_and_makes_no_mark_up_of_what_a_template_says()
    {
        var page = Page(template =>
            template.PropertiesAt("PlaneManager/Task/TaskDefinition")["ContainerDefinitions"]![0]!["Image"] = "<script>\"'&:1");

        Assert.All(
            (string[])["<script", "<link", "<img", "src=", "http:", "https:", "url(", "@import"],
            other => Assert.DoesNotContain(other, page, StringComparison.OrdinalIgnoreCase));
        Assert.All(Link().Matches(page), link => Assert.StartsWith("href=\"#", link.Value, StringComparison.Ordinal));
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void It_fits_screens_of_any_width_by_day_and_by_night_and_works_by_keyboard()
    {
        var page = Page(Mixed);

        Assert.Contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.Contains(":focus-visible { outline", page, StringComparison.Ordinal);
        Assert.Contains("overflow-wrap: anywhere", page, StringComparison.Ordinal);
        // What scrolls sideways can be reached by keyboard.
        Assert.Contains("<pre tabindex=\"0\">", page, StringComparison.Ordinal);
        Assert.Equal(Regex.Count(page, "<details"), Regex.Count(page, "<details[^>]*><summary>"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Text_can_be_read_on_every_ground(int scheme)
    {
        var colours = Colour().Matches(Scheme().Matches(Page(Mixed))[scheme].Value)
            .ToDictionary(match => match.Groups[1].Value, match => Luminance(match.Groups[2].Value));
        string[] grounds = ["page", "failed", "passed", "added", "updated", "replaced", "removed"];
        (string Text, string Ground)[] pairs =
        [
            .. grounds.Select(ground => ("text", ground)),
            .. ((string[])["muted", "link", "grave", "decided"]).Select(text => (text, "page")),
        ];

        Assert.All(pairs, pair => Assert.InRange(Contrast(colours[pair.Text], colours[pair.Ground]), 4.5, 21));
        // Borders carry a meaning, too.
        Assert.InRange(Contrast(colours["line"], colours["page"]), 3, 21);
    }

    [Fact]
    public void Of_hundreds_of_changes_those_without_a_decision_are_folded()
    {
        var page = Page(ReviewedPage.AddHundreds);

        Assert.InRange(Sentence().Count(page), 400, 1000);
        Assert.Contains("<details><summary>Everything else (", page, StringComparison.Ordinal);
        Assert.InRange(page.IndexOf(Change(page, LogGroup), StringComparison.Ordinal), 0, 6000);
    }

    private static void Mixed(JsonObject template)
    {
        ReviewedPage.Rename(template);
        template.PropertiesAt("PlaneManager/Service")["DesiredCount"] = 3;
        template.PropertiesAt("JobStatus/Queue/Queue")["VisibilityTimeout"] = 77;
    }

    private static string Change(string page, string construct) =>
        Regex.Match(page, $"<li id=\"([^\"]+)\"><a [^>]*>{Regex.Escape(construct)}</a>").Groups[1].Value;

    // Of WCAG 2: relative luminance and contrast ratio.
    private static double Luminance(string colour)
    {
        var parts = Enumerable.Range(0, 3)
            .Select(index => int.Parse(colour.AsSpan(2 * index, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToList();
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    private static double Contrast(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    private string Page(Action<JsonObject> change) => ReviewedPage.Of(_session, change);

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("href=\"#?([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<li id=\"change-")]
    private static partial Regex Sentence();

    [GeneratedRegex("<a class=\"resource [^\"]*\" id=\"(?<id>[^\"]+)\" href=\"#(?<change>[^\"]+)\"")]
    private static partial Regex Box();

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Scheme();

    [GeneratedRegex("--([a-z]+): #([0-9a-f]{6})")]
    private static partial Regex Colour();
}
