using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EdgeCdk.Cli.Aws.Network;

/// <summary>A set of IPv4 addresses. Several blocks together may cover what none of them covers alone.</summary>
internal sealed class Ipv4Ranges
{
    private const int Bits = 32;

    // Ordered, and apart from each other; both ends belong to a range.
    private readonly IReadOnlyList<(long From, long To)> _ranges;

    private Ipv4Ranges(IEnumerable<(long From, long To)> ranges) => _ranges = [.. Joined(ranges)];

    /// <summary>No address.</summary>
    public static Ipv4Ranges None { get; } = new([]);

    public bool IsEmpty => _ranges.Count == 0;

    /// <summary>The number of addresses.</summary>
    public long Count => _ranges.Sum(range => range.To - range.From + 1);

    /// <summary>The addresses of a CIDR block, also of one that does not begin at its first address; null when it is not an IPv4
    /// block.</summary>
    public static Ipv4Ranges? Of(string block)
    {
        var parts = block.Split('/');
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out var address) || address.AddressFamily != AddressFamily.InterNetwork
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > Bits)
        {
            return null;
        }
        var size = 1L << (Bits - length);
        var from = BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes()) / size * size;
        return new([(from, from + size - 1)]);
    }

    /// <summary>The addresses of several blocks; what is not an IPv4 block has none.</summary>
    public static Ipv4Ranges Of(IEnumerable<string> blocks) => blocks.Aggregate(None, (all, block) => all.With(Of(block) ?? None));

    /// <summary>These and others.</summary>
    public Ipv4Ranges With(Ipv4Ranges others) => new(_ranges.Concat(others._ranges));

    /// <summary>Those that are in others, too.</summary>
    public Ipv4Ranges In(Ipv4Ranges others) => new(
        from one in _ranges
        from other in others._ranges
        let both = (From: Math.Max(one.From, other.From), To: Math.Min(one.To, other.To))
        where both.From <= both.To
        select both);

    /// <summary>Those that are not in others.</summary>
    public Ipv4Ranges Without(Ipv4Ranges others) => others._ranges.Aggregate(this, (left, other) => new(left._ranges.SelectMany(
        range => new[] { (range.From, To: Math.Min(range.To, other.From - 1)), (From: Math.Max(range.From, other.To + 1), range.To) })));

    /// <summary>Whether all of others are in these.</summary>
    public bool Cover(Ipv4Ranges others) => others.Without(this).IsEmpty;

    private static IEnumerable<(long From, long To)> Joined(IEnumerable<(long From, long To)> ranges)
    {
        (long From, long To)? last = null;
        foreach (var range in ranges.Where(range => range.From <= range.To).Order())
        {
            if (last is { } open && range.From <= open.To + 1)
            {
                last = (open.From, Math.Max(open.To, range.To));
                continue;
            }
            if (last is { } closed)
                yield return closed;
            last = range;
        }
        if (last is { } rest)
            yield return rest;
    }
}
