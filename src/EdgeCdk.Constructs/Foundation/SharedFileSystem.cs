using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.EFS;
using Constructs;

namespace EdgeCdk.Foundation;

/// <summary>
/// The file system that brings connectors to the workloads and keeps telemetry over a restart. Its own policy allows principals of
/// the account to mount it, through a mount target and over TLS; which of them may, and who may write, is in their own policies.
/// </summary>
internal sealed class SharedFileSystem : Construct
{
    private readonly string _arn;
    private readonly bool _createsRules;

    /// <param name="scope">Parent.</param>
    /// <param name="id">Id.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="key">Encrypts it.</param>
    /// <param name="network">Where it is mounted.</param>
    /// <param name="backup">Whether AWS Backup copies it every day.</param>
    public SharedFileSystem(Construct scope, string id, EdgeContext edge, GeneralKey key, PrivateNetwork network, When backup)
        : base(scope, id)
    {
        var fileSystem = new CfnFileSystem(this, "FileSystem", new CfnFileSystemProps
        {
            Encrypted = true,
            KmsKeyId = key.Arn,
            PerformanceMode = "generalPurpose",
            // A file system this small earns next to no burst credits, and every cold start reads the connectors.
            ThroughputMode = "elastic",
            // Stated both ways: a policy that is taken out of a template may stay as it was.
            BackupPolicy = new CfnFileSystem.BackupPolicyProperty { Status = backup.IfElse("ENABLED", "DISABLED")! },
            FileSystemPolicy = Statement.Document(
            [
                Statement.Allow("MountThroughAMountTarget", ["elasticfilesystem:ClientMount"])
                    .ForAws(edge.AccountPrincipal).When("Bool", "elasticfilesystem:AccessedViaMountTarget", "true"),
                Statement.Deny("RefuseWithoutTls", ["*"]).ForAws("*").When("Bool", "aws:SecureTransport", "false"),
                Statement.Deny("RefuseRootAccess", ["elasticfilesystem:ClientRootAccess"]).ForAws("*"),
            ]),
        });
        Retention.AsConfigured(fileSystem, edge, keepReplaced: true);
        (Id, _arn) = (fileSystem.Ref, fileSystem.AttrArn);

        _createsRules = network.ExistingGroups is null;
        SecurityGroupId = network.ExistingGroups?.FileSystem ?? CreateSecurityGroup(network);

        MountTargets = new Construct(this, "MountTargets");
        foreach (var subnet in network.Subnets)
        {
            subnet.When.ApplyTo(new CfnMountTarget(MountTargets, subnet.Key, new CfnMountTargetProps
            {
                FileSystemId = Id,
                SubnetId = subnet.Id,
                SecurityGroups = [SecurityGroupId],
            }));
        }

        Drivers = CreateAccessPoint("Drivers", "drivers");
        Otel = CreateAccessPoint("Otel", "otel");
    }

    /// <summary>The connectors: written by Connectors Rollout, read by jobs and Metadata Browsing.</summary>
    public AccessPoint Drivers { get; }

    /// <summary>The telemetry collector's queue. Always there, so that switching the collector on and off keeps its data.</summary>
    public AccessPoint Otel { get; }

    public string Id { get; }

    /// <summary>Group of the mount targets.</summary>
    public string SecurityGroupId { get; }

    /// <summary>What mounts the file system must wait for these: before, its name does not resolve.</summary>
    public Construct MountTargets { get; }

    /// <summary>
    /// Allows NFS from a workload. The rule is a child of the workload: it is created and deleted with it. Existing groups have their
    /// rules already.
    /// </summary>
    /// <returns>The rule, if the stack creates it: it must exist before the workload mounts the file system.</returns>
    public IReadOnlyList<IDependable> AllowNfs(Construct workload, string securityGroupId) => !_createsRules ? [] :
    [
        new CfnSecurityGroupIngress(workload, "NfsIngress", new CfnSecurityGroupIngressProps
        {
            GroupId = SecurityGroupId,
            SourceSecurityGroupId = securityGroupId,
            IpProtocol = "tcp",
            FromPort = 2049,
            ToPort = 2049,
            Description = "NFS",
        }),
    ];

    /// <summary>Allows a role to mount an access point to read.</summary>
    public Statement AllowRead(AccessPoint accessPoint) => AllowMount(accessPoint, "elasticfilesystem:ClientMount");

    /// <summary>Allows a role to mount an access point to read and write.</summary>
    public Statement AllowWrite(AccessPoint accessPoint) =>
        AllowMount(accessPoint, "elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite");

    private string CreateSecurityGroup(PrivateNetwork network) =>
        new CfnSecurityGroup(this, "SecurityGroup", new CfnSecurityGroupProps
        {
            GroupDescription = "Edge file system: NFS from the workloads that mount it",
            VpcId = network.VpcId,
            SecurityGroupEgress = Defaults.NoEgress,
        }).AttrGroupId;

    private Statement AllowMount(AccessPoint accessPoint, params string[] actions) =>
        Statement.Allow("MountFileSystem", actions, _arn).When("StringEquals", "elasticfilesystem:AccessPointArn", accessPoint.Arn);

    private AccessPoint CreateAccessPoint(string id, string name)
    {
        // Without CreationInfo the directory would not exist, and every mount would fail; with another owner, every write.
        const string user = "1000";
        var accessPoint = new CfnAccessPoint(this, id, new CfnAccessPointProps
        {
            FileSystemId = Id,
            PosixUser = new CfnAccessPoint.PosixUserProperty { Uid = user, Gid = user },
            RootDirectory = new CfnAccessPoint.RootDirectoryProperty
            {
                Path = $"/{name}",
                CreationInfo = new CfnAccessPoint.CreationInfoProperty { OwnerUid = user, OwnerGid = user, Permissions = "0755" },
            },
        });
        return new AccessPoint(name, accessPoint.Ref, accessPoint.AttrArn);
    }
}
