using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Account.Preflight.ServiceControl;

/// <summary>What is known of the calls of an edge before they are made. Every other condition key depends on the call.</summary>
/// <param name="Edge">Name of the edge.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Region">Its region.</param>
/// <param name="Account">Its account.</param>
/// <param name="VpcId">Its VPC.</param>
/// <param name="BootstrapQualifier">Qualifier of the CDK bootstrap.</param>
internal sealed partial record CallContext(
    string Edge, string Partition, string Region, string Account, string VpcId, string BootstrapQualifier)
{
    private static readonly string[] GlobalServices = ["iam", "route53", "organizations"];

    // IAM and Route 53 are in one region for all regions of a partition.
    private string GlobalRegion => Partition switch
    {
        "aws-us-gov" => "us-gov-west-1",
        "aws-cn" => "cn-north-1",
        _ => "us-east-1",
    };

    /// <summary>A text of a policy for any edge, with the values of this one.</summary>
    public string Fill(string text) => Reference().Replace(text, match => match.Groups[1].Value switch
    {
        "Edge" => Edge,
        "VpcId" => VpcId,
        "BootstrapQualifier" => BootstrapQualifier,
        "AWS::Partition" => Partition,
        "AWS::Region" => Region,
        "AWS::AccountId" => Account,
        _ => match.Value,
    });

    /// <summary>ARN of a role of the account.</summary>
    public string RoleArn(string name) => $"arn:{Partition}:iam::{Account}:role/{name}";

    /// <summary>Whether all conditions of a statement hold for a call.</summary>
    public Answer Holds(IEnumerable<(string Operation, string Key, JsonNode? Values)> conditions, NeededCall call) =>
        conditions.Select(test => Holds(test.Operation, test.Key, test.Values, call)).DefaultIfEmpty(Answer.Yes).Min();

    /// <summary>Whether a text of a policy has a variable, whose value only the call has.</summary>
    public static bool HasVariable(string text) => text.Contains("${", StringComparison.Ordinal);

    private Answer Holds(string operation, string key, JsonNode? values, NeededCall call)
    {
        var patterns = JsonPaths.Many(values).Select(one => one.ToString()).ToList();
        if (Value(key, call, patterns) is not { } value || patterns.Exists(HasVariable))
            return Answer.Depends;
        var name = operation.Replace("IfExists", "", StringComparison.Ordinal);
        return name switch
        {
            "StringEquals" or "Bool" => Of(patterns.Contains(value)),
            "StringNotEquals" => Of(!patterns.Contains(value)),
            "StringEqualsIgnoreCase" => Of(patterns.Contains(value, StringComparer.OrdinalIgnoreCase)),
            "StringLike" or "ArnLike" or "ArnEquals" => Of(patterns.Any(pattern => Wildcard.Matches(pattern, value))),
            "StringNotLike" or "ArnNotLike" or "ArnNotEquals" => Of(!patterns.Any(pattern => Wildcard.Matches(pattern, value))),
            "Null" => Of(patterns.Contains("false")),
            _ => Answer.Depends,
        };
    }

    // The names of keys mean the same in every case. Who deploys is a role or a user, never the root of an account.
    private string? Value(string key, NeededCall call, List<string> patterns) => key.ToLowerInvariant() switch
    {
        "aws:requestedregion" => GlobalServices.Contains(call.Action.Split(':')[0]) ? GlobalRegion : Region,
        "aws:principalarn" =>
            call.CallerArn ?? (patterns.TrueForAll(pattern => pattern.EndsWith(":root", StringComparison.Ordinal)) ? "" : null),
        "aws:principalaccount" => Account,
        "aws:principalisawsservice" => "false",
        "aws:securetransport" => "true",
        _ => null,
    };

    private static Answer Of(bool holds) => holds ? Answer.Yes : Answer.No;

    [GeneratedRegex(@"\$\{([\w:]+)\}")]
    private static partial Regex Reference();
}
