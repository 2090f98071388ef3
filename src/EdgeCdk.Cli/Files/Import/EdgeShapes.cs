using System.Text.RegularExpressions;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>Which key of an edge file a value of a bundle may belong to: by the name that it has there, else by its form.</summary>
internal static partial class EdgeShapes
{
    private const string Access = "controlPlane.edgeAccessRoleArn", Requests = "controlPlane.requestQueueArn";
    private const string Results = "controlPlane.resultReaderQueueArn", QueueKey = "controlPlane.queueKeyArn";

    // The end of the names that lead to a value, without what separates words. The longest end decides.
    private static readonly (string Target, string[] Ends)[] Known =
    [
        ("edge.name", ["edgename", "edgeinstancename", "instancename"]),
        ("edge.release", ["edgeversion", "releaseversion", "edgerelease", "bundleversion"]),
        ("account.region", ["accountregion", "awsregion"]),
        ("account.accountId", ["accountid", "awsaccount"]),
        ("vpc.vpcId", ["vpcid"]),
        ("vpc.privateSubnetIds", ["privatesubnetids", "privatesubnets"]),
        ("vpc.publicSubnetIds", ["publicsubnetids", "publicsubnets"]),
        ("vpc.cidrBlocks", ["cidrblocks", "vpccidrs", "vpccidr", "vpccidrblock"]),
        ("vpc.privateRouteTableIds", ["privateroutetableids", "privateroutetables"]),
        ("s3.bucketName", ["s3bucketname", "resultbucketname", "resultsbucketname", "resultbucket", "s3bucket"]),
        ("s3.iamRoleArn", ["s3iamrolearn", "s3rolearn", "resultrolearn", "bucketrolearn"]),
        ("s3.region", ["s3region", "bucketregion"]),
        (Access, ["edgeaccessrolearn", "edgeaccessrole"]),
        ("controlPlane.edgeAccessExternalId", ["externalid"]),
        (Requests, ["requestqueuearn", "requestsqueuearn", "requestqueueurl", "requestqueue"]),
        (Results, ["resultreaderqueuearn", "resultsreaderqueuearn", "resultreaderqueueurl", "resultreaderqueue"]),
        (QueueKey, ["queuekeyarn", "queuekmskeyarn", "sqskmskeyarn"]),
        ("registry.prefix", ["registryprefix"]),
        ("observability.enabled", ["observabilityenabled", "observabilityenable", "enableobservability"]),
    ];

    /// <summary>The keys that a value may belong to, each with the value as the edge file has it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="account">The customer's account. Null: not known.</param>
    public static IReadOnlyList<(string Target, string Text)> Of(BundleValue value, string? account)
    {
        var text = QueueUrl().Match(value.Text) is { Success: true } url
            ? $"arn:{(url.Groups["suffix"].Value.EndsWith(".cn", StringComparison.Ordinal) ? "aws-cn" : "aws")}:sqs:"
                + $"{url.Groups["region"]}:{url.Groups["account"]}:{url.Groups["name"]}"
            : value.Text;
        return [.. Targets(value, text, account).Distinct().Where(target => Takes(target, text)).Select(target => (target, text))];
    }

    /// <summary>The key that the name of a value stands for; null when the name says nothing.</summary>
    public static string? ByName(BundleValue value) => value.Words == "region" ? "account.region" : Known
        .SelectMany(key => key.Ends.Select(end => (key.Target, End: end)))
        .Where(key => value.Words.EndsWith(key.End, StringComparison.Ordinal))
        .OrderByDescending(key => key.End.Length)
        .Select(key => key.Target)
        .FirstOrDefault();

    /// <summary>Whether a key takes a text.</summary>
    public static bool Takes(string target, string text) =>
        ConfigKey.Find(ConfigKey.OfEdge, target) is { } key && key.Check(text)
            .All(problem => key.Kind is KeyKind.List && problem.Key == key.Path);

    private static IEnumerable<string> Targets(BundleValue value, string text, string? account)
    {
        if (ByName(value) is { } named)
            return [named];
        var words = value.Words + BundleValue.Plain(text);
        bool Has(params string[] any) => any.Any(word => words.Contains(word, StringComparison.Ordinal));
        if (text.Split(':') is ["arn", _, var service, _, var owner, ..])
        {
            return service switch
            {
                "sqs" => (Has("request", "browsing", "interactive"), Has("result", "reader")) switch
                {
                    (true, false) => [Requests],
                    (false, true) => [Results],
                    _ => [Requests, Results],
                },
                "iam" when account is not null && owner != account => [Access],
                "iam" when Has("s3", "bucket", "result") => ["s3.iamRoleArn"],
                "iam" => [Access, "s3.iamRoleArn"],
                "kms" when account is not null && owner != account => [QueueKey],
                "secretsmanager" when Has("registry") => ["registry.secretArn"],
                _ => [],
            };
        }

        if (text.StartsWith("vpc-", StringComparison.Ordinal))
            return ["vpc.vpcId"];
        if (text.StartsWith("rtb-", StringComparison.Ordinal))
            return Has("public") ? [] : ["vpc.privateRouteTableIds"];
        if (text.StartsWith("subnet-", StringComparison.Ordinal))
        {
            return (Has("private"), Has("public")) switch
            {
                (true, false) => ["vpc.privateSubnetIds"],
                (false, true) => ["vpc.publicSubnetIds"],
                _ => ["vpc.privateSubnetIds", "vpc.publicSubnetIds"],
            };
        }

        if (Takes("account.region", text))
            return Has("s3", "bucket", "result") ? ["s3.region"] : ["account.region"];
        if (Takes("account.accountId", text) && Has("account"))
            return ["account.accountId"];
        return Has("cidr") ? ["vpc.cidrBlocks"] : [];
    }

    [GeneratedRegex(
        @"\Ahttps://sqs\.(?<region>[a-z0-9-]+)\.(?<suffix>amazonaws\.com(?:\.cn)?)/(?<account>\d{12})/(?<name>[\w-]+)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex QueueUrl();
}
