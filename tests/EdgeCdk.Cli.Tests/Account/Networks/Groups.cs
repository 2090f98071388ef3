namespace EdgeCdk.Cli.Tests.Account.Networks;

/// <summary>The security groups of interface endpoints.</summary>
internal enum Groups
{
    Open,
    TwoHalves,
    PrefixList,
    DenySome,
}
