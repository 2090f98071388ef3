using System.Text.Json.Nodes;

namespace EdgeCdk.Access.Tests;

/// <summary>Mistakes that someone could make in a statement. The same for the same templates.</summary>
internal static class Mutations
{
    // What nobody would want to give away by mistake, by service.
    private static readonly Dictionary<string, string> Harmful = new()
    {
        ["cloudformation"] = "cloudformation:UpdateStack",
        ["cloudwatch"] = "cloudwatch:DeleteDashboards",
        ["ec2"] = "ec2:AttachNetworkInterface",
        ["ecr"] = "ecr:DeleteRepositoryPolicy",
        ["ecs"] = "ecs:UpdateTaskProtection",
        ["elasticfilesystem"] = "elasticfilesystem:CreateMountTarget",
        ["events"] = "events:RemovePermission",
        ["iam"] = "iam:CreatePolicyVersion",
        ["kms"] = "kms:ReplicateKey",
        ["lambda"] = "lambda:CreateFunctionUrlConfig",
        ["logs"] = "logs:PutSubscriptionFilter",
        ["s3"] = "s3:PutObjectTagging",
        ["secretsmanager"] = "secretsmanager:UpdateSecret",
        ["sns"] = "sns:DeleteTopic",
        ["sqs"] = "sqs:ListDeadLetterSourceQueues",
        ["sts"] = "sts:SetSourceIdentity",
        ["tag"] = "tag:GetTagKeys",
        ["*"] = "*",
    };

    public static IEnumerable<PolicyChange> Of(ContractedEdge edge) => PolicyChange.Statements(edge).SelectMany(OfStatement);

    private static IEnumerable<PolicyChange> OfStatement(PolicyChange whole)
    {
        var statement = whole.Statement;
        var allows = statement["Effect"]!.ToString() == "Allow";
        var principal = statement["Principal"]?.AsObject();
        yield return whole;
        IEnumerable<PolicyChange> changes =
            [.. Conditions(whole), .. allows && principal is null ? Resources(whole) : [], .. allows ? Actions(whole) : []];
        foreach (var change in changes)
            yield return change;
        if (principal is not null)
        {
            yield return whole.With(
                "swap the principal", $"for {Other(principal)}", changed => changed["Principal"] = JsonNode.Parse(Other(principal)));
        }

        if (!allows)
            yield return whole.With("allow instead of deny", "allows", changed => changed["Effect"] = "Allow");
    }

    private static IEnumerable<PolicyChange> Resources(PolicyChange whole)
    {
        var resources = PolicyChange.Many(whole.Statement["Resource"]);
        foreach (var resource in resources.Where(resource => resource != "*"))
        {
            yield return whole.With(
                "widen a resource", $"on * instead of {resource}", changed => changed["Resource"] = Replaced(resources, resource, "*"));
            if (Sibling(whole.Edge, resource, resources) is { } sibling)
            {
                yield return whole.With(
                    "take a sibling",
                    $"on {sibling} instead of {resource}",
                    changed => changed["Resource"] = Replaced(resources, resource, sibling));
            }
        }
    }

    private static IEnumerable<PolicyChange> Actions(PolicyChange whole)
    {
        var actions = PolicyChange.Many(whole.Statement["Action"]);
        var service = actions[0].Split(':')[0];
        if (!actions.Contains($"{service}:*"))
        {
            yield return whole.With(
                "widen an action",
                $"{service}:* instead of {actions[0]}",
                changed => changed["Action"] = Replaced(actions, actions[0], $"{service}:*"));
        }

        if (!actions.Contains($"{service}:*"))
        {
            yield return whole.With(
                "add an action",
                $"and {Harmful[service]}",
                changed => changed["Action"] = Replaced([.. actions, ""], "", Harmful[service]));
        }
    }

    private static IEnumerable<PolicyChange> Conditions(PolicyChange whole) =>
        from operation in whole.Statement["Condition"]?.AsObject() ?? []
        from key in operation.Value!.AsObject()
        select whole.With("drop a condition", $"without {operation.Key} {key.Key}", changed =>
        {
            var conditions = changed["Condition"]!.AsObject();
            conditions[operation.Key]!.AsObject().Remove(key.Key);
            if (conditions[operation.Key]!.AsObject().Count == 0)
                conditions.Remove(operation.Key);
        });

    // A service for another, everybody for the account, and for everybody somebody else.
    private static string Other(JsonObject principal) =>
        principal["Service"] is not null ? """{"Service":"ec2.amazonaws.com"}"""
        : principal["AWS"]!.ToString() == "*" ? """{"AWS":"arn:aws:iam::333333333333:root"}"""
        : """{"AWS":"*"}""";

    // Another one of the kind that the edge names somewhere: the next in order.
    private static string? Sibling(ContractedEdge edge, string resource, IReadOnlyList<string> taken)
    {
        var kind = Kind(resource);
        string[] all = [.. edge.Policies.SelectMany(policy => policy.Document["Statement"]!.AsArray())
            .SelectMany(statement => PolicyChange.Many(statement!["Resource"]))
            .Where(other => other != "*" && Kind(other) == kind).Distinct().Order(StringComparer.Ordinal)];
        return all.Where(other => !taken.Contains(other)).OrderBy(
            other => string.CompareOrdinal(other, resource) > 0 ? 0 : 1).FirstOrDefault();
    }

    // Service and type of an ARN; objects of a bucket apart from buckets, versions of a function apart from functions.
    private static string Kind(string arn)
    {
        var parts = arn.Split(':');
        return $"{parts[2]} {(parts[2] == "s3" ? arn.Contains('/', StringComparison.Ordinal) : parts[5].Split('/')[0])} {parts.Length}";
    }

    private static JsonArray Replaced(IReadOnlyList<string> texts, string old, string @new) =>
        new([.. texts.Select(text => JsonValue.Create(text == old ? @new : text))]);
}
