namespace EdgeCdk.Cli.Tests.Account.Networks;

/// <summary>A private subnet.</summary>
internal enum SubnetKind
{
    Regular,
    DualStack,
    OfNewZoneType,
    Ipv6Only,
    LocalZone,
    WavelengthZone,
    Outpost,
    Full,
}
