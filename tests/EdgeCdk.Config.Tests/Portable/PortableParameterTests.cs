using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Tests.Fuzzing;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Portable;

public sealed partial class PortableParameterTests
{
    private const string Letters = "abcxyzABZ0159-_.:/+=@! *\\\"'";

    private static readonly EdgeDefinition Edge = Workspace.LoadEdge();
    private static readonly Dictionary<string, PortableParameter> Parameters = PortableParameters.For(Edge.Release)
        .ToDictionary(parameter => parameter.Name);

    /// <summary>Parameters whose value is that of a key, with values that the key takes.</summary>
    public static TheoryData<string, string[]> OneValue => new()
    {
        { "EdgeName", ["acme-prod", "abc", "a2345678901234567890"] },
        { "PrivateSubnet3", ["subnet-0156acff", "subnet-0156acffabb5aa872"] },
        { "ResultBucketName", ["bucket-s3-ecc58765", "a.b-c"] },
        { "ResultBucketRegion", ["eu-central-1", "us-gov-west-1"] },
        { "ResultRoleArn", ["arn:aws:iam::012345678901:role/data/s3-role"] },
        { "EdgeAccessRoleArn", ["arn:aws-cn:iam::999988887777:role/edge-access"] },
        { "RequestQueueArn", ["arn:aws:sqs:eu-central-1:999988887777:acme-prod_requests"] },
        {
            "QueueKeyArn",
            [
                "arn:aws:kms:eu-central-1:999988887777:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "arn:aws:kms:eu-central-1:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            ]
        },
        { "EventSources", ["enabled", "disabled"] },
        { "S3Endpoint", ["create", "existing"] },
        { "ArtifactBucket", ["vendor-releases-eu-central-1"] },
        { "ArtifactKeyArn", ["arn:aws:kms:eu-central-1:999988887777:key/mrk-1234abcd12ab34cd56ef1234567890ab"] },
        {
            "RegistrySecretArn",
            [
                "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/registry-AbCdEf",
                "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge-secret",
            ]
        },
        { "OtlpSecretArn", ["arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/otlp-AbCdEf"] },
        { "Observability", ["true", "false"] },
        { "PlaneManagerReplicas", ["0", "10", "11", "-1"] },
        { "MetadataBrowsingProvisionedConcurrency", ["0", "100", "101"] },
        { "DqResultsReaderTimeoutSeconds", ["1", "900", "901"] },
        { "PermissionsBoundaryArn", ["arn:aws:iam::aws:policy/teams/boundary"] },
        { "LogRetentionDays", ["30", "31", "3653"] },
    };

    /// <summary>Parameters that hold several values of a key.</summary>
    public static TheoryData<string, int, string[]> Several => new()
    {
        { "CidrBlocks", 5, ["10.0.0.0/16", "100.64.0.0/10", "172.16.0.0/20", "192.168.0.0/28", "10.1.0.0/16", "10.2.0.0/16"] },
        { "PrivateRouteTableIds", 16, ["rtb-0aa11bb2", "rtb-0aa11bb22cc33dd44", "rtb-0aa11bb3"] },
        { "CustomerRoleAccounts", 5, ["111122223333", "222233334444", "333344445555", "444455556666", "555566667777", "666677778888"] },
        { "EgressEndpointBlocks", 3, ["10.20.0.0/16", "10.20.0.7/32", "0.0.0.0/0"] },
        { "EgressDataSources", 3, ["10.20.0.0/16:5432", "10.20.0.7/32:1024-65535", "0.0.0.0/0:443"] },
        { "EgressDataSourceGroups", 3, ["sg-0f192482:5432", "sg-0f1924823027c00c7:1521-1522"] },
        { "AdditionalEndpoints", 11, ["ecs", "ecs-agent", "ecr.api", "sts", "ec2"] },
    };

    [Theory]
    [MemberData(nameof(OneValue))]
    public void A_parameter_takes_what_the_key_takes_and_nothing_else(string name, string[] samples)
    {
        var parameter = Parameters[name];
        var key = ConfigKey.Find(ConfigKey.OfEdge, parameter.Key!)!;
        Property.Holds(Mutated(Gen.OneOf(samples)), 300, value =>
        {
            // What is left out of a file is empty here, and a duration of 0 is the release's. Files take away spaces around an item.
            // CloudFormation takes zeros before a number.
            var isDifferent = value.Trim().Length < value.Length || value == "0" && name.EndsWith(
                "TimeoutSeconds", StringComparison.Ordinal) || parameter.Type == "Number" && LeadingZero().IsMatch(value);
            if (value.Length > 0 && !isDifferent)
                Assert.True(Takes(key, value) == Takes(parameter, value), $"{name}: {value}");
        });
    }

    [Theory]
    [MemberData(nameof(Several))]
    public void A_parameter_takes_the_lists_that_the_key_takes_and_no_others(string name, int most, string[] samples)
    {
        var parameter = Parameters[name];
        var key = ConfigKey.Find(ConfigKey.OfEdge, parameter.Key!)!;
        var changed = Mutated(Gen.OneOf(samples)).Where(item => item.Trim().Length == item.Length && item.Length > 0);
        Property.Holds(Gen.OneOf(Gen.OneOf(samples), changed).List[1, most + 1], 400, items =>
        {
            var isRight = items.All(item => Takes(key, item)) && items.Count <= most && items.Distinct().Count() == items.Count;
            Assert.True(isRight == Takes(parameter, string.Join(',', items)), $"{name}: {string.Join(',', items)}");
        });
    }

    [Theory]
    [InlineData("edge/16.6.5/", true)]
    [InlineData("", true)]
    [InlineData("edge/", true)]
    [InlineData("edge/16.6.4/", false)]
    [InlineData("edge/116.6.5/", false)]
    [InlineData("edge/16.6.4/of/16.6.5/", true)]
    [InlineData("edge/16.6.5", false)]
    public void A_prefix_that_carries_another_release_is_refused(string prefix, bool isRight) =>
        Assert.Equal(isRight, Takes(Parameters["ArtifactPrefix"], prefix));

    [Theory]
    [InlineData("registry.example.com/edge/", true)]
    [InlineData("registry.example.com/edge", false)]
    [InlineData("https://registry.example.com/edge/", false)]
    public void A_registry_is_written_with_a_slash_at_its_end(string prefix, bool isRight) =>
        Assert.Equal(isRight, Takes(Parameters["RegistryPrefix"], prefix));

    [Theory]
    [InlineData("off", true)]
    [InlineData("create", true)]
    [InlineData("arn:aws:sns:eu-central-1:123456789011:alarms", true)]
    [InlineData("", false)]
    [InlineData("alarms", false)]
    public void Alarms_are_off_or_have_a_topic(string topic, bool isRight) => Assert.Equal(isRight, Takes(Parameters["AlarmTopic"], topic));

    [Fact]
    public void Every_default_is_taken()
    {
        foreach (var parameter in Parameters.Values.Where(parameter => parameter.Default is not null))
            Assert.True(Takes(parameter, parameter.Default!), parameter.Name);
    }

    [Fact]
    public void Every_parameter_says_what_it_is_for_and_what_is_right()
    {
        Assert.All(Parameters.Values, parameter =>
        {
            Assert.NotEqual("", parameter.Description);
            Assert.True(parameter.Constraint is not null, parameter.Name);
        });
        Assert.InRange(Parameters.Count, 30, 70);
    }

    [Fact]
    public void Every_key_of_an_edge_file_is_a_parameter_or_named_as_what_is_none()
    {
        // Decided by the place of the stack, by which template it is, by its tags and protection, by how it is deployed, or only checked in
        // files.
        string[] none =
        [
            "edge.release", "account.region", "account.accountId", "vpc.publicSubnetIds", "vpc.availabilityZones",
            "vpc.existingEndpoints", "vpc.internetAccess", "vpc.endpointOwner",
            .. FunctionTraitsAttribute.All.Select(function => function.QueueVisibilityKey),
            .. FunctionTraitsAttribute.All.Where(function => !Parameters.ContainsKey(function.QueueArn))
                .Select(function => function.QueueArnKey),
            "artifacts.directory", "dataRetention", "terminationProtection", "tags", "jobs.<job>.cpu", "jobs.<job>.memoryMiB",
            "jobs.<job>.ephemeralStorageGiB", "planeManager.cpu", "planeManager.memoryMiB", "alarms.create",
            "alarms.rollbackTriggers", "alarms.monitoringTimeInMinutes", "deployment.wave", "deployment.customer",
            "registry.credentials", "controlPlane.edgeAccessExternalId", "iam.roles", "iam.rolePath", "kms.generalKeyArn",
            "kms.dataQualityKeyArn", .. WorkloadGroup.All.Select(group => group.Key),
        ];
        var keys = ConfigKey.OfEdge.SelectMany(key => key.WithDescendants()).Where(key => key.Children.Count == 0).Select(key => key.Path);
        Assert.Equal(
            keys.Except(none).Order(),
            Parameters.Values.Select(parameter => parameter.Key).OfType<string>().Select(PathOf).Distinct().Except(["registry"]).Order());

        static string PathOf(string key) => ConfigKey.Find(ConfigKey.OfEdge, key)?.Path ?? key;
    }

    // How many items a list may have is another matter.
    private static bool Takes(ConfigKey key, string value) =>
        key.Check(value).All(problem => key.Kind is KeyKind.List && problem.Key == key.Path);

    private static bool Takes(PortableParameter parameter, string value) =>
        (parameter.AllowedValues.Count == 0 || parameter.AllowedValues.Contains(value))
        && (parameter.Pattern is null || Regex.IsMatch(value, parameter.Pattern, RegexOptions.CultureInvariant))
        && value.Length <= parameter.MaxLength
        && (
            parameter.Type != "Number" || value[..1] != "+" && int.TryParse(
                value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out var number) && !(number < parameter.Minimum) && !(number > parameter.Maximum));

    [GeneratedRegex(@"\A[-+]?0\d")]
    private static partial Regex LeadingZero();

    // A value as it is, or with a character exchanged, added or left out.
    private static Gen<string> Mutated(Gen<string> values) =>
        from value in values
        from at in Gen.Int[0, value.Length - 1]
        from letter in Gen.OneOf(Letters.ToCharArray())
        from change in Gen.Int[0, 3]
        select change switch
        {
            0 => value,
            1 => $"{value[..at]}{letter}{value[(at + 1)..]}",
            2 => value.Insert(at, letter.ToString()),
            _ => value.Remove(at, 1),
        };
}
