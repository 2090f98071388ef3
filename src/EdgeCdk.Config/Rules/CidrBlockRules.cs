using System.Globalization;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Rules;

/// <summary>The blocks of the VPC are blocks that a VPC may have.</summary>
internal static class CidrBlockRules
{
    public static IEnumerable<Problem> BlocksDoNotOverlap(EdgeConfig config)
    {
        var known = new List<(string Text, uint First, uint Last)>();
        foreach (var (index, text) in config.Vpc.CidrBlocks.Index())
        {
            var key = $"vpc.cidrBlocks[{index}]";
            if (Parse(text) is not { } block)
            {
                yield return Problem.Is(
                    key, text, "an IPv4 block of /16 to /28 whose host bits are zero, such as 10.0.0.0/16",
                    "copy the blocks of the VPC from the VPC console");
                continue;
            }

            foreach (var other in known.Where(other => block.First <= other.Last && other.First <= block.Last))
            {
                yield return Problem.Is(
                    key, text, "blocks that do not overlap", "list each block of the VPC once", $", which overlaps {other.Text}");
            }

            known.Add((text, block.First, block.Last));
        }
    }

    private static (uint First, uint Last)? Parse(string text)
    {
        var parts = text.Split('.', '/').Select(part => uint.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var (octets, length) = (parts[..4], (int)parts[4]);
        if (octets.Any(octet => octet > 255) || length is < 16 or > 28)
            return null;
        var first = octets.Aggregate(0u, (address, octet) => (address << 8) | octet);
        var hosts = uint.MaxValue >> length;
        return (first & hosts) == 0 ? (first, first | hosts) : null;
    }
}
