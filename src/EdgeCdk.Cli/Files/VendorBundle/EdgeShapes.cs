using System.Text.RegularExpressions;
using EdgeCdk.Config.Reference;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>Which key of an edge file a value of a bundle may belong to: by the name that it has there, else by its form.</summary>
internal static partial class EdgeShapes
{
    private const string Access = "controlPlane.edgeAccessRoleArn", Requests = "controlPlane.requestQueueArn";
    private const string Results = "controlPlane.resultReaderQueueArn", QueueKey = "controlPlane.queueKeyArn";
    private const string ResultRole = "s3.iamRoleArn";

    // What is the customer's, unless its name has a word that stands for somebody else.
    private static readonly string[] OfTheCustomer = ["account.", "edge.", "s3.", "vpc."];

    private static readonly string[] OfOthers =
        ["controlplane", "vendor", "ataccamaaccount", "ataccamaaws", "saas", "registry", "peer", "hub"];

    /// <summary>The keys that a value may belong to, each with the value as the edge file has it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="account">The customer's account. Null: not known.</param>
    public static Candidates Of(BundleValue value, string? account)
    {
        var text = QueueUrl().Match(value.Text) is { Success: true } url
            ? $"arn:{(url.Groups["suffix"].Value.EndsWith(".cn", StringComparison.Ordinal) ? "aws-cn" : "aws")}:sqs:"
                + $"{url.Groups["region"]}:{url.Groups["account"]}:{url.Groups["name"]}"
            : value.Text;
        var (targets, isSure) = Targets(value, text, account);
        return new Candidates([.. targets.Distinct().Where(target => Takes(target, text)).Select(target => (target, text))], isSure);
    }

    /// <summary>Whether a key takes a text.</summary>
    public static bool Takes(string target, string text) =>
        ConfigKey.Find(ConfigKey.OfEdge, target) is { } key && key.Check(text)
            .All(problem => key.Kind is KeyKind.List && problem.Key == key.Path);

    /// <summary>Whether the name of a value says that it belongs to somebody else than the customer.</summary>
    public static bool IsOfOthers(BundleValue value) => OfOthers.Any(word => value.Words.Contains(word, StringComparison.Ordinal));

    private static (IReadOnlyList<string> Targets, bool IsSure) Targets(BundleValue value, string text, string? account)
    {
        if (EdgeKeyNames.Find(value) is { } named)
            return ([named], !OfTheCustomer.Any(block => named.StartsWith(block, StringComparison.Ordinal)) || !IsOfOthers(value));
        var words = value.Words + BundleValue.Plain(text);
        bool Has(params string[] any) => any.Any(word => words.Contains(word, StringComparison.Ordinal));
        if (text.Split(':') is ["arn", _, var service, _, var owner, ..])
            return OfArn(service, account is null ? null : owner != account, Has);
        if (text.StartsWith("vpc-", StringComparison.Ordinal))
            return (["vpc.vpcId"], !IsOfOthers(value));
        if (text.StartsWith("rtb-", StringComparison.Ordinal))
            return (["vpc.privateRouteTableIds"], Has("private"));
        if (text.StartsWith("subnet-", StringComparison.Ordinal))
        {
            return (Has("private"), Has("public")) switch
            {
                (true, false) => (["vpc.privateSubnetIds"], true),
                (false, true) => (["vpc.publicSubnetIds"], true),
                _ => (["vpc.privateSubnetIds", "vpc.publicSubnetIds"], false),
            };
        }

        if (Takes("account.region", text))
            return Has("s3", "bucket", "result") ? (["s3.region"], true) : (["account.region"], !IsOfOthers(value));
        return Takes("account.accountId", text) && Has("account") ? (["account.accountId"], !IsOfOthers(value)) : ([], false);
    }

    // Whose account it is decides only where it is known.
    private static (IReadOnlyList<string> Targets, bool IsSure) OfArn(
        string service, bool? isOfVendor, Func<string[], bool> has) => service switch
        {
            "sqs" => (has(["request", "browsing", "interactive"]), has(["result", "reader"])) switch
            {
                (true, false) => ([Requests], isOfVendor is not false),
                (false, true) => ([Results], isOfVendor is not false),
                _ => ([Requests, Results], false),
            },
            "iam" when isOfVendor is true => ([Access], has(["access", "control"])),
            "iam" when has(["s3", "bucket", "result"]) => ([ResultRole], isOfVendor is false),
            "iam" => ([Access, ResultRole], false),
            "kms" => ([QueueKey, "artifacts.keyArn", "registry.secretKeyArn"], false),
            "secretsmanager" => has(["registry"]) ? (["registry.secretArn"], true)
                : (["registry.secretArn", "observability.otlpSecretArn"], false),
            _ => ([], false),
        };

    [GeneratedRegex(
        @"\Ahttps://sqs\.(?<region>[a-z0-9-]+)\.(?<suffix>amazonaws\.com(?:\.cn)?)/(?<account>\d{12})/(?<name>[\w-]+)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex QueueUrl();
}
