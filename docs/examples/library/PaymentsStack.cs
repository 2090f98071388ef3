using Amazon.CDK;
using Amazon.CDK.AWS.SNS;
using Constructs;
using EdgeCdk;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;

namespace Payments;

/// <summary>A stack of your own with an edge in it.</summary>
public sealed class PaymentsStack : Stack
{
    private const string Region = "eu-central-1", Account = "123456789011", AlarmTopic = "payments-alarms";

    public PaymentsStack(Construct scope, string id)
        : base(scope, id, new StackProps
        {
            Env = new Amazon.CDK.Environment { Account = Account, Region = Region },
            TerminationProtection = true,
        })
    {
        var alarms = new CfnTopic(this, "Alarms", new CfnTopicProps { TopicName = AlarmTopic });
        var edge = new Edge(this, "Edge", EdgeDefinition.Of(Definition));
        edge.Node.AddDependency(alarms);
    }

    private static EdgeConfig Definition => new()
    {
        Edge = new EdgeSection { Name = "payments", Release = "16.6.5" },
        Account = new AccountSection { Region = Region, AccountId = Account },
        Vpc = new VpcSection
        {
            VpcId = "vpc-0f1924823027c00c7",
            PrivateSubnetIds = ["subnet-0fa6e2c437dd0e5fd", "subnet-0156acffabb5aa872"],
            PublicSubnetIds = [],
            CidrBlocks = ["10.0.0.0/16"],
            // The endpoints of this VPC are those of the edge demo.
            Endpoints = new EndpointsSection
            {
                S3 = ResourceMode.Existing,
                Kms = ResourceMode.Existing,
                SecretsManager = ResourceMode.Existing,
                Sqs = ResourceMode.Existing,
            },
        },
        S3 = new ResultBucketSection
        {
            BucketName = "payments-results",
            IamRoleArn = $"arn:aws:iam::{Account}:role/payments-results",
            Region = Region,
        },
        ControlPlane = new ControlPlaneSection
        {
            EdgeAccessRoleArn = "arn:aws:iam::999988887777:role/edge-access-payments",
            RequestQueueArn = $"arn:aws:sqs:{Region}:999988887777:payments-requests",
            ResultReaderQueueArn = $"arn:aws:sqs:{Region}:999988887777:payments-results",
            EventSources = EventSources.Disabled,
        },
        Artifacts = new ArtifactsSection { Bucket = "vendor-releases-eu-central-1", Prefix = "edge/16.6.5/" },
        Alarms = new AlarmsSection { TopicArn = $"arn:aws:sns:{Region}:{Account}:{AlarmTopic}" },
    };
}
