namespace EdgeCdk.Cli.Tests.Account.Networks;

/// <summary>Where the traffic of the private subnets goes.</summary>
internal enum Way
{
    Nat,
    RegionalNat,
    NatOfAnotherVpc,
    PrivateNat,
    PendingNat,
    NatOfNewState,
    NatBehindFirewall,
    TransitGateway,
    CoreNetwork,
    FirewallEndpoint,
    Peering,
    Appliance,
    VirtualPrivateGateway,
    TwoHalves,
    PrefixList,
    Filtered,
    Internet,
    None,
    Blackhole,
    NatWithoutInternet,
    DeletedNat,
}
