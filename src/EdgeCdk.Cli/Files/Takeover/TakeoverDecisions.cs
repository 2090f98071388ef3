using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Files.Terraform;
using EdgeCdk.Config;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>Decides what becomes of each resource of Terraform, by the table, the template of the edge, and what it is now.</summary>
/// <param name="state">The state.</param>
/// <param name="matches">What each resource is.</param>
/// <param name="edge">The edge, as its file says.</param>
/// <param name="template">Its template.</param>
/// <param name="way">The way.</param>
internal sealed class TakeoverDecisions(
    TerraformState state, IReadOnlyList<TakeoverMatch> matches, EdgeDefinition edge, StackTemplate template, Way way)
{
    private readonly ActualProperties _actual = new(state);
    private readonly ExpectedValue _expected =
        new(edge.Config.Account.AccountId, edge.Config.Account.Region, edge.Config.Account.Partition());

    private readonly Dictionary<string, TakeoverItem> _items = new(StringComparer.Ordinal);

    /// <summary>The decisions, in the order of the addresses.</summary>
    public IReadOnlyList<TakeoverItem> Decide()
    {
        // What others refer to comes first.
        var first = ImportableType.All.Select(type => type.Type).ToList();
        foreach (var match in matches.OrderBy(match => first.IndexOf(TypeOf(match.Part) ?? "") is var place and >= 0 ? place : first.Count))
            _items[match.Resource.Address] = Of(match);
        foreach (var resource in state.Resources.Where(resource => !_items.ContainsKey(resource.Address)))
            _items[resource.Address] = Setting(resource);
        foreach (var item in _items.Values.ToList())
            _items[item.Resource.Address] = Held(item) ?? item;
        return [.. _items.Values.OrderBy(item => item.Resource.Address, StringComparer.Ordinal)];
    }

    /// <summary>The type that a part is imported as; null when it never is.</summary>
    public static string? TypeOf(TakeoverPart? part) => part?.Types[0] switch
    {
        "aws_kms_key" => "AWS::KMS::Key",
        "aws_kms_alias" => "AWS::KMS::Alias",
        "aws_efs_file_system" => "AWS::EFS::FileSystem",
        "aws_efs_mount_target" => "AWS::EFS::MountTarget",
        "aws_efs_access_point" => "AWS::EFS::AccessPoint",
        "aws_vpc_endpoint" => "AWS::EC2::VPCEndpoint",
        "aws_iam_role" => "AWS::IAM::Role",
        "aws_cloudwatch_log_group" => "AWS::Logs::LogGroup",
        _ => null,
    };

    private TakeoverItem Of(TakeoverMatch match)
    {
        if (match.Given is { } given)
            return new TakeoverItem(match.Resource, null, given, "the mapping file says so");
        var part = match.Part!;
        var (decision, reason) = part.On(way);
        var item = new TakeoverItem(match.Resource, part, decision, reason)
        {
            IsCertain = match.IsCertain,
            Counterpart = Counterpart(match.Resource, part),
        };
        return decision is Decision.Import ? Imported(item) : item;
    }

    private TakeoverItem Imported(TakeoverItem item)
    {
        var type = ImportableType.Of(TypeOf(item.Part)!)!;
        if (item.Counterpart is not { } counterpart)
            return WithoutCounterpart(item);
        var actual = _actual.Of(type.Type, item.Resource);
        foreach (var name in type.CreateOnly)
        {
            var wanted = _expected.Of(counterpart.Properties[name]);
            if (!Same(name, wanted, counterpart.Properties[name], actual[name]))
                return Different(item, name, wanted, actual[name]);
        }

        _expected.Add(counterpart.Id, item.Resource.Text(type.IdAttribute), item.Resource.Text("arn"));
        return item;
    }

    // What has no value in a template has that of AWS.
    private static bool Same(string name, JsonNode? wanted, JsonNode? written, JsonNode? actual) => (name, written, actual) switch
    {
        ("Path", null, null) => true,
        ("Path", { } path, null) => $"{path}" == "/",
        (_, null, null) => true,
        (_, null, _) => false,
        (_, _, null) => false,
        _ => wanted is not null && (JsonPaths.Same(wanted, actual) || Text(wanted) == Text(actual)),
    };

    // A number in Terraform may be a text in a template.
    private static string Text(JsonNode node) => node is JsonValue ? $"{node}"
        : node is JsonObject map ? string.Join(',', map.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"{member.Key}={(member.Value is null ? "" : Text(member.Value))}"))
        : string.Join(',', node.AsArray().Select(item => item is null ? "" : Text(item)));

    private static TakeoverItem Different(TakeoverItem item, string name, JsonNode? wanted, JsonNode? actual) => item with
    {
        Decision = Decision.Anew,
        Reason = $"its {name} is {(actual is null ? "not set" : Text(actual))}, the stack's is "
            + $"{(wanted is null ? "that of a new resource" : Text(wanted))}, and AWS cannot change that: the stack creates another one",
    };

    private static TakeoverItem WithoutCounterpart(TakeoverItem item) => item.Part!.Name switch
    {
        TakeoverTable.Alias => item with { Decision = Decision.Leave, Reason = "the stack has an alias of another name" },
        TakeoverTable.LogGroup => item with
        {
            Decision = Decision.Leave,
            Reason = "the stack uses other names: export the lines that you need before it is destroyed",
        },
        TakeoverTable.Role => item with
        {
            Decision = Decision.Anew,
            Reason = "the stack has roles of other names: whoever trusts this role must trust the new one, too",
        },
        TakeoverTable.MountTarget => item with { Decision = Decision.Leave, Reason = "its subnet is not in vpc.privateSubnetIds" },
        TakeoverTable.Telemetry or TakeoverTable.Drivers => item with
        {
            Decision = Decision.Leave,
            Reason = "the stack has no such access point",
        },
        TakeoverTable.Gateway or TakeoverTable.Interface => item with
        {
            Decision = Decision.Keep,
            Reason = "the stack creates no such endpoint, by the edge file, and the whole VPC may use this one",
        },
        _ => item with { Decision = Decision.Keep, Reason = "the stack creates no such resource, by the edge file, which names its own" },
    };

    private StackResource? Counterpart(StateResource resource, TakeoverPart part)
    {
        var candidates = template.Resources.Values;
        return part.Name switch
        {
            TakeoverTable.MountTarget => candidates.FirstOrDefault(one => one.Type == "AWS::EFS::MountTarget"
                && $"{one.Properties["SubnetId"]}" == resource.Text("subnet_id")),
            TakeoverTable.Gateway or TakeoverTable.Interface => candidates.FirstOrDefault(one => one.Type == "AWS::EC2::VPCEndpoint"
                && $"{one.Properties["VpcEndpointType"]}" == resource.Text("vpc_endpoint_type")
                && $"{_expected.Of(one.Properties["ServiceName"])}" == resource.Text("service_name")),
            TakeoverTable.Role => Named("AWS::IAM::Role", "RoleName"),
            TakeoverTable.LogGroup => Named("AWS::Logs::LogGroup", "LogGroupName"),
            TakeoverTable.Alias => Named("AWS::KMS::Alias", "AliasName"),
            _ => candidates.FirstOrDefault(one => one.Path == part.Path),
        };

        StackResource? Named(string type, string property) => candidates.FirstOrDefault(
            one => one.Type == type && $"{one.Properties[property]}" == resource.Text("name"));
    }

    // What becomes of a setting becomes of what it is a setting of. One whose owner Terraform does not have goes.
    private TakeoverItem Setting(StateResource resource)
    {
        if (!TakeoverTable.Settings.TryGetValue(resource.Type, out var attribute))
            return new TakeoverItem(resource, null, Decision.Leave, "it exists in Terraform alone");
        var owner = _items.Values.FirstOrDefault(item => item.SettingOf is null
            && ActualProperties.Names(resource, attribute, item.Resource));
        return owner is null
            ? new TakeoverItem(resource, null, Decision.Leave, "a setting of something that Terraform does not manage here")
            { IsCertain = false }
            : new TakeoverItem(resource, null, owner.Decision, $"a setting of {owner.Resource.Address}")
            { SettingOf = owner.Resource.Address };
    }

    // Something that is kept uses it: until the stack has replaced it, or for good.
    private TakeoverItem? Held(TakeoverItem item)
    {
        var user = item.Part?.Name switch
        {
            TakeoverTable.SecurityGroup => UserOfGroup(item.Resource.Id),
            TakeoverTable.RolePolicy => _items.Values.FirstOrDefault(other => other.Decision is Decision.Import
                && state.OfType("aws_iam_role_policy_attachment").Any(attachment =>
                    attachment.Text("policy_arn") == item.Resource.Text("arn")
                    && ActualProperties.Names(attachment, "role", other.Resource))),
            _ when IsRuleOfKept(item, out var of) => of,
            _ => null,
        };
        if (user is null)
            return null;
        return way is Way.InPlace && user.Decision is Decision.Import
            ? item with
            {
                Decision = Decision.Keep,
                Reason = $"{user.Resource.Address} uses it until the stack has replaced it; finish.sh deletes it then",
                IsDeletedLast = item.SettingOf is null,
            }
            : item with { Decision = Decision.Keep, Reason = $"{user.Resource.Address}, which is kept, uses it" };
    }

    private TakeoverItem? UserOfGroup(string group) => _items.Values.FirstOrDefault(other => other.IsForgotten && other.SettingOf is null
        && ((string[])["security_groups", "security_group_ids"]).Any(name => other.Resource.Texts(name).Contains(group)));

    // A rule for addresses stays with a group that is kept; one for a group of a workload would keep that group from being destroyed.
    private bool IsRuleOfKept(TakeoverItem item, out TakeoverItem? user)
    {
        user = item.Resource.Type is "aws_security_group_rule" or "aws_vpc_security_group_ingress_rule"
            or "aws_vpc_security_group_egress_rule" && item.Resource.Text("source_security_group_id").Length == 0
                && item.Resource.Text("referenced_security_group_id").Length == 0
            ? UserOfGroup(item.Resource.Text("security_group_id")) : null;
        return user is not null;
    }
}
