using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws;

namespace EdgeCdk.Account.Tests;

/// <summary>An account in which some calls are the last ones of their process: AWS does what was asked, and nobody hears of it.</summary>
/// <param name="inner">The account.</param>
/// <param name="last">Parts of the command lines of these calls, in their order.</param>
internal sealed class EndingAws(IAws inner, params IReadOnlyList<string> last) : IAws
{
    /// <summary>How many processes have ended.</summary>
    public int Ended { get; private set; }

    public JsonObject Ask(string region, params IReadOnlyList<string> arguments)
    {
        var answer = inner.Ask(region, arguments);
        After(string.Join(' ', arguments));
        return answer;
    }

    /// <summary>Ends the process after a call, if it is one of the last ones.</summary>
    public void After(string call)
    {
        if (Ended == last.Count || !call.Contains(last[Ended], StringComparison.Ordinal))
            return;
        Ended++;
        throw new InvalidOperationException($"the process ends after {last[Ended - 1]}");
    }
}
