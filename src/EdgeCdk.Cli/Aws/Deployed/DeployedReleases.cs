using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Console;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Aws.Deployed;

/// <summary>What is deployed of an edge.</summary>
/// <param name="Release">The release; null while nothing is deployed.</param>
/// <param name="Deployer">How it was deployed, or is to be.</param>
internal sealed record DeployedRelease(string? Release, Deployer Deployer);

/// <summary>Which release of which edge is deployed, as told on the command line or by AWS.</summary>
internal static class DeployedReleases
{
    /// <summary>Stands for: ask AWS.</summary>
    public const string Account = "account";

    /// <summary>The releases by edge; null when AWS was to be asked and did not tell, which is said.</summary>
    /// <param name="given">Values of the option: <c>edge=release</c>, or <c>account</c>.</param>
    /// <param name="edges">The edges to ask AWS about.</param>
    /// <param name="context">Whom to ask, and where to say what is not known.</param>
    public static IReadOnlyDictionary<string, string>? Of(IEnumerable<string> given, Func<IEnumerable<EdgeDefinition>> edges, CommandContext context)
    {
        var deployed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in given)
        {
            if (value.Split('=', 2) is [var name, var release])
                deployed[name] = release;
        }

        var isKnown = true;
        var aws = new CachingAws(context.Aws);
        foreach (var edge in given.Contains(Account) ? edges() : [])
        {
            if (deployed.ContainsKey(edge.Config.Edge.Name))
                continue;
            var found = Ask(aws, edge, null, context.Error);
            isKnown &= found is not null;
            if (found?.Release is { } release)
                deployed[edge.Config.Edge.Name] = release;
        }

        return isKnown ? deployed : null;
    }

    /// <summary>What is wrong with a value of the option; null when nothing is.</summary>
    public static string? Fault(string value) =>
        value == Account || value.Split('=', 2) is [{ Length: > 0 }, { Length: > 0 }] ? null : $"--deployed {value} is neither <edge>=<release> nor {Account}";

    /// <summary>Asks AWS what is deployed of an edge; null when AWS does not tell, which is said.</summary>
    /// <param name="aws">The account.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="stackName">Name of the stack that the user gave. Default: null, it is found by the name of the edge.</param>
    /// <param name="log">Where to say what is not known.</param>
    public static DeployedRelease? Ask(IAws aws, EdgeDefinition edge, string? stackName, TextWriter log)
    {
        var (name, account) = (edge.Config.Edge.Name, edge.Config.Account);
        string reason;
        try
        {
            var place = new EdgePlace(name, account.Region)
            {
                Definition = edge,
                Account = Caller.MustBe(aws, account.AccountId, account.Region),
                GivenStack = stackName
            };
            var stack = StackFinder.Find(aws, place);
            var deployer = Deployer.Of(place, stack);
            // The release is an output of the stack.
            if (stack is null || !StackState.Of(stack).HoldsResources)
                return new(null, deployer);
            if (stack.Items("Outputs").FirstOrDefault(output => output.Text("OutputKey") == "Release") is { } release)
                return new(release.Text("OutputValue"), deployer);
            reason = $"the stack {stack.Text("StackName")} has no output Release; it is in {stack.Text("StackStatus")}";
        }
        catch (Exception exception) when (exception is AwsException or CommandException)
        {
            reason = exception is AwsException refused ? Credentials.WithHint(refused.Code, refused.Message) : exception.Message;
        }

        log.WriteLine($"edge: what is deployed of {name} is not known: {reason.TrimEnd('.')}. Correct that, or name the release with "
            + $"--deployed");
        return null;
    }
}
