namespace EdgeCdk.Cli.Tests.Account.Networks;

/// <summary>The endpoints of the services that an edge uses.</summary>
internal enum Endpoints
{
    None,
    Own,
    OfOthers,
}
