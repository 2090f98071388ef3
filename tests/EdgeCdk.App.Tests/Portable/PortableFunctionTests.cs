using EdgeCdk.Config;
using EdgeCdk.Config.Portable;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Portable;

/// <summary>A function version is a snapshot: CloudFormation makes a new one when its description changes.</summary>
public sealed class PortableFunctionTests(SynthesizedEdges edges)
{
    private static readonly EdgeDefinition Edge = PortableEdges.All["full"];

    [Theory]
    [InlineData("EdgeName", "another", true, true)]
    [InlineData("PrivateSubnet1", "subnet-0dddddddddddddddd", true, true)]
    [InlineData("PrivateSubnet3", "", true, true)]
    [InlineData("Observability", "false", true, true)]
    [InlineData("MetadataBrowsingTimeoutSeconds", "78", true, false)]
    [InlineData("DqResultsReaderTimeoutSeconds", "78", false, true)]
    [InlineData("ResultBucketName", "other-results", false, true)]
    [InlineData("ResultBucketRegion", "eu-west-2", false, true)]
    [InlineData("ResultRoleArn", "arn:aws:iam::012345678901:role/other", false, true)]
    [InlineData("ProxyUrl", "http://proxy.example.com:3129", true, false)]
    [InlineData("ProxyUrl", "", true, false)]
    [InlineData("NoProxy", "other.example.com", true, false)]
    [InlineData("ProxyCaSecretArn", "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/other-AbCdEf", true, false)]
    [InlineData("ProxyCaSecretKeyArn", "", false, false)]
    [InlineData("CidrBlocks", "10.7.0.0/16", false, false)]
    [InlineData("LogRetentionDays", "7", false, false)]
    [InlineData("MetadataBrowsingProvisionedConcurrency", "9", false, false)]
    [InlineData("EventSources", "disabled", false, false)]
    [InlineData("RegistryPrefix", "mirror.example.com/", false, false)]
    public void A_parameter_publishes_a_version_of_the_functions_that_it_reaches(
        string parameter, string value, bool metadataBrowsing, bool dqResultsReader)
    {
        var values = PortableValues.Of(Edge).ToDictionary();
        Assert.NotEqual(value, values[parameter]);

        var before = Functions(values);
        values[parameter] = value;
        var after = Functions(values);

        Assert.Equal(
            (metadataBrowsing, dqResultsReader),
            (
                before["MetadataBrowsing"].Description != after["MetadataBrowsing"].Description,
                before["DqResultsReader"].Description != after["DqResultsReader"].Description));
        // A function that changes without a new version would go on as it was; a version of a function that did not change fails.
        Assert.All(before.Keys, function => Assert.Equal(
            before[function].Function != after[function].Function,
            before[function].Description != after[function].Description));
    }

    [Fact]
    public void Each_release_publishes_a_version_of_both() => Assert.All(
        new[] { "MetadataBrowsing", "DqResultsReader" },
        // By its id: a version that a failed upgrade made is removed again, and the same upgrade can be repeated.
        function => Assert.NotEqual(
            Version(edges.Portable("16.6.4"), function).LogicalId, Version(edges.Portable("16.6.5"), function).LogicalId));

    [Fact]
    public void The_longest_values_fit()
    {
        var values = PortableValues.Of(Edge).ToDictionary();
        values["EdgeName"] = new string('e', 20);
        values["ResultBucketName"] = new string('b', 63);
        values["ResultBucketRegion"] = "ap-southeast-1";
        values["ResultRoleArn"] = $"arn:aws:iam::012345678901:role/{new string('r', 64)}".PadRight(
            PortableParameters.LongestResultRoleArn, 'r');
        values["DqResultsReaderTimeoutSeconds"] = "900";
        values["MetadataBrowsingTimeoutSeconds"] = "900";
        values["ProxyUrl"] = $"http://{new string('p', ProxyParameters.LongestUrl - 12)}:3128";
        values["NoProxy"] = new string('n', ProxyParameters.LongestNoProxy);
        values["ProxyCaSecretArn"] = "arn:aws:secretsmanager:eu-central-1:012345678901:secret:".PadRight(
            ProxyParameters.LongestCaSecretArn, 's');

        Assert.All(Functions(values).Values, function => Assert.InRange(function.Description.Length, 200, 256));
    }

    private static Resource Version(SynthesizedTemplate template, string function) => template.At($"{function}/Function/Version");

    private Dictionary<string, (string Function, string Description)> Functions(IReadOnlyDictionary<string, string> values)
    {
        var template = edges.Portable(Edge);
        var resources = new InstantiatedTemplate(template.Json, values, StackPlace.Of(Edge.Config)).Resources;
        return new[] { "MetadataBrowsing", "DqResultsReader" }.ToDictionary(
            function => function,
            function => (
                resources[template.At($"{function}/Function/Function").LogicalId]!["Properties"]!.ToJsonString(),
                resources[template.At($"{function}/Function/Version").LogicalId]!["Properties"]!["Description"]!.ToString()));
    }
}
