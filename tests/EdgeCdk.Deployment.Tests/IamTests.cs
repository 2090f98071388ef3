using System.Text.RegularExpressions;
using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>In the whole life of two edges every call is decided, by the policies that are in force; an IAM that decides nothing would let everything through.</summary>
public sealed partial class IamTests(Story story)
{
    private static readonly string[] Expected = [];

    [Fact]
    public void Thousands_of_calls_are_decided_and_each_question_is_simulated_once()
    {
        var decided = WholeLife();

        Assert.InRange(decided.Principals.Values.Sum(), 5000, int.MaxValue);
        Assert.InRange(decided.Simulated, 500, decided.Principals.Values.Sum() / 3);
    }

    [Fact]
    public void It_is_asked_about_everybody_who_acts() =>
        Assert.Equal(Expected.Order(StringComparer.Ordinal), WholeLife().Principals.Select(principal => $"{Plain(principal.Key)}").Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void No_call_passes_because_nobody_could_read_it() => Assert.Empty(WholeLife().Undecided);

    // A log line, an event, an alarm that is lost on AWS without a word to anybody.
    [Fact]
    public void Nothing_is_denied_where_nobody_would_be_told() => Assert.Empty(WholeLife().Silent);

    private Decided WholeLife()
    {
        _ = story.BetaDestroyed;
        return story.Emulator.Decided();
    }

    // Without what CloudFormation makes up at the end of a name.
    private static string Plain(string name) => MadeUp().Replace(name, "");

    [GeneratedRegex("(?<=^Edge-.*)-[A-Za-z0-9]{12}$")]
    private static partial Regex MadeUp();
}
