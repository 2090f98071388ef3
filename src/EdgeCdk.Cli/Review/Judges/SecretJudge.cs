using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Reports what can be read in a template or in the console and should not be. Never repeats it.</summary>
internal static partial class SecretJudge
{
    public static IEnumerable<Change> Judge(StackChange stack)
    {
        var (before, after) = (Readable(stack.Base).ToHashSet(), Readable(stack.Head).ToList());
        return Parameters(stack).Concat(after.Where(found => !before.Contains(found))
            .Select(
                found => new Change(
                    Consequence.Protection, ChangeKind.Weakened, found.Construct, found.Words, found.Path, NeedsDecision: true)));
    }

    private static IEnumerable<Change> Parameters(StackChange stack) =>
        from parameter in stack.Head.Json["Parameters"] as JsonObject ?? []
        where IsSecret(stack.Base.Json["Parameters"]?[parameter.Key]) && !IsSecret(parameter.Value)
        select new Change(
            Consequence.Protection, ChangeKind.Weakened, parameter.Key,
            "can be read by everyone who can see the stack: the parameter is no longer NoEcho", $"Parameters.{parameter.Key}.NoEcho",
            NeedsDecision: true);

    private static IEnumerable<(string Construct, string Words, string Path)> Readable(StackTemplate template)
    {
        var secrets = (template.Json["Parameters"] as JsonObject ?? [])
            .Where(parameter => IsSecret(parameter.Value))
            .Select(parameter => parameter.Key)
            .ToHashSet();
        foreach (var resource in template.Resources.Values)
        {
            var text = resource.Properties["SecretString"];
            if (resource.Type == "AWS::SecretsManager::Secret" && text is JsonValue && !IsDynamic(text))
                yield return (resource.Path, "holds its secret in plain text in the template", "Properties.SecretString");
            foreach (var (path, node) in JsonPaths.Walk(resource.Properties, "Properties"))
            {
                if (resource.Type != "AWS::SecretsManager::Secret" && NamesOne(node, secrets))
                    yield return (resource.Path, "is given a secret parameter, which can then be read in its settings", path);
                if (IsVariable(path, node) is { } name && SecretName().IsMatch(name))
                    yield return (resource.Path, $"has the variable {name} in plain text in the template", path);
            }
        }

        foreach (var (path, node) in JsonPaths.Walk(template.Json["Outputs"], "Outputs"))
        {
            if (NamesOne(node, secrets))
                yield return (path.Split('.')[1], "shows a secret parameter as an output", path);
        }
    }

    // Lambda: a map below Variables. ECS: a list of names and values.
    private static string? IsVariable(string path, JsonNode node) => node switch
    {
        JsonValue when LambdaVariable().Match(path) is { Success: true } match && !IsHarmless(node) => match.Groups[1].Value,
        JsonObject map when EcsVariable().IsMatch(path) && map["Value"] is JsonValue value && !IsHarmless(value) => map["Name"]?.ToString(),
        _ => null,
    };

    private static bool NamesOne(JsonNode node, HashSet<string> secrets) =>
        node is JsonObject map
            && (
                (map["Ref"] is JsonValue id && secrets.Contains(id.ToString()))
                    || (
                        map["Fn::Sub"]?.ToString() is { } text
                            && secrets.Any(secret => text.Contains($"${{{secret}}}", StringComparison.Ordinal))));

    private static bool IsSecret(JsonNode? parameter) =>
        parameter?["NoEcho"]?.ToString().Equals("true", StringComparison.OrdinalIgnoreCase) is true;

    private static bool IsDynamic(JsonNode node) => node.ToString().Contains("{{resolve:", StringComparison.Ordinal);

    // An address of a secret, a switch or a number is none itself.
    private static bool IsHarmless(JsonNode node) =>
        IsDynamic(node) || node.ToString() is var text
            && (text.StartsWith("arn:", StringComparison.Ordinal) || text.Length < 6 || long.TryParse(text, out _));

    [GeneratedRegex(@"\AProperties\.Environment\.Variables\.([^.\[]+)\z")]
    private static partial Regex LambdaVariable();

    [GeneratedRegex(@"\AProperties\.ContainerDefinitions\[[0-9]+\]\.Environment\[[0-9]+\]\z")]
    private static partial Regex EcsVariable();

    [GeneratedRegex("password|passwd|secret|token|credential|api_?key|authorization|private_?key", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
