using Amazon.CDK.Assertions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Constructs.Tests.Foundation;

public sealed class SharedFileSystemTests(SynthesizedEdges edges)
{
    private readonly Template _demo = edges.Assertions(EdgeFiles.Demo);

    [Fact]
    public void It_is_encrypted_and_elastic() => _demo.HasResourceProperties("AWS::EFS::FileSystem", new Map
    {
        ["Encrypted"] = true,
        ["KmsKeyId"] = edges.Demo.GetAtt("GeneralKey/Key"),
        ["PerformanceMode"] = "generalPurpose",
        ["ThroughputMode"] = "elastic",
    });

    [Fact]
    public void It_lets_the_account_mount_over_tls_through_a_mount_target_but_never_as_root() => Assert.Equal(
        [
            "Allow arn:aws:iam::123456789011:root: elasticfilesystem:ClientMount if Bool elasticfilesystem:AccessedViaMountTarget = true",
            "Deny *: * if Bool aws:SecureTransport = false",
            "Deny *: elasticfilesystem:ClientRootAccess",
        ],
        edges.Demo.Statements("FileSystem/FileSystem", "FileSystemPolicy"));

    [Fact]
    public void It_is_backed_up_when_that_is_asked_for_and_not_otherwise()
    {
        edges.Assertions(EdgeFiles.Full).HasResourceProperties("AWS::EFS::FileSystem", Backup("ENABLED"));
        _demo.HasResourceProperties("AWS::EFS::FileSystem", Backup("DISABLED"));

        static Map Backup(string status) => new() { ["BackupPolicy"] = new Map { ["Status"] = status } };
    }

    [Fact]
    public void The_order_of_the_subnets_in_the_edge_file_means_nothing()
    {
        var first = "    - \"subnet-0fa6e2c437dd0e5fd\"\n";
        var second = "    - \"subnet-0156acffabb5aa872\"\n";

        Assert.Equal(edges.Demo.Text, edges.SynthesizeDemoWith(first + second, second + first).Text);
    }

    [Fact]
    public void Another_subnet_changes_no_other_logical_id()
    {
        var more = edges.SynthesizeDemoWith(
            "    - \"subnet-0fa6e2c437dd0e5fd\"\n", "    - \"subnet-0fa6e2c437dd0e5fd\"\n    - \"subnet-00000000000000001\"\n");

        Assert.Equal(
            ["AWS::EFS::MountTarget", "AWS::Lambda::Version", "AWS::Lambda::Version"],
            more.Resources.Where(resource => edges.Demo.Resources.All(known => known.LogicalId != resource.LogicalId))
                .Select(resource => resource.Type)
                .Order());
        Assert.Equal(
            ["AWS::Lambda::Version", "AWS::Lambda::Version"],
            edges.Demo.Resources.Where(resource => more.Resources.All(known => known.LogicalId != resource.LogicalId))
                .Select(resource => resource.Type));
    }

    [Theory, InlineData("/drivers"), InlineData("/otel")]
    public void An_access_point_makes_its_directory_for_the_user_it_acts_as(string path) =>
        _demo.HasResourceProperties("AWS::EFS::AccessPoint", new Map
        {
            ["FileSystemId"] = edges.Demo.Ref("FileSystem/FileSystem"),
            ["PosixUser"] = Match.ObjectEquals(new Map { ["Gid"] = "1000", ["Uid"] = "1000" }),
            ["RootDirectory"] = new Map
            {
                ["CreationInfo"] = new Map { ["OwnerGid"] = "1000", ["OwnerUid"] = "1000", ["Permissions"] = "0755" },
                ["Path"] = path,
            },
        });

    [Theory, ClassData(typeof(EveryEdge))]
    public void It_has_the_two_access_points(string edge) => edges.Assertions(edge).ResourceCountIs("AWS::EFS::AccessPoint", 2);

    [Theory, ClassData(typeof(EveryEdge))]
    public void Its_group_admits_nfs_from_each_workload_that_mounts_it_and_nothing_else(string edge)
    {
        var template = edges[edge];

        Assert.Null(template.At("FileSystem/SecurityGroup")["SecurityGroupIngress"]);
        var admitted = template.OfType("AWS::EC2::SecurityGroupIngress").Where(
            ingress => template.Text(ingress, "GroupId") == "${FileSystem/SecurityGroup.GroupId}").ToList();
        Assert.Equal(
            [
                "ConnectorsRollout/Network/SecurityGroup", "Jobs/Network/SecurityGroup", "MetadataBrowsing/Function/Network/SecurityGroup",
                .. edges.HasTelemetry(edge) ? (string[])["Observability/Otlp/TargetSecurityGroup"] : [],
            ],
            admitted.Select(ingress => template.Target(ingress["SourceSecurityGroupId"])!.Path).Order(StringComparer.Ordinal));
        Assert.All(admitted, ingress => Assert.Equal(
            $$"""
            Description: NFS
            FromPort: 2049
            GroupId: ${FileSystem/SecurityGroup.GroupId}
            IpProtocol: tcp
            SourceSecurityGroupId: ${{{template.Target(ingress["SourceSecurityGroupId"])!.Path}}.GroupId}
            ToPort: 2049
            """,
            template.Text(ingress)));
    }

    [Fact]
    public void Connectors_Rollout_writes_the_connectors_and_others_read_them() => Assert.Equal(
        [
            "Jobs/Dqc/TaskRole: ClientMount",
            "Jobs/AnomalyDetection/TaskRole: ClientMount",
            "Jobs/AnomalyDetectionAuxiliary/TaskRole: ClientMount",
            "Jobs/MetadataImport/TaskRole: ClientMount",
            "Jobs/SnowflakePushdown/TaskRole: ClientMount",
            "Jobs/CreateTable/TaskRole: ClientMount",
            "ConnectorsRollout/Task/TaskRole: ClientMount ClientWrite",
            "MetadataBrowsing/Function/Role: ClientMount",
        ],
        Mounts(edges.Demo).Select(
            mount =>
                $"{mount.Role[..^"/Role".Length]}: {string.Join(' ', mount.Statement.Actions.Select(action => action.Split(':')[1]))}"));

    [Theory, ClassData(typeof(EveryEdge))]
    public void A_right_to_mount_is_for_this_file_system_and_one_access_point(string edge)
    {
        var template = edges[edge];
        var statements = Mounts(template).Select(mount => mount.Statement).ToList();

        Assert.Equal(edges.HasTelemetry(edge) ? 9 : 8, statements.Count);
        Assert.All(
            statements, statement => Assert.Equal("${FileSystem/FileSystem.Arn}", template.Value(Assert.Single(statement.Resources))));
        Assert.All(statements, statement => Assert.Contains(
            template.Value(statement.Json["Condition"]!["StringEquals"]!["elasticfilesystem:AccessPointArn"]),
            (string[])["${FileSystem/Drivers.Arn}", "${FileSystem/Otel.Arn}"]));
    }

    [Fact]
    public void Only_the_telemetry_collector_mounts_the_other_directory() => Assert.Equal(
        ["Observability/Task/TaskRole/Role: elasticfilesystem:ClientMount elasticfilesystem:ClientWrite"],
        Mounts(edges.Watched).Where(
            mount => edges.Watched.Value(
                mount.Statement.Json["Condition"]!["StringEquals"]!["elasticfilesystem:AccessPointArn"]) == "${FileSystem/Otel.Arn}")
            .Select(mount => $"{mount.Role}: {string.Join(' ', mount.Statement.Actions)}"));

    private static IEnumerable<(string Role, PolicyStatement Statement)> Mounts(SynthesizedTemplate template) =>
        template.OfType("AWS::IAM::Role").SelectMany(role =>
            PolicyStatement.OfRole(template, role)
                .Where(statement => statement.Actions.Any(action => action.StartsWith("elasticfilesystem:", StringComparison.Ordinal)))
                .Select(statement => (role.Path, statement)));
}
