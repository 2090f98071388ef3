namespace EdgeCdk.App.Split;

/// <summary>Which team creates a resource.</summary>
internal static class TeamOf
{
    /// <summary>The team; null for what the stack of the edge creates. Endpoints may stay with it: see vpc.endpointOwner.</summary>
    /// <param name="type">Type of the resource.</param>
    public static Team? Type(string type) => type switch
    {
        "AWS::KMS::Key" or "AWS::KMS::Alias" => Team.Keys,
        "AWS::EC2::SecurityGroup" or "AWS::EC2::SecurityGroupIngress" or "AWS::EC2::SecurityGroupEgress"
            or "AWS::EC2::VPCEndpoint" => Team.Network,
        "AWS::IAM::Role" or "AWS::IAM::Policy" => Team.Identity,
        _ => null,
    };
}
