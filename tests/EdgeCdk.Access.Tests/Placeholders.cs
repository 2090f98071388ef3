using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;
using YamlDotNet.Serialization;

namespace EdgeCdk.Access.Tests;

/// <summary>
/// Puts values for <c>&lt;…&gt;</c> into texts of the contract:
/// <list type="bullet">
/// <item><c>&lt;JobStatus/Queue/Queue&gt;</c>: the ARN of the resource at a construct path; a star stands for any part of it, a
/// bar separates alternatives, and then there are several</item>
/// <item><c>&lt;JobCluster/Cluster:Ref&gt;</c>, <c>&lt;X/Y:Property&gt;</c>: what a Ref to it gives, or a property of it</item>
/// <item><c>&lt;~/Logs/LogGroup&gt;</c>: the same, below the construct that the role belongs to</item>
/// <item><c>&lt;own log groups&gt;</c>: names of the log groups of the function or the containers that the role is for</item>
/// <item><c>&lt;s3.iamRoleArn&gt;</c>: a value of the edge file</item>
/// <item><c>&lt;region&gt;</c>, <c>&lt;account&gt;</c>, <c>&lt;partition&gt;</c>, <c>&lt;dns&gt;</c>, <c>&lt;edge&gt;</c>,
/// <c>&lt;stack&gt;</c></item>
/// </list>
/// </summary>
public sealed partial class Placeholders(ResolvedStack stack, string edgeFile)
{
    private const string OwnLogGroups = "own log groups";

    private readonly Dictionary<(string Text, string? Role), IReadOnlyList<string>> _expanded = [];
    private readonly Dictionary<string, string> _keys = Flatten("", new DeserializerBuilder().Build().Deserialize<object>(edgeFile))
        .ToDictionary();

    /// <summary>All texts that a text stands for; none when something that it names is not there.</summary>
    /// <param name="text">The text.</param>
    /// <param name="role">Construct path of the role that acts. Default: none.</param>
    public IReadOnlyList<string> Expand(string text, string? role = null)
    {
        // The same texts come again for every role.
        var isOfRole = text.Contains("<~/", StringComparison.Ordinal) || text.Contains($"<{OwnLogGroups}>", StringComparison.Ordinal);
        var key = (text, isOfRole ? role : null);
        return _expanded.TryGetValue(key, out var known) ? known : _expanded[key] = Values(text, role);
    }

    private IReadOnlyList<string> Values(string text, string? role)
    {
        var placeholder = Placeholder().Match(text);
        return placeholder.Success
            ? [
                .. ValuesOf(placeholder.Groups[1].Value, role).SelectMany(
                    value => Expand(text[..placeholder.Index] + value + text[(placeholder.Index + placeholder.Length)..], role)),
            ]
            : [text];
    }

    /// <summary>Resources at a construct path that may have stars.</summary>
    public IEnumerable<Resource> At(string pattern)
    {
        var paths = new Regex(
            $"^({Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\|", "|", StringComparison.Ordinal)})$");
        return stack.Template.Resources.Where(resource => paths.IsMatch(resource.Path))
            .OrderBy(resource => resource.Path, StringComparer.Ordinal);
    }

    private IEnumerable<string> ValuesOf(string name, string? role) => name switch
    {
        "region" => [stack.Place.Region],
        "account" => [stack.Place.Account],
        "partition" => [stack.Place.Partition],
        "dns" => [stack.Place.DnsSuffix],
        "edge" => [_keys["edge.name"]],
        "stack" => [stack.StackId],
        OwnLogGroups => LogGroupsOf(role ?? throw new ArgumentException($"<{name}> belong to a role", nameof(name))),
        _ when name.StartsWith("~/", StringComparison.Ordinal) => ValuesOf(
            Owner(role ?? throw new ArgumentException($"<{name}> belongs to a role", nameof(name))) + name[1..], role),
        _ when name.Contains('/', StringComparison.Ordinal) => Resources(name.Split(':')),
        _ => _keys.TryGetValue(name, out var value) ? [value] : [],
    };

    private IEnumerable<string> Resources(string[] parts) => At(parts[0]).Select(resource => parts switch
    {
        [_, "Ref"] => stack.Ref(resource),
        [_, var property] => stack.Text(resource[property]),
        _ => stack.Arn(resource),
    });

    private IEnumerable<string> LogGroupsOf(string role)
    {
        var id = stack.Template.At(role).LogicalId;
        var functions = stack.Template.OfType("AWS::Lambda::Function")
            .Where(function => Resource.TargetOf(function["Role"]) == id)
            .Select(function => function["LoggingConfig.LogGroup"]);
        var containers = stack.Template.OfType("AWS::ECS::TaskDefinition")
            .Where(task => Resource.TargetOf(task["ExecutionRoleArn"]) == id)
            .SelectMany(task => task["ContainerDefinitions"]!.AsArray())
            .Select(container => container!["LogConfiguration"]!["Options"]!["awslogs-group"]);
        return functions.Concat(containers).Select(stack.Text).Order(StringComparer.Ordinal);
    }

    // A role's path ends in the role's own construct and its resource.
    private static string Owner(string role) => string.Join('/', role.Split('/')[..^2]);

    private static IEnumerable<KeyValuePair<string, string>> Flatten(string prefix, object value) => value is Dictionary<object, object> map
        ? map.SelectMany(pair => Flatten(prefix.Length == 0 ? $"{pair.Key}" : $"{prefix}.{pair.Key}", pair.Value))
        : [KeyValuePair.Create(prefix, $"{value}")];

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Placeholder();
}
