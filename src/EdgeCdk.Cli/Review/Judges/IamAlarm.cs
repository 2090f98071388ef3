using System.Text.RegularExpressions;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Since when the owner of a right is there. What a new one may do was thought of together with it.</summary>
internal enum Ownership
{
    Old,
    New,

    /// <summary>New with the whole stack, whose rights are what every edge has.</summary>
    OfNewStack,
}

/// <summary>What makes a new right one that somebody must decide on.</summary>
internal static partial class IamAlarm
{
    /// <summary>The reason; null when there is none.</summary>
    /// <param name="grant">What is new.</param>
    /// <param name="ownership">Since when its owner is there.</param>
    /// <param name="account">The stack's own account. Null: not known, and every account is another one.</param>
    public static string? Reason(Grant grant, Ownership ownership, string? account)
    {
        var ofAccount = account is not null && grant.Principal.EndsWith($":iam::{account}:root", StringComparison.Ordinal);
        var use = grant.Statement.Use;
        if (grant.Principal is "*" or "AWS *" || grant.Principal.StartsWith("all but ", StringComparison.Ordinal))
            return "anyone is let in";
        if (Account().Match(grant.Principal) is { Success: true } match && match.Value != account)
            return $"account {match.Value} is another one";
        if (use == PolicyUse.Trust && ownership == Ownership.Old && grant.Action.StartsWith("sts:", StringComparison.OrdinalIgnoreCase))
            return "it is trusted with the role's rights";
        if (grant.Action.StartsWith("all but ", StringComparison.Ordinal) || grant.Resource.StartsWith("all but ", StringComparison.Ordinal))
            return "all but what is named is let through";
        if (!ofAccount && (grant.Action == "*" || grant.Action.EndsWith(":*", StringComparison.Ordinal)))
            return "a wildcard stands for every action";
        if (use != PolicyUse.Rights || ownership == Ownership.OfNewStack || (ownership == Ownership.New && grant.Statement.Conditions.Count > 0))
            return null;
        return Everything().IsMatch(grant.Resource) ? "a wildcard stands for every resource" : Escalation().IsMatch(grant.Action) ? "more rights can be had by it" : null;
    }

    // All there is, all of a service, all of a type, or the same in every account.
    [GeneratedRegex(@"\A(?:\*|arn:[^:]*:[^:]*:[^:]*:(?:[^:]*:\*|[^:]+:[^:/]+[:/]\*|\*:.*))\z")]
    private static partial Regex Everything();

    // Actions that change rights, or lend those of another role.
    [GeneratedRegex(@"\A(?:iam:(?!Get|List)|sts:AssumeRole|kms:(?:PutKeyPolicy|CreateGrant)|lambda:(?:AddPermission|UpdateFunctionCode)|.*:Put.*Policy\z)", RegexOptions.IgnoreCase)]
    private static partial Regex Escalation();

    [GeneratedRegex("(?<![0-9])[0-9]{12}(?![0-9])")]
    private static partial Regex Account();
}
