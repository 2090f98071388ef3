using EdgeCdk.Cli.Aws;
using EdgeCdk.Cli.Common;
using EdgeCdk.Cli.Files.Terraform;
using EdgeCdk.Cli.Files.VendorBundle;

namespace EdgeCdk.Cli.Files.Takeover;

/// <summary>
/// Finds what each resource of Terraform is: by its type, by what refers to it, and by the words of its names and tags. The vendor's
/// module is not known, so that no address is.
/// </summary>
/// <param name="state">The state.</param>
/// <param name="edge">Name of the edge: no word of it says what a resource is.</param>
/// <param name="map">What was decided before: the address, and a part, <c>leave</c> or <c>keep</c>.</param>
internal sealed class TakeoverMatching(TerraformState state, string edge, ImportMap map)
{
    /// <summary>Targets of a mapping file that are no part.</summary>
    public const string Leave = "leave", Keep = "keep";

    private static readonly string[] NameAttributes = ["name", "function_name", "family", "bucket", "description", "creation_token"];

    private static readonly string[] NameTags = ["Name", "name", "Component", "component", "Role", "Purpose"];

    private readonly Dictionary<string, TakeoverMatch> _found = new(StringComparer.Ordinal);

    /// <summary>What each resource is, in the order of their addresses. Settings of other resources are not among them.</summary>
    /// <exception cref="CommandException">The mapping file has a target that there is not.</exception>
    public IReadOnlyList<TakeoverMatch> Find()
    {
        var resources = state.Resources.Where(resource => !TerraformTypes.Settings.ContainsKey(resource.Type)
            && !TerraformTypes.NotInAws.Any(start => resource.Type.StartsWith(start, StringComparison.Ordinal))).ToList();
        foreach (var resource in resources)
            _found[resource.Address] = Given(resource) ?? ByNames(resource);
        foreach (var resource in resources.Where(resource => _found[resource.Address].Choices.Count > 0))
            _found[resource.Address] = ByReference(resource) ?? ByElimination(resource) ?? _found[resource.Address];
        foreach (var part in TakeoverTable.Parts.Where(part => part.IsSingle))
            OnlyOne(part);
        return [.. resources.Select(resource => _found[resource.Address])];
    }

    private TakeoverMatch? Given(StateResource resource)
    {
        if (map[resource.Address] is not { } target)
            return null;
        if (target is Leave or Keep or ImportMap.Ignore)
        {
            return new TakeoverMatch(resource, null)
            {
                Given = target is Keep ? Decision.Keep : Decision.Leave,
            };
        }

        var parts = PartsOf(resource);
        return parts.FirstOrDefault(part => part.Name == target) is { } named ? new TakeoverMatch(resource, named)
            : throw new CommandException($"the mapping file has the target {target} for {resource.Address}: "
                + $"use {string.Join(", ", ChoicesOf(parts))}");
    }

    private static List<TakeoverPart> PartsOf(StateResource resource) =>
        [.. TakeoverTable.Parts.Where(part => part.Types.Contains(resource.Type))];

    private static IReadOnlyList<string> ChoicesOf(IEnumerable<TakeoverPart> parts) => [.. parts.Select(part => part.Name), Leave, Keep];

    private TakeoverMatch ByNames(StateResource resource)
    {
        var parts = PartsOf(resource);
        if (parts.Count == 0)
            return Asked(resource, parts);
        if (resource.Type == "aws_vpc_endpoint")
            return new TakeoverMatch(resource, TakeoverTable.Part(IsGateway(resource) ? TakeoverTable.Gateway : TakeoverTable.Interface));
        // An instance key or the resource's own name says more than a description.
        foreach (var words in Words(resource))
        {
            var matches = parts.SelectMany(part => part.Words.Where(word => words.Contains(word, StringComparison.Ordinal))
                .Select(word => (Part: part, word.Length))).ToList();
            if (matches.Count == 0)
                continue;
            // Where a mistake would do harm, words of two parts are no answer.
            var longest = matches.Exists(match => match.Part.IsAsked) ? 0 : matches.Max(match => match.Length);
            if (matches.Where(match => match.Length >= longest).Select(match => match.Part).Distinct().ToList() is [var only])
                return new TakeoverMatch(resource, only);
        }

        if (parts is [{ Words.Count: 0 } sure])
            return new TakeoverMatch(resource, sure);
        // Whatever it is, the same becomes of it.
        return parts.Exists(part => part.IsAsked) ? Asked(resource, parts) : new TakeoverMatch(resource, parts[0]) { IsCertain = false };
    }

    private static TakeoverMatch Asked(StateResource resource, IReadOnlyList<TakeoverPart> parts) =>
        new(resource, null) { IsCertain = false, Choices = ChoicesOf(parts) };

    // What the edge's file system, or an alias with a clear name, is encrypted with or stands for.
    private TakeoverMatch? ByReference(StateResource resource)
    {
        if (resource.Type != "aws_kms_key")
            return null;
        var uses = state.OfType("aws_efs_file_system", "aws_cloudwatch_log_group", "aws_sqs_queue")
            .Any(user => ((string[])["kms_key_id", "kms_master_key_id"]).Any(name => IsOf(resource, user.Text(name))));
        if (uses)
            return new TakeoverMatch(resource, TakeoverTable.Part(TakeoverTable.GeneralKey));
        var aliases = state.OfType("aws_kms_alias").Where(alias => IsOf(resource, alias.Text("target_key_id")))
            .Select(alias => ByNamesOf(alias, PartsOf(resource))).OfType<TakeoverPart>().Distinct().ToList();
        return aliases is [var part] ? new TakeoverMatch(resource, part) : null;
    }

    private TakeoverPart? ByNamesOf(StateResource alias, List<TakeoverPart> parts) =>
        parts.Where(part => part.Words.Any(word => Words(alias).Any(words => words.Contains(word, StringComparison.Ordinal))))
            .ToList() is [var only] ? only : null;

    // One resource left, and one part left that the edge has once.
    private TakeoverMatch? ByElimination(StateResource resource)
    {
        var parts = PartsOf(resource);
        if (parts.Count == 0 || parts.Exists(part => !part.IsSingle))
            return null;
        var open = _found.Values.Where(match => match.Resource.Type == resource.Type && match.Choices.Count > 0).ToList();
        var left = parts.Where(part => _found.Values.All(match => match.Part != part)).ToList();
        return open is [_] && left is [var only] ? new TakeoverMatch(resource, only) : null;
    }

    private void OnlyOne(TakeoverPart part)
    {
        var all = _found.Values.Where(match => match.Part == part && map[match.Resource.Address] is null).ToList();
        if (_found.Values.Count(match => match.Part == part) < 2)
            return;
        foreach (var match in all)
            _found[match.Resource.Address] = Asked(match.Resource, PartsOf(match.Resource));
    }

    private IEnumerable<string> Words(StateResource resource)
    {
        var last = resource.Address[(resource.Address.LastIndexOf($"{resource.Type}.", StringComparison.Ordinal) + resource.Type.Length)..];
        string[] texts =
        [
            last,
            string.Join(' ', NameAttributes.Select(resource.Text)),
            string.Join(' ', resource.Tags.Where(tag => NameTags.Contains(tag.Key)).Select(tag => tag.Value)),
            resource.Type == "aws_efs_access_point" ? resource.First("root_directory").Text("path") : "",
        ];
        var ownName = BundleValue.Plain(edge);
        return texts.Select(text => BundleValue.Plain(text).Replace(ownName, "", StringComparison.Ordinal)).Where(text => text.Length > 0);
    }

    private static bool IsGateway(StateResource resource) => resource.Text("vpc_endpoint_type") == "Gateway";

    private static bool IsOf(StateResource key, string named) => named.Length > 0
        && (named == key.Text("arn") || named == key.Text("key_id") || named == key.Id);
}
