using System.Text.RegularExpressions;
using EdgeCdk.Cli.Files.Terraform;
using EdgeCdk.Cli.Files.VendorBundle;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>Fills an edge file with what Terraform's state knows. A value that is not certain is left out, and asked for.</summary>
/// <param name="state">The state.</param>
/// <param name="matches">What each resource is.</param>
/// <param name="way">The way.</param>
/// <param name="releases">The releases there are.</param>
internal sealed partial class StateValues(
    TerraformState state, IReadOnlyList<TakeoverMatch> matches, Way way, IReadOnlyList<string> releases)
{
    private const string PublicSubnets = "vpc.publicSubnetIds";

    private readonly List<string> _roles = [.. AssumedRoles.In(state)];
    private readonly StateContainers _containers = new(state);

    /// <summary>Sets the values that the draft does not have yet.</summary>
    public void Fill(EdgeDraft draft)
    {
        var given = draft.Values.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var (key, value) in All().Where(pair => pair.Value is { Length: > 0 } && !given.Contains(pair.Key)))
        {
            // What the edge file does not take is asked for like what is not there.
            if (ConfigKey.Find(ConfigKey.OfEdge, key) is { } known && known.Check(value!).Count == 0)
                draft.Set(key, value!);
        }

        // Nothing of an edge is in them.
        if (!given.Contains(PublicSubnets))
            draft.Set(PublicSubnets, "");
    }

    private IEnumerable<(string Key, string? Value)> All()
    {
        var arns = state.Resources.Select(resource => resource.Text("arn").Split(':', 6)).Where(parts => parts.Length == 6).ToList();
        var region = Most(arns.Select(parts => parts[3]));
        var account = Most(arns.Select(parts => parts[4]));
        yield return ("account.region", region);
        yield return ("account.accountId", account);
        foreach (var pair in new StateNetwork(state).Values(way))
            yield return pair;
        foreach (var pair in way is Way.InPlace ? OfControlPlane(account) : [])
            yield return pair;
        yield return ("s3.iamRoleArn", OneValue.Of(_roles.Where(arn => arn.Split(':')[4] == account)));
        yield return ("s3.bucketName", OneValue.Of(_containers.Variables()
            .Where(variable => variable.Name.Contains("BUCKET", StringComparison.OrdinalIgnoreCase)).Select(variable => variable.Value)
            .Where(name => matches.All(match => match.Resource.Text("bucket") != name))));
        yield return ("s3.region", region);
        foreach (var pair in Images())
            yield return pair;
        foreach (var pair in Sizes())
            yield return pair;
        yield return ("dataRetention", "retain");
    }

    // Those of the vendor: a second edge has its own, which the vendor gives.
    private IEnumerable<(string, string?)> OfControlPlane(string? account)
    {
        yield return ("controlPlane.edgeAccessRoleArn", OneValue.Of(_roles.Where(arn => arn.Split(':')[4] != account)));
        foreach (var function in Enum.GetValues<Function>())
        {
            yield return (FunctionTraitsAttribute.Of(function).QueueArnKey, OneValue.Of(state.OfType("aws_lambda_event_source_mapping")
                .Where(mapping => ComponentWords.Find(mapping.Text("function_name")) == Names.Value(function)
                    || ComponentWords.Find(mapping.Address) == Names.Value(function))
                .Select(mapping => mapping.Text("event_source_arn"))));
        }
    }

    // Registry and release, as the containers have them.
    private IEnumerable<(string, string?)> Images()
    {
        var images = _containers.Images().ToList();
        yield return ("registry.prefix", OneValue.Of(
            images.Select(image => image.Prefix).Where(prefix => prefix != RegistrySection.VendorPrefix)));
        var versions = images.Select(image => VersionPattern().Match(image.Tag).Value).Where(releases.Contains);
        yield return ("edge.release", OneValue.Of(versions));
    }

    private IEnumerable<(string, string?)> Sizes()
    {
        var service = matches.FirstOrDefault(match => match.IsCertain && match.Part?.Path == "PlaneManager/Service");
        yield return ("planeManager.replicas", service?.Resource.Text("desired_count"));
        yield return ("logRetentionDays", Most(state.OfType("aws_cloudwatch_log_group").Select(group => group.Text("retention_in_days"))
            .Where(days => days is not ("" or "0"))));
        yield return ("iam.permissionsBoundaryArn", OneValue.Of(
            state.OfType("aws_iam_role").Select(role => role.Text("permissions_boundary"))));
        yield return ("observability.enabled", matches.Any(match => match.IsCertain && match.Part?.Path == "Observability/Service")
            ? "true" : null);
        foreach (var function in Enum.GetValues<Function>())
        {
            yield return ($"functions.{Names.Value(function)}.provisionedConcurrency", OneValue.Of(
                state.OfType("aws_lambda_provisioned_concurrency_config")
                    .Where(item => ComponentWords.Find(item.Text("function_name")) == Names.Value(function))
                    .Select(item => item.Text("provisioned_concurrent_executions"))));
        }
    }

    private static string? Most(IEnumerable<string> values) => values.Where(value => value.Length > 0).GroupBy(value => value)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    [GeneratedRegex(@"\A\d+\.\d+\.\d+", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
