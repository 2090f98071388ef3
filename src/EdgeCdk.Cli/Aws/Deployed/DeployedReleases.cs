using EdgeCdk.Cli.Common;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>Which release of which edge is deployed, from the command line or from AWS.</summary>
internal static class DeployedReleases
{
    /// <summary>The value of the option that means: ask AWS.</summary>
    public const string Account = "account";

    /// <summary>The releases by edge.</summary>
    /// <param name="given">Values of the option: <c>edge=release</c>, or <c>account</c>.</param>
    /// <param name="edges">The edges to ask AWS about.</param>
    /// <param name="account">The account.</param>
    /// <exception cref="CommandException">AWS did not answer.</exception>
    public static IReadOnlyDictionary<string, string> Of(
        IReadOnlyList<string> given, Func<IEnumerable<EdgeDefinition>> edges, IAws account)
    {
        var deployed = given.Select(value => value.Split('=', 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0], pair => pair[1], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        if (!given.Contains(Account))
            return deployed;
        var aws = new CachingAws(account);
        var faults = new List<string>();
        foreach (var edge in edges().Where(edge => !deployed.ContainsKey(edge.Config.Edge.Name)))
        {
            if (Find(aws, edge, null, out var found) is { } reason)
                faults.Add(NotKnown(edge, reason));
            else if (found?.Release is { } release)
                deployed[edge.Config.Edge.Name] = release;
        }

        return faults.Count == 0 ? deployed : throw new CommandException(string.Join('\n', faults));
    }

    /// <summary>What is wrong with a value of the option, by its name; null when nothing is.</summary>
    public static string? Fault(string name, string value) => value == Account || value.Split('=', 2) is [{ Length: > 0 }, { Length: > 0 }]
        ? null
        : $"{name} {value} is neither <edge>=<release> nor {Account}";

    /// <summary>Asks AWS which release of an edge is deployed.</summary>
    /// <param name="aws">The account.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="stackName">Name of the stack that the user gave. Default: null, it is found by the name of the edge.</param>
    /// <exception cref="CommandException">AWS did not answer.</exception>
    public static DeployedRelease Ask(IAws aws, EdgeDefinition edge, string? stackName) =>
        Find(aws, edge, stackName, out var found) is { } reason ? throw new CommandException(NotKnown(edge, reason)) : found!;

    private static string NotKnown(EdgeDefinition edge, string reason) =>
        $"cannot find out which release of {edge.Config.Edge.Name} is deployed: {reason.TrimEnd('.')}. Correct that, or pass the release "
            + "with --deployed";

    private static string? Find(IAws aws, EdgeDefinition edge, string? stackName, out DeployedRelease? found)
    {
        var account = edge.Config.Account;
        found = null;
        try
        {
            var place = new EdgePlace(edge.Config.Edge.Name, account.Region)
            {
                Definition = edge,
                Account = Caller.MustBe(aws, account.AccountId, account.Region),
                GivenStack = stackName,
            };
            var stack = StackFinder.Find(aws, place);
            var hasResources = stack is not null && StackState.Of(stack).HoldsResources;
            // The release is an output of the stack.
            var release = hasResources ? stack.Entry("Output", "Release") : null;
            found = new(release, Deployer.Of(place, stack)) { Place = place };
            return hasResources && release is null
                ? $"the stack {stack.Text("StackName")} has no output Release; it is in {stack.Text("StackStatus")}"
                : null;
        }
        catch (Exception exception) when (exception is AwsException or CommandException)
        {
            return exception.Message;
        }
    }
}
