namespace EdgeCdk.Cli.Tests.Review.Judges;

/// <summary>What CloudFormation cannot create before it deletes what it takes the place of.</summary>
public sealed class OneStepJudgeTests
{
    private const string Words = "cannot be deployed in one step: CloudFormation creates it before it deletes Old, and ";
    private const string TwoSteps = ". Remove it in one deployment, and add it in the next";

    [Theory]
    [InlineData("AWS::CloudWatch::Alarm", "AlarmName")]
    [InlineData("AWS::CloudWatch::Dashboard", "DashboardName")]
    [InlineData("AWS::EC2::SecurityGroup", "GroupName")]
    [InlineData("AWS::ECS::Cluster", "ClusterName")]
    [InlineData("AWS::ECS::Service", "ServiceName")]
    [InlineData("AWS::ElasticLoadBalancingV2::LoadBalancer", "Name")]
    [InlineData("AWS::ElasticLoadBalancingV2::TargetGroup", "Name")]
    [InlineData("AWS::Events::Rule", "Name")]
    [InlineData("AWS::IAM::ManagedPolicy", "ManagedPolicyName")]
    [InlineData("AWS::IAM::Role", "RoleName")]
    [InlineData("AWS::KMS::Alias", "AliasName")]
    [InlineData("AWS::Lambda::Function", "FunctionName")]
    [InlineData("AWS::Logs::LogGroup", "LogGroupName")]
    [InlineData("AWS::S3::Bucket", "BucketName")]
    [InlineData("AWS::SNS::Topic", "TopicName")]
    [InlineData("AWS::SQS::Queue", "QueueName")]
    [InlineData("AWS::Scheduler::Schedule", "Name")]
    [InlineData("AWS::SecretsManager::Secret", "Name")]
    public void Two_of_one_name_need_a_decision(string type, string property)
    {
        var (named, other) = ($$"""{"{{property}}": "a"}""", $$"""{"{{property}}": "b"}""");

        Assert.Equal($"{Words}both have the name a{TwoSteps} [Properties.{property}]", Young(type, named, named));
        Assert.Null(Young(type, named, other));
        Assert.Null(Young(type, """{"Tags": []}""", """{"Tags": []}"""));
    }

    [Fact]
    public void A_resource_of_another_type_has_names_of_its_own() => Assert.DoesNotContain(
        "cannot be deployed",
        SmallStack.Review(
            """{"Old": {"Type": "AWS::Events::Rule", "Properties": {"Name": "a"}}}""",
            """{"Young": {"Type": "AWS::Scheduler::Schedule", "Properties": {"Name": "a"}}}"""),
        StringComparison.Ordinal);

    // Neither is created and neither is deleted.
    [Fact]
    public void What_is_only_changed_is_in_nobodys_way()
    {
        const string both = """
            {"A": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "a", "Tags": [{"Key": "t", "Value": "1"}]}},
             "B": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "b"}}}
            """;
        var changed = both.Replace("\"1\"", "\"2\"", StringComparison.Ordinal);

        Assert.Equal("updated: A has another value of tag t [Properties.Tags[0].Value]", SmallStack.Review(both, changed));
        // A name that another one has already is refused by AWS, whatever the order is: no matter of steps.
        Assert.DoesNotContain(
            "cannot be deployed", SmallStack.Review(
                """{"A": {"Type": "AWS::Events::Rule", "Properties": {"Name": "a", "State": "ENABLED"}}}""",
                """
                {"A": {"Type": "AWS::Events::Rule", "Properties": {"Name": "a", "State": "DISABLED"}},
                 "B": {"Type": "AWS::Events::Rule", "Properties": {"Name": "a"}}}
                """),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_removed_is_found_among_several() => Assert.Contains(
        $"! replaced: Young {Words}both have the name a{TwoSteps} [Properties.Name]",
        SmallStack.Review(
            """
            {"First": {"Type": "AWS::Events::Rule", "Properties": {"Name": "c"}},
             "Old": {"Type": "AWS::Events::Rule", "Properties": {"Name": "a"}},
             "Zeroth": {"Type": "AWS::Events::Rule", "Properties": {"Name": "b"}}}
            """,
            """{"Young": {"Type": "AWS::Events::Rule", "Properties": {"Name": "a"}}}""").Split('\n'));

    [Theory]
    [InlineData("q", "f", true)]
    [InlineData("other", "f", false)]
    [InlineData("q", "other", false)]
    public void A_function_reads_a_queue_once(string queue, string function, bool isInTheWay) => Assert.Equal(
        isInTheWay ? $"{Words}a function reads a queue once{TwoSteps} [Properties.EventSourceArn]" : null,
        Young(
            "AWS::Lambda::EventSourceMapping", """{"EventSourceArn": "q", "FunctionName": "f"}""",
            $$"""{"EventSourceArn": "{{queue}}", "FunctionName": "{{function}}"}"""));

    [Theory]
    [InlineData("v", "s", "true", true)]
    [InlineData("other", "s", "true", false)]
    [InlineData("v", "other", "true", false)]
    [InlineData("v", "s", "false", false)]
    public void A_network_has_one_endpoint_with_private_names(string vpc, string service, string isPrivate, bool isInTheWay)
    {
        var (first, second) = (Endpoint("v", "s", "true"), Endpoint(vpc, service, isPrivate));
        var says = isInTheWay
            ? $"{Words}a VPC has one endpoint with private DNS for s{TwoSteps} [Properties.PrivateDnsEnabled]"
            : null;

        Assert.Equal(says, Young("AWS::EC2::VPCEndpoint", first, second));
        Assert.Equal(says?.Replace("for s.", $"for {service}.", StringComparison.Ordinal), Young("AWS::EC2::VPCEndpoint", second, first));
    }

    [Theory]
    [InlineData("""["a", "b"]""", """["b", "c"]""", "b has one route to s")]
    [InlineData("""["a", "b"]""", """["a", "b"]""", "a, b has one route to s")]
    [InlineData("""["a"]""", """["b"]""", null)]
    public void A_route_table_has_one_route_to_a_service(string before, string after, string? says) => Assert.Equal(
        says is null ? null : $"{Words}{says}{TwoSteps} [Properties.RouteTableIds]",
        Young(
            "AWS::EC2::VPCEndpoint", $$"""{"VpcId": "v", "ServiceName": "s", "RouteTableIds": {{before}} }""",
            $$"""{"VpcId": "v", "ServiceName": "s", "RouteTableIds": {{after}} }"""));

    // Another file system has mount targets of its own, and so has one that is replaced.
    [Theory]
    [InlineData("""{"Ref": "Files"}""", """{"Ref": "Files"}""", """{"Encrypted": true}""", """{"Encrypted": true}""", true)]
    [InlineData(
        """{"Ref": "Files"}""", """{"Ref": "Files"}""", """{"Encrypted": true}""", """{"Encrypted": true, "FileSystemTags": []}""", true)]
    [InlineData("""{"Ref": "Files"}""", "\"fs-2\"", """{"Encrypted": true}""", """{"Encrypted": true}""", false)]
    [InlineData("""{"Ref": "Files"}""", """{"Ref": "Files"}""", """{"Encrypted": true}""", """{"Encrypted": false}""", false)]
    [InlineData("\"fs-1\"", "\"fs-1\"", """{"Encrypted": true}""", """{"Encrypted": false}""", true)]
    public void A_zone_has_one_mount_target_of_a_file_system(
        string before, string after, string files, string filesAfter, bool isInTheWay)
    {
        var says = SmallStack.Review(
            $$"""
            {"Files": {"Type": "AWS::EFS::FileSystem", "Properties": {{files}} },
             "Old": {"Type": "AWS::EFS::MountTarget", "Properties": {"FileSystemId": {{before}}, "SubnetId": "a"} } }
            """,
            $$"""
            {"Files": {"Type": "AWS::EFS::FileSystem", "Properties": {{filesAfter}} },
             "Young": {"Type": "AWS::EFS::MountTarget", "Properties": {"FileSystemId": {{after}}, "SubnetId": "b"} } }
            """);

        Assert.Equal(
            isInTheWay, says.Contains($"Young {Words}a file system has one mount target in each zone. ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("v", "w", true)]
    [InlineData("v", "v", false)]
    public void A_file_system_is_in_one_network(string before, string after, bool isOther)
    {
        var says = SmallStack.Review(
            $$"""
            {"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": "{{before}}", "GroupDescription": "d"} },
             "Gone": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": "x"} },
             "Old": {"Type": "AWS::EFS::MountTarget", "Properties": {"FileSystemId": "f", "SubnetId": "a"} } }
            """,
            $$"""
            {"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": "{{after}}", "GroupDescription": "e"} },
             "Young": {"Type": "AWS::EFS::MountTarget", "Properties": {"FileSystemId": "f", "SubnetId": "b"} } }
            """);

        Assert.Equal(isOther, says.Contains("has mount targets in one VPC at a time", StringComparison.Ordinal));
    }

    private static string Endpoint(string vpc, string service, string isPrivate) =>
        $$"""{"VpcId": "{{vpc}}", "ServiceName": "{{service}}", "PrivateDnsEnabled": {{isPrivate}} }""";

    // What is said of a resource that comes when another one of its type goes; null for nothing.
    private static string? Young(string type, string old, string young)
    {
        const string sign = "! replaced: Young ";
        return SmallStack.Review(
                $$"""{"Old": {"Type": "{{type}}", "Properties": {{old}} } }""",
                $$"""{"Young": {"Type": "{{type}}", "Properties": {{young}} } }""")
            .Split('\n').SingleOrDefault(line => line.StartsWith(sign, StringComparison.Ordinal))?[sign.Length..];
    }
}
