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
        var held = new HeldResources(state, _items.Values, way);
        foreach (var item in _items.Values.ToList())
            _items[item.Resource.Address] = held.Of(item) ?? item;
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
            Counterpart = new Counterparts(template, _expected).Of(match.Resource, part),
        };
        return decision is Decision.Import ? Imported(item) : item;
    }

    private TakeoverItem Imported(TakeoverItem item)
    {
        var type = ImportableType.Of(TypeOf(item.Part)!)!;
        if (item.Counterpart is not { } counterpart)
            return Counterparts.Without(item);
        var actual = _actual.Of(type.Type, item.Resource);
        foreach (var name in type.CreateOnly)
        {
            var wanted = _expected.Of(counterpart.Properties[name]);
            if (!CreateOnlyValue.Same(name, wanted, counterpart.Properties[name], actual[name]))
                return Different(item, name, wanted, actual[name]);
        }

        _expected.Add(counterpart.Id, item.Resource.Text(type.IdAttribute), item.Resource.Text("arn"));
        return item;
    }

    private static TakeoverItem Different(TakeoverItem item, string name, JsonNode? wanted, JsonNode? actual)
    {
        var own = actual is null ? "not set" : CreateOnlyValue.Text(actual);
        var needed = wanted is null ? "that of a new resource" : CreateOnlyValue.Text(wanted);
        return item with
        {
            Decision = Decision.Anew,
            Reason = $"its {name} is {own}, the stack's is {needed}, and AWS cannot change that: the stack creates another one",
        };
    }

    // What becomes of a setting becomes of what it is a setting of. One whose owner Terraform does not have goes.
    private TakeoverItem Setting(StateResource resource)
    {
        if (!TerraformTypes.Settings.TryGetValue(resource.Type, out var attribute))
            return new TakeoverItem(resource, null, Decision.Leave, "it exists in Terraform alone");
        var owner = _items.Values.FirstOrDefault(item => item.SettingOf is null
            && StateReference.Names(resource, attribute, item.Resource));
        return owner is null
            ? new TakeoverItem(resource, null, Decision.Leave, "a setting of something that Terraform does not manage here")
            { IsCertain = false }
            : new TakeoverItem(resource, null, owner.Decision, $"a setting of {owner.Resource.Address}")
            { SettingOf = owner.Resource.Address };
    }
}
