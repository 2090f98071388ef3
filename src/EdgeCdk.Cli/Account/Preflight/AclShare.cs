namespace EdgeCdk.Cli.Account.Preflight;

/// <summary>Which of some addresses a network ACL allows.</summary>
internal enum AclShare
{
    None,
    Some,
    All,
}
