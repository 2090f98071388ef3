namespace EdgeCdk.Cli.Tests.Account.Networks;

/// <summary>A network as it is, whatever AWS shows of it, and whether an edge works in it: decided here, not by what is tested.</summary>
internal sealed class Network
{
    /// <summary>Chooses one.</summary>
    public Network(Random random)
    {
        IsShared = random.Next(6) == 0;
        Subnets = [Choose(random, SubnetKind.Regular), Choose(random, SubnetKind.Regular)];
        IsOneZone = random.Next(15) == 0;
        Way = Choose(random, Way.Nat, 3);
        IsBlockedPublicly = random.Next(12) == 0;
        HasOwnTable = random.Next(2) == 0;
        Acl = Choose(random, Acl.Default);
        SecondBlock = Choose(random, SecondBlock.None);
        DnsIsOff = random.Next(15) == 0;
        DnsServers = random.Next(3);
        Endpoints = IsShared ? Endpoints.None : Choose(random, Endpoints.None);
        Creates = Endpoints is Endpoints.Own || random.Next(2) == 0;
        EndpointState = Endpoints is Endpoints.Own ? "available" : Any(random, "available", "Available", "available", "pending", "Partial",
            "pendingAcceptance", "Deleted");
        Groups = Choose(random, Groups.Open);
    }

    /// <summary>Whether another account owns the VPC: then neither NAT gateways nor endpoints are shown.</summary>
    public bool IsShared { get; }

    public IReadOnlyList<SubnetKind> Subnets { get; }

    public bool IsOneZone { get; }

    public Way Way { get; }

    /// <summary>Whether VPC Block Public Access blocks the subnet of the NAT gateway.</summary>
    public bool IsBlockedPublicly { get; }

    /// <summary>Whether the private subnets are associated with their route table; otherwise it is the main one.</summary>
    public bool HasOwnTable { get; }

    public Acl Acl { get; }

    public SecondBlock SecondBlock { get; }

    public bool DnsIsOff { get; }

    /// <summary>0: the resolver of the VPC; 1: others; 2: no DHCP options.</summary>
    public int DnsServers { get; }

    public Endpoints Endpoints { get; }

    public string EndpointState { get; }

    public Groups Groups { get; }

    /// <summary>Whether the edge creates its endpoints.</summary>
    public bool Creates { get; }

    /// <summary>Whether there are endpoints that the edge can use, and must not create.</summary>
    public bool HasEndpoints => Endpoints is Endpoints.OfOthers && EndpointState != "Deleted";

    /// <summary>Whether an edge can be deployed and works, or nobody can say that it does not.</summary>
    public bool Works => Subnets.All(kind => kind is SubnetKind.Regular or SubnetKind.DualStack or SubnetKind.OfNewZoneType)
        && !IsOneZone && HasWay && Acl is not Acl.DeniesAll && !DnsIsOff && EndpointsWork;

    private bool HasWay => Way switch
    {
        Way.None or Way.Blackhole or Way.Internet => false,
        Way.NatWithoutInternet or Way.DeletedNat => IsShared,
        Way.Nat => IsShared || !IsBlockedPublicly,
        _ => true,
    };

    private bool EndpointsWork => Creates
        ? !IsShared && !HasEndpoints && SecondBlock is not SecondBlock.OfASubnet
        : !HasEndpoints || EndpointState != "pendingAcceptance" && Groups is not Groups.DenySome;

    public override string ToString() => string.Join(", ", GetType().GetProperties()
        .Select(property => $"{property.Name}={(property.GetValue(this) is IEnumerable<SubnetKind> kinds ? string.Join('+', kinds)
            : property.GetValue(this))}"));

    // Mostly the usual: with many unusual values at once, no network would work.
    private static T Choose<T>(Random random, T usual, int often = 4)
        where T : struct, Enum => random.Next(often) > 0 && often > 3 ? usual : Any(random, Enum.GetValues<T>());

    private static T Any<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
