using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Drafts;

/// <summary>Where an edge is to be: what must be right in a file before the rest of its network can be looked up.</summary>
/// <param name="Region">Region of the edge.</param>
/// <param name="VpcId">Its VPC.</param>
/// <param name="PrivateSubnetIds">Its subnets.</param>
internal sealed record PlacePart(string Region, string VpcId, IReadOnlyList<string> PrivateSubnetIds)
{
    private const string AccountKey = "account.accountId";

    /// <summary>The account. Default: null, the file does not say it, or has it wrong.</summary>
    public string? AccountId { get; init; }

    /// <summary>Whether security groups are to name every destination, Amazon S3 among them.</summary>
    public bool IsClosed { get; init; }

    private static readonly string[] Keys = ["account.region", "vpc.vpcId", "vpc.privateSubnetIds"];

    /// <summary>Reads it from a file that may lack anything else, or have it wrong.</summary>
    /// <returns>Null when any of it is missing or wrong, and what is wrong with it.</returns>
    public static (PlacePart? Place, IReadOnlyList<Problem> Problems) Read(string file)
    {
        var read = ConfigFile<EdgeConfig>.Read(file);
        if (!read.IsSound(Keys))
            return (null, [.. read.Problems.Where(problem => problem.Key.Split('.')[0] is "" or "account" or "vpc")]);
        var (account, vpc) = (read.Value!.Account, read.Value.Vpc);
        var place = new PlacePart(account.Region, vpc.VpcId, vpc.PrivateSubnetIds)
        {
            IsClosed = vpc.Egress.Mode is EgressMode.Closed,
            AccountId = read.IsSound([.. Keys, AccountKey]) ? account.AccountId : null,
        };
        return (place, []);
    }
}
