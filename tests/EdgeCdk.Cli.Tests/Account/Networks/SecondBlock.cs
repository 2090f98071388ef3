namespace EdgeCdk.Cli.Tests.Account.Networks;

/// <summary>A second block of the VPC, which the edge file does not have.</summary>
internal enum SecondBlock
{
    None,
    Unused,
    Disassociated,
    OfASubnet,
}
