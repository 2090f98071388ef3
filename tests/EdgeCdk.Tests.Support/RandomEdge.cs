using CsCheck;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// Valid edge files with random content: every optional key present or not, every mode, every partition, sizes from the least to the
/// most.
/// </summary>
public static class RandomEdge
{
    private const string Hex = "0123456789abcdef";
    private const string Digits = "0123456789";
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private static readonly string[] Jobs =
    [
        "dqc",
        "anomaly-detection",
        "anomaly-detection-auxiliary",
        "metadata-import",
        "snowflake-pushdown",
        "create-table",
    ];

    private static readonly string[] Endpoints = ["s3", "kms", "secretsManager", "sqs"];

    private static readonly string[] AdditionalEndpoints =
    [
        "ecs",
        "ecs-agent",
        "ecs-telemetry",
        "lambda",
        "logs",
        "sts",
        "monitoring",
        "ecr.api",
        "ecr.dkr",
        "elasticfilesystem",
        "events",
    ];

    private static readonly string[] AllEndpoints = [.. AdditionalEndpoints, "cloudformation", "tagging"];

    private static readonly Gen<(string Partition, string Region, string OtherRegion)> Places = Gen.OneOf(
        ("aws", "eu-central-1", "us-west-2"),
        ("aws", "us-east-1", "us-east-1"),
        ("aws", "ap-southeast-4", "il-central-1"),
        ("aws-us-gov", "us-gov-east-1", "us-gov-west-1"),
        ("aws-cn", "cn-northwest-1", "cn-north-1"));

    private static readonly Gen<(int Cpu, int LeastMemoryMiB, int Steps, int StepMiB)> TaskSizes = Gen.OneOf(
        (256, 1024, 2, 1024),
        (512, 1024, 4, 1024),
        (1024, 2048, 7, 1024),
        (2048, 4096, 13, 1024),
        (4096, 8192, 23, 1024),
        (8192, 16384, 12, 4096),
        (16384, 32768, 12, 8192));

    /// <summary>What the workloads of an edge may reach.</summary>
    private enum Reach
    {
        Everything,
        Named,
        NamedWithoutNat,
    }

    /// <summary>Where an edge is, what it is called, its release, and what its workloads may reach.</summary>
    private sealed record Home(
        string Partition, string Region, string OtherRegion, string Account, string Name, string Release, Reach Reach)
    {
        public bool IsClosed => Reach is not Reach.Everything;

        public string Arn(string service, string resource, string? account = null) =>
            $"arn:{Partition}:{service}:{Region}:{account ?? Account}:{resource}";

        public string Ecr(string account)
        {
            var suffix = Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
            return $"{account}.dkr.ecr.{(IsClosed ? Region : OtherRegion)}.{suffix}";
        }

        public string IamArn(string resource, string? account = null) => $"arn:{Partition}:iam::{account ?? Account}:{resource}";
    }

    /// <summary>Name and text of an edge file.</summary>
    public static Gen<(string Name, string Text)> Files { get; } =
        from home in Homes()
        from sections in Sections(home)
        select (home.Name, Text(home, sections));

    /// <summary>
    /// Name of an edge, and its file before and after a change of one to three sections, of the release, or of both. The VPC stays.
    /// </summary>
    public static Gen<(string Name, string Before, string After)> Changes { get; } =
        from home in Homes()
        from before in Sections(home)
        from release in Gen.OneOf("16.6.4", "16.6.5")
        from others in Sections(home with { Release = release })
        from changed in Gen.Shuffle(Enumerable.Range(VpcSections, before.Length - VpcSections).ToArray(), 1, 3)
        let kept = release == home.Release ? changed : [.. changed, ArtifactsSection]
        let after = before.Select((section, index) => kept.Contains(index) ? others[index] : section).ToArray()
        select (home.Name, Text(home, before), Text(home with { Release = release }, after));

    /// <summary>The first files of a series that is the same at every run, no two of one name.</summary>
    public static IReadOnlyList<(string Name, string Text)> First(int count)
    {
        var files = Enumerable.Range(0, 2 * count).Select(number => Files.Generate(new PCG((uint)number, 0), null, out _));
        return [.. files.DistinctBy(file => file.Name).Take(count)];
    }

    // Of the sections, those that a deployed edge cannot change; and the one that names the release.
    private const int VpcSections = 1, ArtifactsSection = 4;

    private static Gen<string[]> Sections(Home home) => Gen.Select(
        Gen.Select(Vpc(home), NetworkKeys(home)),
        ResultBucket(home),
        ControlPlaneAndFunctions(home),
        Artifacts(home),
        Registry(home),
        Observability(home),
        Sizes(),
        Stack(home),
        (vpc, results, controlPlane, artifacts, registry, observability, sizes, stack) =>
            new[] { vpc.Item1, vpc.Item2, results, controlPlane, artifacts, registry, observability, sizes, stack });

    private static string Text(Home home, string[] sections) => $$"""
        edge: { name: "{{home.Name}}", release: {{home.Release}} }
        account: { region: {{home.Region}}, accountId: "{{home.Account}}" }
        {{string.Concat(sections)}}
        """;

    private static Gen<Home> Homes() =>
        from place in Places
        from account in Text(Digits, 12)
        from name in Names
        from release in Gen.OneOf("16.6.4", "16.6.5")
        from reach in Gen.OneOf(Enum.GetValues<Reach>())
        select new Home(place.Partition, place.Region, place.OtherRegion, account, name, release, reach);

    private static Gen<string> Names { get; } =
        from length in Gen.OneOf(Gen.Int[3, 20], Gen.Const(3), Gen.Const(20))
        from first in Text(Letters, 1)
        from middle in Text(Letters + Digits + "-", length - 2).Where(text => !text.Contains("--", StringComparison.Ordinal))
        from last in Text(Letters + Digits, 1)
        select first + middle + last;

    private static Gen<string> Vpc(Home home) =>
        from count in Gen.Int[2, 6]
        from length in Gen.OneOf(8, 17)
        from vpc in Text(Hex, length)
        from subnets in Text(Hex, length).ArrayUnique[count, count + 4]
        from blocks in Some(1, "10.0.0.0/16", "10.1.0.0/20", "100.64.0.0/16", "172.16.0.0/16", "192.168.3.16/28")
        from tables in Text(Hex, length).ArrayUnique[1, 4]
        from zones in Optional(Gen.Shuffle(Zones(home.Region), count).Select(zones => $"  availabilityZones: {List(zones)}\n"))
        select $"""
            vpc:
              vpcId: vpc-{vpc}
              privateSubnetIds: {List(subnets[..count], "subnet-")}
              publicSubnetIds: {List(subnets[count..], "subnet-")}
              cidrBlocks: {List(blocks)}
              privateRouteTableIds: {List(tables, "rtb-")}
            {zones}
            """;

    // The end of the section of the VPC.
    private static Gen<string> NetworkKeys(Home home) =>
        from modes in Optional(Some(1, Endpoints).Select(Gen.OneOf("create", "existing").Array[4], EndpointModes))
        from further in home.IsClosed
            ? Some(0, AllEndpoints).Select(created => $"""
                  additionalEndpoints: {List(created)}
                  existingEndpoints: {List(AllEndpoints.Except(created))}

                """)
            : Optional(Some(0, AdditionalEndpoints).Select(services => $"  additionalEndpoints: {List(services)}\n"))
        from buckets in Some(0, "sfc-stage", "sfc.other-stage")
        from policies in Optional(Gen.OneOf("true", "false")
            .Select(isOn => $"  endpointPolicies: {{ enabled: {isOn}, furtherBuckets: {List(buckets)} }}\n"))
        from proxy in Proxy(home)
        from egress in home.IsClosed ? Egress(proxy.Length > 0) : Gen.Const("")
        let nat = home.Reach is Reach.NamedWithoutNat ? "  internetAccess: false\n" : ""
        select $"{modes}{further}{policies}{nat}{proxy}{egress}\n";

    private static Gen<string> Egress(bool hasProxy) =>
        from blocks in Some(1, "10.9.0.0/16", "10.10.0.0/28", "192.168.0.0/24")
        from sources in Some(0, "\"10.20.0.0/16:5432\"", "\"10.30.7.4/32:1521-1522\"", "\"0.0.0.0/0:443\"")
        from groups in Some(0, "\"sg-0f1924823027c00c7:3306\"", "\"sg-0f192482:1-65535\"")
        from dns in Some(0, "10.0.0.53/32", "10.1.0.0/28")
        select $"""
              egress:
                mode: closed
                s3PrefixListId: pl-6ea54007
                endpointBlocks: {List(blocks)}
                registry: ["0.0.0.0/0:443", "10.8.0.5/32:5000"]
                telemetry: ["203.0.113.7/32:443"]
                proxy: {(hasProxy ? "[\"10.40.0.7/32:3128\"]" : "[]")}
                dataSources: {List(sources)}
                dataSourceGroups: {List(groups)}
                dnsServers: {List(dns)}

            """;

    // The release before reads no proxy.
    private static Gen<string> Proxy(Home home) => home.Release == "16.6.4" ? Gen.Const("") : Optional(
        from host in Gen.OneOf("proxy.example.com", "10.40.0.7")
        from hosts in Some(0, "corp.example.com", "10.20.0.7", "a--b")
        from secret in Optional(Secret(home, "caSecret").Select(secret => $", {secret}"))
        select $"  proxy: {{ url: \"http://{host}:3128\", noProxy: {List(hosts)}{secret} }}\n");

    private static string EndpointModes(string[] services, string[] modes)
    {
        var pairs = services.Zip(modes, (service, mode) => $"{service}: {mode}");
        return $"  endpoints: {{ {string.Join(", ", pairs)} }}\n";
    }

    private static Gen<string> ResultBucket(Home home) =>
        from bucket in Text(Letters + Digits, 3)
        from path in Gen.OneOf("", "teams/data/")
        from region in Gen.OneOf(home.Region, home.IsClosed ? home.Region : home.OtherRegion)
        select $"s3: {{ bucketName: \"{bucket}\", iamRoleArn: \"{home.IamArn($"role/{path}s3-role")}\", region: {region} }}\n";

    // Together, since a queue must hide a message for as long as its function may take.
    private static Gen<string> ControlPlaneAndFunctions(Home home) =>
        from account in Text(Digits, 12)
        from sources in Gen.OneOf("enabled", "disabled")
        from key in Optional(Key(home, account).Select(key => $"  queueKeyArn: {key}\n"))
        from request in Function("metadataBrowsing", "requestQueue", 300)
        from result in Function("dqResultsReader", "resultReaderQueue", 120)
        from own in OwnFunctions(home)
        select $"""
            controlPlane:
              edgeAccessRoleArn: {home.IamArn("role/edge-access", account)}
              requestQueueArn: {home.Arn("sqs", $"{home.Name}-requests", account)}
              resultReaderQueueArn: {home.Arn("sqs", $"{home.Name}_results", account)}
              eventSources: {sources}
            {key}{request.Queue}{result.Queue}functions:
            {request.Function}{result.Function}{own}
            """;

    private static Gen<string> OwnFunctions(Home home) =>
        from inVpc in Optional(Gen.OneOf("true", "false").Select(isIn => $"  ownFunctionsInVpc: {isIn}\n"))
        from signing in Optional(Text(Letters + Digits, 17)
            .Select(id => $"  codeSigningConfigArn: {home.Arn("lambda", $"code-signing-config:csc-{id}")}\n"))
        from reserved in Optional(Gen.Int[100, 1000].Select(count => $"  reservedConcurrentExecutions: {count}\n"))
        select $"{inVpc}{signing}{reserved}";

    private static Gen<(string Function, string Queue)> Function(string name, string queue, int releaseTimeout) =>
        from concurrency in Optional(Gen.OneOf(Gen.Int[0, 100], Gen.Const(0)).Select(count => $"provisionedConcurrency: {count}, "))
        from timeout in Gen.Int[1, 900].Nullable()
        from visibility in Optional(Gen.Int[timeout ?? releaseTimeout, 43200].Select(seconds => $"  {queue}VisibilitySeconds: {seconds}\n"))
        select ($"  {name}: {{ {concurrency}{(timeout is null ? "" : $"timeoutSeconds: {timeout}")} }}\n", visibility);

    private static Gen<string> Artifacts(Home home) => Gen.OneOf(
        Gen.Const("artifacts: { directory: packages }\n"),
        from prefix in Optional(Gen.OneOf("edge/", $"edge/{home.Release}/").Select(prefix => $", prefix: {prefix}"))
        from key in Optional(Key(home, "999988887777").Select(key => $", keyArn: \"{key}\""))
        select $"artifacts: {{ bucket: vendor.releases-1{prefix}{key} }}\n");

    // Without NAT, the vendor's registry cannot be reached.
    private static Gen<string> Registry(Home home) => Gen.OneOf(
        Gen.Const(home.Reach is Reach.NamedWithoutNat ? "registry: { prefix: mirror.example.com, credentials: none }\n" : ""),
        Gen.OneOf("mirror.example.com", "mirror:5000/edge/", "registry.example.com/a/b_c")
            .Select(prefix => $"registry: {{ prefix: \"{prefix}\", credentials: none }}\n"),
        Gen.OneOf("/", "/edge/data")
            .Select(Text(Digits, 12), (path, account) => $"registry: {{ prefix: {home.Ecr(account)}{path}, credentials: none }}\n"),
        from prefix in home.Reach is Reach.NamedWithoutNat
            ? Gen.Const("prefix: mirror.example.com/edge")
            : Optional(Gen.Const("prefix: mirror.example.com/edge"))
        from secret in Optional(Secret(home, "secret"))
        select $"registry: {{ {prefix}{(prefix.Length > 0 && secret.Length > 0 ? ", " : "")}{secret} }}\n");

    private static Gen<string> Observability(Home home) =>
        from enabled in Gen.Bool
        from secret in Optional(Secret(home, "otlpSecret").Select(secret => $", {secret}"))
        from alarms in Gen.OneOf("", "alarms: { create: true }\n", $"alarms: {{ topicArn: \"{home.Arn("sns", "edge_alarms")}\" }}\n")
        select $"observability: {{ enabled: {(enabled ? "true" : "false")}{secret} }}\n{alarms}";

    private static Gen<string> Sizes() =>
        from jobs in Some(0, Jobs)
        from sizes in Size.Array[6]
        from storage in Optional(Gen.Int[21, 200].Select(size => $"ephemeralStorageGiB: {size}")).Array[6]
        from replicas in Optional(Gen.OneOf(Gen.Int[0, 10], Gen.Const(0)).Select(count => $", replicas: {count}"))
        from own in Size
        let overrides = jobs.Select((job, index) => $"{job}: {{ {sizes[index]}, {storage[index]} }}")
        select $$"""
            jobs: { {{string.Join(", ", overrides)}} }
            planeManager: { {{own}}{{replicas}} }

            """;

    private static Gen<string> Size { get; } =
        from size in TaskSizes
        from step in Gen.Int[0, size.Steps - 1]
        select $"cpu: {size.Cpu}, memoryMiB: {size.LeastMemoryMiB + (step * size.StepMiB)}";

    private static Gen<string> Stack(Home home) =>
        from boundary in Optional(Gen.OneOf(home.Account, "aws").Select(account => home.IamArn("policy/teams/boundary", account))
            .Select(arn => $"iam: {{ permissionsBoundaryArn: \"{arn}\" }}\n"))
        from accounts in Optional(Text(Digits, 12).ArrayUnique[0, 50].Select(accounts => accounts.Select(account => $"\"{account}\""))
            .Select(accounts => $"customerRoleAccounts: {List(accounts)}\n"))
        from days in Optional(Gen.OneOf(1, 7, 365, 3653).Select(days => $"logRetentionDays: {days}\n"))
        from retention in Optional(Gen.OneOf("delete", "retain").Select(mode => $"dataRetention: {mode}\n"))
        from logs in Optional(Text(Letters + Digits, 3).Select(name => $"accessLogBucket: logs-{name}\n"))
        from backup in Optional(Gen.OneOf("true", "false").Select(isOn => $"fileSystem: {{ backup: {isOn} }}\n"))
        from protection in Optional(Gen.OneOf("true", "false").Select(isProtected => $"terminationProtection: {isProtected}\n"))
        from names in Text(Letters + Digits + "_.:+-@ äЖ字", 12).Where(name => name[0] != '-' && name.Trim() == name).ArrayUnique[0, 40]
        from value in Text("aZ09_.:/=+-@ äЖ字", 40).Where(value => value.Trim() == value)
        let tags = names.Select(name => $"\"{name}\": \"{value}\"")
        select $"{boundary}{accounts}{days}{retention}{logs}{backup}{protection}tags: {{ {string.Join(", ", tags)} }}\n";

    private static Gen<string> Secret(Home home, string key) =>
        from name in Text(Letters + "/_+=.@-", 9)
        from suffix in Text(Letters + Digits, 6)
        from keyArn in Optional(Key(home, home.Account).Select(arn => $", {key}KeyArn: \"{arn}\""))
        select $"{key}Arn: \"{home.Arn("secretsmanager", $"secret:{name}-x-{suffix}")}\"{keyArn}";

    private static Gen<string> Key(Home home, string account) => Gen.OneOf(
        Text(Hex, 32).Select(id => home.Arn("kms", $"key/mrk-{id}", account)),
        Text(Hex, 12).Select(id => home.Arn("kms", $"key/1234abcd-12ab-34cd-56ef-{id}", account)));

    private static string[] Zones(string region) => [.. "abcdef".Select(letter => $"{region}{letter}")];

    private static Gen<string[]> Some(int least, params string[] items) => Gen.Shuffle(items, least, items.Length);

    private static Gen<string> Optional(Gen<string> text) => Gen.OneOf(Gen.Const(""), text);

    private static Gen<string> Text(string characters, int length) =>
        Gen.Int[0, characters.Length - 1].Array[length].Select(indices => string.Concat(indices.Select(index => characters[index])));

    private static string List(IEnumerable<string> items, string prefix = "") =>
        $"[{string.Join(", ", items.Select(item => prefix + item))}]";
}
