using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.Logs;
using Constructs;

namespace EdgeCdk.Prerequisites;

/// <summary>
/// Which connections the VPC had, allowed and refused. The edge may call any address, so whom it called must be known
/// afterwards; and a connection that is refused is the first thing to look for when an edge does not start.
/// </summary>
internal sealed class FlowLogs : Construct
{
    public FlowLogs(Construct scope, string id, EdgeContext edge, PrerequisitesKey key, string vpcId)
        : base(scope, id)
    {
        var group = new CfnLogGroup(this, "LogGroup", new CfnLogGroupProps { KmsKeyId = key.Arn, RetentionInDays = edge.LogRetentionDays });
        Retention.WithTheStack(group);
        var role = new ServiceRole(this, "Delivery", new ServiceRoleProps
        {
            Edge = edge,
            Service = "vpc-flow-logs.amazonaws.com",
            RoleName = edge.RoleName("flow-logs"),
            SourceArn = edge.Arn("ec2", "vpc-flow-log/*"),
            Statements =
                [Statement.Allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"], group.AttrArn)],
        });
        new CfnFlowLog(this, "FlowLog", new CfnFlowLogProps
        {
            ResourceType = "VPC",
            ResourceId = vpcId,
            TrafficType = "ALL",
            LogDestinationType = "cloud-watch-logs",
            LogGroupName = group.Ref,
            DeliverLogsPermissionArn = role.Arn,
        });
    }
}
