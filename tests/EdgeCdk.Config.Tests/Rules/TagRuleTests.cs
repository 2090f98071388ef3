using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Rules;

public sealed class TagRuleTests
{
    private const string Reserved =
        "begins with a reserved prefix; use a name that does not begin with aws: or ataccama:edge:; rename the tag";
    private const string Characters = "letters, digits, spaces and _ . : / + - @", NotAtTheEnds = "without spaces at the ends";
    private const string AllowedValue = $"use 1 to 256 {Characters} =, {NotAtTheEnds}";

    [Theory]
    [InlineData("aws:x: y", $"aws:x {Reserved}")]
    [InlineData("AWS:x: y", $"AWS:x {Reserved}")]
    [InlineData("Ataccama:Edge:x: y", $"Ataccama:Edge:x {Reserved}")]
    [InlineData("\"a#b\": y", $"a#b is not a tag name; use 1 to 128 {Characters}, {NotAtTheEnds}; rename the tag")]
    [InlineData("a: \"b#c\"", $"a is \"b#c\"; {AllowedValue}; shorten or correct the value")]
    [InlineData("a: \"b\\nc\"", $@"a is ""b\u000ac""; {AllowedValue}; shorten or correct the value")]
    [InlineData("a.b: \"#\"", $"a.b is \"#\"; {AllowedValue}; shorten or correct the value")]
    [InlineData("a=b: y", $"a=b has = in its name, where the AWS CLI ends the name; use {Characters}; rename the tag")]
    [InlineData("\"-a\": y",
        "-a is an option or an address to the AWS CLI; use a name that does not begin with - and has no ://; rename the tag")]
    [InlineData("a: \"\"", $"a is \"\"; {AllowedValue}; give the tag a value, or remove it")]
    [InlineData("a: \" \"", $"a is \" \"; {AllowedValue}; shorten or correct the value")]
    [InlineData("a: AWS:b", "a is \"AWS:b\"; use a value that does not begin with aws:, which AWS reserves; change the value")]
    [InlineData("a: \"Größe#\"", $"a is \"Größe#\"; {AllowedValue}; shorten or correct the value")]
    public void A_tag_that_aws_would_refuse_is_refused(string tag, string message)
    {
        var column = 3 + tag.LastIndexOf(": ", StringComparison.Ordinal) + 2;

        Assert.Equal(
            [$"edges/acme-prod.yaml:23:{column}: tags.{message}"], Workspace.MessagesOfEdge(("artifacts:", $"tags:\n  {tag}\nartifacts:")));
    }

    [Fact]
    public void A_name_of_more_than_128_characters_is_refused()
    {
        Assert.Empty(MessagesOf($"{new string('n', 128)}: v"));
        var name = new string('n', 129);
        Assert.Equal(
            [$"edges/acme-prod.yaml:22:139: tags.{name} is not a tag name; use 1 to 128 {Characters}, {NotAtTheEnds}; rename the tag"],
            MessagesOf($"{name}: v"));
    }

    [Fact]
    public void A_value_of_more_than_256_characters_is_refused()
    {
        Assert.Empty(MessagesOf($"n: {new string('v', 256)}"));
        Assert.Equal(
            [$"edges/acme-prod.yaml:22:11: tags.n is \"{new string('v', 200)}…\"; {AllowedValue}; shorten or correct the value"],
            MessagesOf($"n: {new string('v', 257)}"));
    }

    [Fact]
    public void More_than_40_tags_are_refused()
    {
        Assert.Empty(MessagesOf(string.Join(", ", Enumerable.Range(0, 40).Select(number => $"t{number}: v"))));
        Assert.Equal(
            [
                "edges/acme-prod.yaml:22:7: tags has 41 items; use at most 40; remove some: AWS allows 50 on a resource, and the stack "
                    + "adds its own",
            ],
            MessagesOf(string.Join(", ", Enumerable.Range(0, 41).Select(number => $"t{number}: v"))));
    }

    [Fact]
    public void Names_that_iam_would_take_for_one_are_refused() => Assert.Equal(
        [
            "edges/acme-prod.yaml:22:25: tags.owner differs from tags.Owner in case only; use names that IAM can distinguish; remove or "
                + "rename one of them",
        ],
        MessagesOf("Owner: a, owner: b"));

    [Fact]
    public void A_tag_with_a_fault_does_not_hide_those_of_the_others() => Assert.Equal(
        ["tags.a", "tags.aws:b"], MessagesOf("a: 1, aws:b: c").Select(message => message.Split(' ')[1]));

    [Fact]
    public void A_tag_may_have_letters_and_numbers_of_any_language()
    {
        var edge = Workspace.LoadEdge(("artifacts:", "tags: { Größe/_.:+-@ x: \"字½ =\" }\nartifacts:"));

        Assert.Equal("字½ =", edge.Config.Tags["Größe/_.:+-@ x"]);
    }

    private static IReadOnlyList<string> MessagesOf(string tags) =>
        Workspace.MessagesOfEdge(("artifacts:", $"tags: {{{tags}}}\nartifacts:"));
}
