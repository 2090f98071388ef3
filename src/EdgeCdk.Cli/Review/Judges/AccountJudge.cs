using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Reports which accounts a template names for the first time: where events, logs or rights may go. Policies are judged
/// elsewhere.</summary>
internal static partial class AccountJudge
{
    public static IEnumerable<Change> Judge(StackChange stack)
    {
        // A stack that is new names all of its accounts for the first time.
        if (stack.Base.Resources.Count == 0)
            return [];
        var known = Accounts(stack.Base.Json.ToJsonString()).Append(stack.Account).ToHashSet();
        return
            from resource in stack.Head.Resources.Values
            from piece in JsonPaths.Walk(resource.Properties, "Properties")
            where piece.Node is System.Text.Json.Nodes.JsonValue && !piece.Path.Contains(".Statement[", StringComparison.Ordinal)
            from account in Accounts(piece.Node.ToString()).Except(known)
            select new Change(
                Consequence.Access, ChangeKind.Widened, resource.Path, $"names account {account}, which no resource named before",
                piece.Path, NeedsDecision: true);
    }

    private static IEnumerable<string?> Accounts(string text) => Arn().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex("arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12}):")]
    private static partial Regex Arn();
}
