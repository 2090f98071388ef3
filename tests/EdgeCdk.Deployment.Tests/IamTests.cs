using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>In the whole life of two edges every call is decided. An IAM that decides nothing would let everything through.</summary>
public sealed class IamTests(Story story)
{
    // Beside the roles of the edges: who deploys, the roles of the bootstrap, and services that assume a role or act for a resource.
    private static readonly string[] Others =
    [
        "administrator", Bootstrap("cfn-exec"), Bootstrap("deploy"), Bootstrap("file-publishing"), Bootstrap("lookup"),
        "cloudformation.amazonaws.com", "cloudwatch.amazonaws.com", "ecs-tasks.amazonaws.com", "events.amazonaws.com",
        "lambda.amazonaws.com", "scheduler.amazonaws.com",
    ];

    [Fact]
    public void Thousands_of_calls_are_decided_and_each_question_is_simulated_once()
    {
        var decided = WholeLife();

        Assert.InRange(decided.Principals.Values.Sum(), 5000, int.MaxValue);
        Assert.InRange(decided.Simulated, 500, decided.Principals.Values.Sum() / 3);
    }

    [Fact]
    public void It_is_asked_about_every_role_of_the_edges_and_about_nobody_else_but_those_who_deploy_and_services()
    {
        var roles = Roles(story.PutBack.Alpha!).Concat(Roles(story.BothDeployed.Beta!)).ToDictionary();
        var asked = WholeLife().Principals.Keys.Select(Known).Distinct().ToList();
        var idle = roles.ToLookup(role => role.Value, role => role.Key)
            .Where(names => !names.Any(asked.Contains))
            .Select(names => names.Key);

        Assert.Equal(Lines(Others), Lines(asked.Except(roles.Keys)));
        Assert.Equal("", Lines(idle));
    }

    [Fact]
    public void No_call_passes_because_nobody_could_read_it() => Assert.Empty(WholeLife().Undecided);

    // A log line, an event, an alarm that is lost on AWS without a word to anybody.
    [Fact]
    public void Nothing_is_denied_where_nobody_would_be_told() => Assert.Empty(WholeLife().Silent);

    private static string Bootstrap(string role) => $"cdk-hnb659fds-{role}-role-{Places.Account}-{Places.Region}";

    // Construct paths by name.
    private static IEnumerable<KeyValuePair<string, string>> Roles(StackView edge) =>
        edge.PhysicalIds("AWS::IAM::Role").Select(role => KeyValuePair.Create(Known(role.Value), role.Key));

    // Beta's first deployment made the same roles with other ends of their names.
    private static string Known(string name) => name.StartsWith("Edge-", StringComparison.Ordinal) ? name[..name.LastIndexOf('-')] : name;

    private static string Lines(IEnumerable<string> names) => string.Join('\n', names.Order(StringComparer.Ordinal));

    private Decided WholeLife()
    {
        _ = story.BetaDestroyed;
        return story.Emulator.Decided();
    }
}
