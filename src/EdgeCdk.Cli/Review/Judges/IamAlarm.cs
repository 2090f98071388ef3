using System.Text.RegularExpressions;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Recognizes new permissions that somebody must decide on.</summary>
internal static partial class IamAlarm
{
    // Actions that change permissions, or use those of another role, beside those that a pattern of names finds. A wildcard has them, too.
    private static readonly string[] Escalations =
    [
        "kms:creategrant", "kms:putkeypolicy", "lambda:addpermission", "lambda:updatefunctioncode", "s3:putbucketpolicy", "sts:assumerole",
    ];

    /// <summary>The reason; null when there is none.</summary>
    /// <param name="grant">What is new.</param>
    /// <param name="ownership">Since when its owner exists.</param>
    /// <param name="account">The stack's own account. Null: not known, and every account is another one.</param>
    public static string? Reason(Grant grant, Ownership ownership, string? account)
    {
        var ofAccount = grant.Principal.EndsWith($":iam::{account}:root", StringComparison.Ordinal);
        var use = grant.Statement.Use;
        if (grant.Principal is "*" or "AWS *" || grant.Principal.StartsWith("all but ", StringComparison.Ordinal))
            return "anyone is allowed";
        if (Account().Match(grant.Principal) is { Success: true } match && match.Value != account)
            return $"account {match.Value} is not the account of the stack";
        if (use == PolicyUse.Trust && ownership == Ownership.Old)
            return "it can assume the role";
        if (grant.Action.StartsWith("all but ", StringComparison.Ordinal)
                || grant.Resource.StartsWith("all but ", StringComparison.Ordinal))
        {
            return "everything except what is named is allowed";
        }

        if (!ofAccount && (grant.Action == "*" || grant.Action.EndsWith(":*", StringComparison.Ordinal)))
            return "a wildcard allows every action";
        if (use != PolicyUse.Rights || ownership == Ownership.OfNewStack
                || (ownership == Ownership.New && grant.Statement.Conditions.Count > 0))
        {
            return null;
        }

        if (Everything().IsMatch(grant.Resource))
            return "a wildcard allows every resource";
        return Escalates(grant.Action) ? "it allows privilege escalation" : null;
    }

    private static bool Escalates(string action) => Escalation().IsMatch(action)
        || Escalations.Any(name => Wildcard.Matches(action.ToLowerInvariant(), name));

    // Everything, all of a service, all of a type, or the same in every account.
    [GeneratedRegex(@"\A(?:\*|arn:[^:]*:[^:]*:[^:]*:(?:[^:]*:\*|[^:]+:[^:/]+[:/]\*|\*:.*))\z")]
    private static partial Regex Everything();

    [GeneratedRegex(@"\A(?:iam:(?!Get|List)|sts:AssumeRole|.*:Put.*Policy\z)", RegexOptions.IgnoreCase)]
    private static partial Regex Escalation();

    [GeneratedRegex("(?<![0-9])[0-9]{12}(?![0-9])")]
    private static partial Regex Account();
}
