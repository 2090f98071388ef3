using Amazon.CDK;
using Constructs;
using EdgeCdk.Config.Edge;
using EdgeCdk.Prerequisites;
using EdgeCdk.Resources;
using Names = EdgeCdk.Config.Yaml.Names;

namespace EdgeCdk.App.Stacks;

/// <summary>
/// What an edge needs before it is deployed, for a customer who has none of it: network, result bucket, and the role to it. The
/// template takes parameters, and no more than the AWS CLI.
/// </summary>
internal sealed class PrerequisitesStack : Stack
{
    public PrerequisitesStack(Construct scope)
        : base(scope, "Prerequisites", new StackProps
        {
            Description = "Network, result bucket and role for an edge",
            Synthesizer = NoBootstrap.Synthesizer(),
        })
    {
        FeatureFlags.Pin(this);
        var form = new PrerequisitesForm(this);
        ProductMetadata.Add(this);
        var edge = Context(form);
        var threeZones = new CfnCondition(this, "ThreeZones", new CfnConditionProps { Expression = form.HasThreeZones });
        var key = new PrerequisitesKey(this, "Key", edge);
        var network = new CustomerNetwork(this, "Network", new CustomerNetworkProps
        {
            Edge = edge,
            Cidr = form.Cidr,
            ThreeZones = threeZones,
            NamedZones = new CfnCondition(this, "NamedZones", new CfnConditionProps { Expression = form.NamesZones }),
            ZoneNames = form.ZoneNames,
            Nat = new CfnCondition(this, "Nat", new CfnConditionProps { Expression = form.HasNat }),
            NatPerZone = new CfnCondition(this, "NatPerZone", new CfnConditionProps { Expression = form.HasNatPerZone }),
        });
        new FlowLogs(this, "FlowLogs", edge, key, network.VpcId);
        // The jobs of all releases: this stack is not updated with the edge.
        var jobs = Enum.GetValues<Job>().Select(job => Names.Value(job));
        var results = new ResultStorage(this, "Results", edge, key, jobs, form.NoncurrentVersionDays);
        // The vendor's guide asks for it on everything that the customer provides.
        Amazon.CDK.Tags.Of(this).Add("ataccama:edge:customer-provided", "true");
        WriteOutputs(threeZones, network, results);
    }

    private static EdgeContext Context(PrerequisitesForm form) => new()
    {
        Name = form.EdgeName,
        Release = "",
        Partition = Aws.PARTITION,
        Region = Aws.REGION,
        AccountId = Aws.ACCOUNT_ID,
        DnsSuffix = Aws.URL_SUFFIX,
        LogRetentionDays = form.FlowLogRetentionDays,
        RetainData = true,
        PermissionsBoundaryArn = form.PermissionsBoundaryArn,
        AccessLogBucket = form.AccessLogBucket,
    };

    private void WriteOutputs(CfnCondition threeZones, CustomerNetwork network, ResultStorage results)
    {
        Output("Onboarding", "What the vendor asks for: account, network and result bucket", $"""
            account:
              region: "{Region}"
              accountId: "{Account}"
            vpc:
              vpcId: "{network.VpcId}"
              privateSubnetIds:
            {Items(zone => zone.PrivateSubnetId)}
              publicSubnetIds:
            {Items(zone => zone.PublicSubnetId)}
            s3:
              bucketName: "{results.BucketName}"
              iamRoleArn: "{results.RoleArn}"
              region: "{Region}"
            """);
        Output("CidrBlocks", "Key vpc.cidrBlocks of the edge file", network.Cidr);
        Output(
            "DefaultSecurityGroupId", "Default security group of the VPC. Nothing uses it: remove its rules",
            network.DefaultSecurityGroupId);
        Output("PrivateRouteTableIds", "Key vpc.privateRouteTableIds of the edge file", OfZones(",", zone => zone.PrivateRouteTableId));

        string Items(Func<NetworkZone, string> value) => OfZones("\n", zone => $"    - \"{value(zone)}\"");

        string OfZones(string separator, Func<NetworkZone, string> value)
        {
            var values = network.Zones.Select(value).ToArray();
            return Fn.ConditionIf(threeZones.LogicalId, Fn.Join(separator, values), Fn.Join(separator, values[..2])).ToString();
        }
    }

    private void Output(string name, string description, string value) =>
        new CfnOutput(this, name, new CfnOutputProps { Description = description, Value = value });
}
