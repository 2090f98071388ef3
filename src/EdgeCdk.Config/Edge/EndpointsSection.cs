namespace EdgeCdk.Config.Edge;

/// <summary>Which VPC endpoints the stack creates; existing where the VPC has one already, which AWS would refuse to duplicate.</summary>
public sealed record EndpointsSection
{
    /// <summary>Gateway endpoint for S3. Default: create.</summary>
    /// <effect>A gateway on the private route tables.</effect>
    /// <consequence>Free of charge. Without one, all traffic with the buckets is paid for at the NAT gateway.</consequence>
    public ResourceMode S3 { get; init; }

    /// <summary>Interface endpoint for KMS. Default: create.</summary>
    /// <effect>One address in every private subnet, with private DNS for the whole VPC.</effect>
    /// <consequence>
    /// Paid for by the hour and subnet. One that exists already must allow the private subnets on port 443.
    /// </consequence>
    public ResourceMode Kms { get; init; }

    /// <summary>Interface endpoint for Secrets Manager. Default: create.</summary>
    /// <effect>One address in every private subnet, with private DNS for the whole VPC.</effect>
    /// <consequence>
    /// Paid for by the hour and subnet. One that exists already must allow the private subnets on port 443, or no image is
    /// pulled.
    /// </consequence>
    public ResourceMode SecretsManager { get; init; }

    /// <summary>Interface endpoint for SQS. Default: create.</summary>
    /// <effect>One address in every private subnet, with private DNS for the whole VPC.</effect>
    /// <consequence>
    /// Paid for by the hour and subnet. One that exists already must allow the private subnets on port 443, and its policy the
    /// vendor's queues.
    /// </consequence>
    public ResourceMode Sqs { get; init; }
}
