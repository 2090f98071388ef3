using EdgeCdk.Cli.Files.Terraform;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>Where edge file and state do not belong together: a plan would be for something else than what runs.</summary>
/// <param name="state">The state.</param>
/// <param name="edge">The edge, as its file says.</param>
/// <param name="way">The way.</param>
internal sealed class Contradictions(TerraformState state, EdgeDefinition edge, Way way)
{
    private readonly EdgeConfig _config = edge.Config;

    /// <summary>What is wrong.</summary>
    public IEnumerable<Problem> Find()
    {
        var others = state.Resources.Select(resource => resource.Text("arn").Split(':', 6)).Where(parts => parts.Length == 6);
        var (region, account) = (_config.Account.Region, _config.Account.AccountId);
        if (others.Where(parts => parts[2] is "kms" or "elasticfilesystem" or "sqs").Select(parts => (parts[3], parts[4])).Distinct()
            .Where(place => place != (region, account)).ToList() is [var elsewhere, ..])
        {
            yield return Problem.Is(
                "account", $"{account} in {region}", $"{elsewhere.Item2} in {elsewhere.Item1}, where the state has keys, file systems or "
                    + "queues",
                "name the state of this edge, or correct the file");
        }

        var vpcs = state.OfType("aws_vpc_endpoint", "aws_security_group").Select(resource => resource.Text("vpc_id"))
            .Where(vpc => vpc.Length > 0).Distinct().ToList();
        if (vpcs.Count > 0 && !vpcs.Contains(_config.Vpc.VpcId))
        {
            yield return Problem.Is(
                "vpc.vpcId", _config.Vpc.VpcId, string.Join(" or ", vpcs), "name the state of this edge, or correct the file");
        }

        foreach (var problem in way is Way.Beside ? BetweenTwoEdges() : [])
            yield return problem;
    }

    private IEnumerable<Problem> BetweenTwoEdges()
    {
        var name = _config.Edge.Name;
        var names = new EdgeNames(name);
        var taken = state.OfType("aws_iam_role", "aws_cloudwatch_log_group").Select(resource => resource.Text("name"))
            .FirstOrDefault(names.Roles(edge.Release).Concat(names.LogGroups(edge.Release)).Contains);
        if (taken is not null)
        {
            yield return Problem.Is(
                "edge.name", name, "another name: the second edge stands beside the first",
                "choose a name that no edge of the account has", $", and the state has {taken}, which the stack would create");
        }

        foreach (var service in Doubled())
        {
            yield return Problem.Is(
                $"vpc.endpoints.{service}", "create", "existing: Terraform has created it", "correct the file");
        }

        foreach (var (key, queue) in Shared())
        {
            yield return Problem.Is(
                key, queue, "the queue that the vendor gives to the second edge", "correct the file",
                ", which the edge of Terraform reads: each message would reach only one of the two");
        }
    }

    private IEnumerable<string> Doubled() =>
        from pair in new[]
        {
            ("s3", _config.Vpc.Endpoints.S3), ("kms", _config.Vpc.Endpoints.Kms),
            ("secretsManager", _config.Vpc.Endpoints.SecretsManager), ("sqs", _config.Vpc.Endpoints.Sqs),
        }
        where pair.Item2 is ResourceMode.Create
            && state.OfType("aws_vpc_endpoint").Any(endpoint => endpoint.Text("vpc_id") == _config.Vpc.VpcId
                && endpoint.Text("service_name").EndsWith($".{pair.Item1.ToLowerInvariant()}", StringComparison.Ordinal))
        select pair.Item1;

    private IEnumerable<(string Key, string Queue)> Shared()
    {
        var read = state.OfType("aws_lambda_event_source_mapping").Select(mapping => mapping.Text("event_source_arn")).ToHashSet();
        return from function in FunctionTraitsAttribute.All
               let queue = function.QueueArnIn(_config.ControlPlane)
               where queue is not null && read.Contains(queue)
               select (function.QueueArnKey, queue);
    }
}
