namespace EdgeCdk.Cli.Tests.Account.Networks;

/// <summary>The network ACL of the private subnets.</summary>
internal enum Acl
{
    Default,
    TwoHalves,
    DeniesAPrivateNetwork,
    PortByPort,
    DeniesAll,
}
