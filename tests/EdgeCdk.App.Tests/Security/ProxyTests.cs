using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Config.Network;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>What code is told about the proxy, as the programs that read it understand it.</summary>
public sealed partial class ProxyTests(SynthesizedEdges edges)
{
    private const string Job = "Jobs/Dqc/TaskDefinition", Collector = "Observability/Task/TaskDefinition";
    private const string Browsing = "MetadataBrowsing/Function/Function";

    // With the load balancer's name as text.
    private const string LoadBalancer = "<load-balancer>";

    /// <summary>The workloads that use the proxy, and where their variables are.</summary>
    public static TheoryData<string, string> Told => new()
    {
        { nameof(Workload.Jobs), Job }, { nameof(Workload.TelemetryCollector), Collector }, { nameof(Workload.MetadataBrowsing), Browsing },
    };

    [Fact]
    public void A_job_gets_the_proxy_in_the_form_of_each_program()
    {
        var told = Variables(edges.Full, Job);

        Assert.Equal("http://proxy.example.com:3128", told["HTTPS_PROXY"]);
        Assert.Equal("http://proxy.example.com:3128", told["HTTP_PROXY"]);
        Assert.Equal(
            "localhost,127.0.0.1,169.254.169.254,169.254.170.2,kms.eu-central-1.amazonaws.com,sts.eu-central-1.amazonaws.com,"
                + "s3.eu-central-1.amazonaws.com,s3.eu-west-1.amazonaws.com,10.0.0.0/16,100.64.0.0/16,"
                + $"{LoadBalancer},10.20.0.7,corp.example.com",
            told["NO_PROXY"]);
        Assert.Equal(
            "-Dhttp.useProxy=true -Dhttp.proxyHost=proxy.example.com -Dhttp.proxyPort=3128 -Dhttps.proxyHost=proxy.example.com "
                + "-Dhttps.proxyPort=3128 -Dhttp.nonProxyHosts=localhost|127.*|[::1]|169.254.169.254|169.254.170.2|"
                + "kms.eu-central-1.amazonaws.com|sts.eu-central-1.amazonaws.com|s3.eu-central-1.amazonaws.com|"
                + "*.s3.eu-central-1.amazonaws.com|s3.eu-west-1.amazonaws.com|*.s3.eu-west-1.amazonaws.com|"
                + $"{LoadBalancer}|10.20.0.7|corp.example.com|*.10.20.0.7|*.corp.example.com",
            told["JAVA_TOOL_OPTIONS"]);
    }

    [Fact]
    public void A_function_gets_no_blocks_since_Java_reads_none() => Assert.Equal(
        "localhost,127.0.0.1,169.254.169.254,169.254.170.2,sts.eu-central-1.amazonaws.com,s3.eu-central-1.amazonaws.com,"
            + $"secretsmanager.eu-central-1.amazonaws.com,{LoadBalancer},10.20.0.7,corp.example.com",
        Variables(edges.Full, Browsing)["NO_PROXY"]);

    [Fact]
    public void In_China_the_hosts_are_those_of_China()
    {
        var mirror = edges.Synthesize(EdgeFiles.Text(EdgeFiles.Mirror).With("vpc:\n", """
            vpc:
              proxy: { url: "http://proxy.example.com:3128" }

            """));

        Assert.Contains("|sts.cn-north-1.amazonaws.com.cn|", Variables(mirror, Job)["JAVA_TOOL_OPTIONS"], StringComparison.Ordinal);
    }

    // The rules by which Python's urllib, and with it botocore, and the JVM decide.
    [Theory, MemberData(nameof(Told))]
    public void What_the_table_of_connections_has_is_called_without_the_proxy_and_all_else_with_it(string workload, string path)
    {
        var told = Variables(edges.Full, path);
        string[] direct =
        [
            .. FlowTable.All.Where(flow => $"{flow.From}" == workload && flow is { Service: not null, IsOfPlatform: false })
                .Select(flow => $"{flow.Service}.eu-central-1.amazonaws.com"),
            "bucket.s3.eu-central-1.amazonaws.com", "localhost", "127.0.0.1", "169.254.170.2", "169.254.169.254",
            "corp.example.com", "db.corp.example.com",
            .. path == Collector ? (string[])[] : [LoadBalancer],
        ];
        string[] through =
        [
            "acme.snowflakecomputing.com", "s3.us-east-1.amazonaws.com", "glue.eu-central-1.amazonaws.com", "notcorp.example.com",
            "xs3.eu-central-1.amazonaws.com", "example.com", "169.254.170.20",
        ];

        Assert.All(direct, host => Assert.True(IsExceptionOfPython(told["NO_PROXY"], host), host));
        Assert.All(through, host => Assert.False(IsExceptionOfPython(told["NO_PROXY"], host), host));
        if (told.TryGetValue("JAVA_TOOL_OPTIONS", out var options))
        {
            Assert.All(direct, host => Assert.True(IsExceptionOfJava(options, host), host));
            Assert.All(through, host => Assert.False(IsExceptionOfJava(options, host), host));
        }
    }

    [Fact]
    public void Nobody_else_gets_it()
    {
        string[] told = [.. Told.Select(row => row.Data.Item2)];
        var others = edges.Full.Resources.Where(resource =>
            resource.Type is "AWS::ECS::TaskDefinition" or "AWS::Lambda::Function" && !told.Contains(resource.Path)
            && !resource.Path.StartsWith("Jobs/", StringComparison.Ordinal));

        Assert.NotEmpty(others);
        Assert.All(others, resource => Assert.DoesNotContain("_PROXY", $"{resource.Properties}", StringComparison.Ordinal));
        Assert.All(
            new[] { edges.Demo, edges.Watched, edges.Longest },
            template => Assert.DoesNotContain("PROXY", template.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_certificates_come_from_the_secret()
    {
        const string secret = "arn:aws:secretsmanager:eu-central-1:012345678901:secret:edge/proxy-AbCdEf";
        string[] reading = ["Jobs/Dqc/ExecutionRole/Role", "Observability/Task/ExecutionRole/Role", "MetadataBrowsing/Function/Role/Role"];

        Assert.Contains(
            $$"""{"Name":"PROXY_CA_BUNDLE","ValueFrom":"{{secret}}"}""",
            edges.Full.At(Job)["ContainerDefinitions[0].Secrets"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(secret, Variables(edges.Full, Browsing)["PROXY_CA_SECRET_ARN"]);
        Assert.All(edges.Full.OfType("AWS::IAM::Role"), role => Assert.Equal(
            reading.Contains(role.Path) || role.Path.StartsWith("Jobs/", StringComparison.Ordinal) && role.Path.Contains("Execution"),
            $"{role.Properties}".Contains("ReadProxyCertificates", StringComparison.Ordinal)
                && $"{role.Properties}".Contains("DecryptProxyCertificates", StringComparison.Ordinal)
                && $"{role.Properties}".Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_release_whose_images_read_no_proxy_has_neither_variables_nor_parameters()
    {
        var text = EdgeFiles.Text(EdgeFiles.Longest).With("vpc:\n", """
            vpc:
              proxy: { url: "http://proxy.example.com:3128" }

            """);

        Assert.Equal(edges.Longest.Text, edges.Synthesize(text).Text);
        Assert.DoesNotContain(
            edges.Portable("16.6.4").Json["Parameters"]!.AsObject(),
            parameter => parameter.Key.Contains("Proxy", StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Variables(SynthesizedTemplate template, string path)
    {
        var resource = template.At(path);
        var variables = resource["Environment.Variables"] is JsonObject map
            ? map.Select(variable => KeyValuePair.Create(variable.Key, variable.Value))
            : resource["ContainerDefinitions[0].Environment"]!.AsArray()
                .Select(variable => KeyValuePair.Create((string)variable!["Name"]!, variable["Value"]));
        return variables.ToDictionary(variable => variable.Key, variable => Text(variable.Value));
    }

    private static string Text(JsonNode? node) => node switch
    {
        JsonObject map when map["Fn::Join"] is JsonArray join => string.Concat(join[1]!.AsArray().Select(Text)),
        JsonObject map when $"{map["Fn::GetAtt"]?[1]}" == "DNSName" => LoadBalancer,
        JsonValue value => value.ToString(),
        _ => "",
    };

    // urllib.request.proxy_bypass_environment: the host, or the end of it behind a dot.
    private static bool IsExceptionOfPython(string exceptions, string host) => exceptions.Split(',')
        .Select(item => item.TrimStart('.'))
        .Any(item => Regex.IsMatch(host, $@"\A(.+\.)?{Regex.Escape(item)}\z", RegexOptions.CultureInvariant));

    // sun.net.spi.DefaultProxySelector: an asterisk at the beginning or at the end stands for anything.
    private static bool IsExceptionOfJava(string options, string host) => NonProxyHosts().Match(options).Groups["hosts"].Value.Split('|')
        .Any(item => Regex.IsMatch(
            host, $@"\A{Regex.Escape(item).Replace(@"\*", ".*", StringComparison.Ordinal)}\z", RegexOptions.CultureInvariant));

    [GeneratedRegex(@"-Dhttp\.nonProxyHosts=(?<hosts>\S+)")]
    private static partial Regex NonProxyHosts();
}
