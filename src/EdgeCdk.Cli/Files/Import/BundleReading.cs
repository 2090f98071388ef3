using System.Text.Json;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>What a bundle says about an edge and its release, and what became of every value.</summary>
internal sealed class BundleReading
{
    private const string OfAws = "AWS sets it itself";

    private readonly ImportMap _map;
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<string, List<(BundleValue Value, string Text)>> _edge = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Place, object Value)> _release = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withEnvironment = new(StringComparer.Ordinal);

    private BundleReading(ImportMap map) => _map = map;

    /// <summary>Everything that was found, in the order of the files.</summary>
    public IReadOnlyList<Finding> Findings => [.. _findings.OrderBy(finding => finding.Place, StringComparer.Ordinal)];

    /// <summary>What has to be decided by somebody.</summary>
    public IEnumerable<Finding> Open => Findings.Where(finding => finding.Outcome is Outcome.Open);

    /// <summary>Paths of keys of the release, and their values.</summary>
    public IReadOnlyDictionary<string, (string Place, object Value)> Release => _release;

    /// <summary>Components whose variables the bundle names: those of another release are not theirs.</summary>
    public IReadOnlySet<string> WithEnvironment => _withEnvironment;

    /// <summary>Reads the documents of a bundle.</summary>
    /// <param name="documents">The documents.</param>
    /// <param name="map">What was decided before.</param>
    /// <param name="draft">Gets the values of the edge.</param>
    public static BundleReading Of(IReadOnlyList<BundleDocument> documents, ImportMap map, EdgeDraft draft)
    {
        var reading = new BundleReading(map);
        var values = documents.SelectMany(BundleValue.Of).ToList();
        reading.TakeSecrets(values);
        reading.ReadVariables(values);
        var parts = documents.SelectMany(document => ComponentPart.In(document, reading.Resolved)).ToList();
        var ofParts = parts.SelectMany(part => part.Values).Select(value => value.Place).ToHashSet(StringComparer.Ordinal);
        reading.ReadEdge([.. values.Where(value => IsValue(value) && !ofParts.Contains(value.Place))], draft);
        foreach (var part in parts)
            reading.ReadPart(part, draft);
        reading.ReadRest(values, ofParts);
        return reading;
    }

    private static bool IsValue(BundleValue value) =>
        value.Document.HasValues || value.Path[0] == "module" && !value.Text.StartsWith("${", StringComparison.Ordinal);

    private void Note(BundleValue value, Outcome outcome, string target, string? shown = null)
    {
        if (_done.Add(value.Place))
            _findings.Add(new Finding(value.Place, outcome is Outcome.Removed ? "" : shown ?? value.Text, outcome, target));
    }

    private void TakeSecrets(IEnumerable<BundleValue> values)
    {
        foreach (var value in values)
        {
            if (BundleSecrets.KindOf(value) is { } kind && (IsValue(value) || kind != "a credential, empty"))
                Note(value, Outcome.Removed, $"{kind}: give it to AWS Secrets Manager or as a parameter of the deployment");
        }
    }

    // The values of variables, by their paths: those of the files, else the defaults of the module.
    private void ReadVariables(IEnumerable<BundleValue> values)
    {
        foreach (var value in values.Where(value => !_done.Contains(value.Place)).OrderBy(value => value.Document.HasValues))
        {
            if (value.Document.HasValues)
                _variables[string.Join('.', value.Path)] = value.Text;
            else if (value.Path is ["variable", var name, "0", "default"] && value.Document.File.Split('/').Length == 1)
                _variables[name] = value.Text;
        }
    }

    // ${var.a.b} replaced by its value; what is left is a reference of another kind.
    private string Resolved(string text)
    {
        for (var start = text.IndexOf("${var.", StringComparison.Ordinal); start >= 0; start = text.IndexOf("${var.", start + 1,
            StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            if (end > 0 && _variables.TryGetValue(text[(start + 6)..end], out var value))
                text = text[..start] + value + text[(end + 1)..];
        }

        return text;
    }

    private void ReadEdge(IReadOnlyList<BundleValue> values, EdgeDraft draft)
    {
        var open = values.Where(value => !_done.Contains(value.Place)).ToList();
        var account = open.FirstOrDefault(value => EdgeShapes.ByName(value) == "account.accountId"
            && EdgeShapes.Takes("account.accountId", value.Text))?.Text;
        foreach (var value in open)
        {
            var targets = (_map[value.List] ?? _map[value.Place]) is { } told ? Told(value, told) : EdgeShapes.Of(value, account);
            if (targets is [var (target, text)])
            {
                (_edge.TryGetValue(target, out var known) ? known : (_edge[target] = [])).Add((value, text));
            }
            else if (targets.Count > 1)
            {
                var list = value.List;
                if (_done.Add(value.Place) && _findings.TrueForAll(finding => finding.Place != list))
                    _findings.Add(new Finding(list, value.Text, Outcome.Open, string.Join(" or ", targets.Select(one => one.Target))));
            }
            else if (EdgeShapes.ByName(value) is { } named && value.Text.Length > 0 && value.Text != "null")
            {
                Note(value, Outcome.NotUnderstood, $"{named} takes no such value");
            }
        }

        foreach (var (target, found) in _edge)
            Decide(target, found, draft);
    }

    private IReadOnlyList<(string Target, string Text)> Told(BundleValue value, string target)
    {
        if (target == ImportMap.Ignore)
        {
            Note(value, Outcome.Left, "the mapping file says so");
            return [];
        }

        return ConfigKey.Find(ConfigKey.OfEdge, target) is null
            ? throw new CommandException($"{target} is no key of an edge file, as the mapping file says for {value.Place}")
            : EdgeShapes.Takes(target, value.Text) ? [(target, value.Text)]
            : throw new CommandException($"{target} does not take {value.Text}, as the mapping file says for {value.Place}");
    }

    // The same value in several places is one; several values are a question.
    private void Decide(string target, List<(BundleValue Value, string Text)> found, EdgeDraft draft)
    {
        var isList = ConfigKey.Find(ConfigKey.OfEdge, target)!.Kind is KeyKind.List;
        var choices = found.GroupBy(one => isList ? one.Value.List : one.Text)
            .Select(group => (Text: isList ? string.Join(',', group.Select(one => one.Text)) : group.Key, Values: group.ToList()))
            .DistinctBy(choice => choice.Text).ToList();
        foreach (var (value, text) in found)
        {
            if (choices.Count == 1)
                Note(value, Outcome.Mapped, target, text == value.Text ? null : $"{value.Text}, as {text}");
            else
                Note(value, Outcome.Open, $"{target}, of which there are several values");
        }

        if (choices.Count > 1)
            return;
        if (target != "edge.release")
            draft.Set(target, choices[0].Text);
        else
            Keep("version", found[0].Value, choices[0].Text);
    }

    private void ReadPart(ComponentPart part, EdgeDraft draft)
    {
        foreach (var (key, value, content) in part.Settings)
        {
            if (_map[value.Place] == ImportMap.Ignore)
                Note(value, Outcome.Left, "the mapping file says so");
            else
                Keep(key, value, content);
        }

        if (part.Variables.Count > 0)
            _withEnvironment.Add(part.Component!);
        foreach (var variable in part.Variables)
            ReadVariable(part.Component!, variable, draft);
        foreach (var value in part.Values.Where(value => !_done.Contains(value.Place) && ComponentPart.IsName(value)))
            Note(value, Outcome.Left, "a name of the definition");
        foreach (var value in part.Values.Where(value => !_done.Contains(value.Place)))
            Note(value, Outcome.NotUnderstood, $"in the definition of {part.Component ?? "a component that is not known"}");
    }

    private void Keep(string key, BundleValue value, object content)
    {
        if (_release.TryGetValue(key, out var known) && Shown(known.Value) != Shown(content))
        {
            Note(value, Outcome.Open, $"{key}, which is {Shown(known.Value)} in {known.Place}");
            return;
        }

        _release[key] = (value.Place, content);
        Note(value, Outcome.Mapped, key, value.Text == Shown(content) ? null : $"{value.Text}, as {Shown(content)}");
    }

    private static string Shown(object content) => content is IReadOnlyList<string> items ? string.Join(' ', items)
        : ConfigKey.Written(content);

    private void ReadVariable(string component, (string Name, BundleValue Value) variable, EdgeDraft draft)
    {
        var (name, value) = variable;
        if (_done.Contains(value.Place))
            return;
        if (BundleSecrets.IsNamed(name) && !value.Text.StartsWith("arn:", StringComparison.Ordinal))
        {
            Note(value, Outcome.Removed, $"a credential in the variable {name}: no variable of the stack has one");
            return;
        }

        if (name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("ECS_", StringComparison.Ordinal))
        {
            Note(value, Outcome.Left, OfAws);
            return;
        }

        var place = $"components.{component}.environment.{name}";
        switch (_map[value.Place] ?? FactOf(value.Text, name, draft))
        {
            case ImportMap.Ignore:
                Note(value, Outcome.Left, "the mapping file says so");
                break;
            case ImportMap.Constant:
                Keep($"components.{component}.constants.{name}", value, Resolved(value.Text));
                break;
            case { } fact when Facts.Find(fact) is not null:
                Keep(place, value, fact);
                break;
            case { } other:
                Note(value, Outcome.Open, $"{place}: {other}");
                break;
            default:
                Note(value, Outcome.Open, $"{place}: which fact is this? {Meant(component)}");
                break;
        }
    }

    private static string Meant(string component) => $"use {ImportMap.Ignore}, {ImportMap.Constant} or one of "
        + string.Join(", ", Facts.All.Where(fact => fact.Components.Contains(component)).Select(fact => fact.Name));

    private string? FactOf(string text, string name, EdgeDraft draft)
    {
        if (ExpressionFacts.VariableOf(text) is { } path)
        {
            var keys = _edge.Where(key => key.Value.Exists(one => VariablePath(one.Value) == path))
                .Select(key => ExpressionFacts.OfKey(key.Key)).OfType<string>().Distinct().ToList();
            if (keys is [var fact])
                return fact;
            return _variables.ContainsKey(path) ? ImportMap.Constant : null;
        }

        if (text.StartsWith("${", StringComparison.Ordinal))
            return ExpressionFacts.OfReference(text);
        if (text.Contains("${", StringComparison.Ordinal))
            return null;
        var same = _edge.Keys.Where(key => draft[key] == text).Select(ExpressionFacts.OfKey).OfType<string>().Distinct().ToList();
        if (same.Count > 1)
        {
            // Bucket and edge often have one region.
            same = [.. same.Where(fact =>
                name.Contains("BUCKET", StringComparison.OrdinalIgnoreCase) == fact.StartsWith("result-", StringComparison.Ordinal))];
        }

        return same switch
        {
            [] => text.StartsWith("/mnt/", StringComparison.Ordinal) && name.Contains("DRIVER", StringComparison.OrdinalIgnoreCase)
                ? Facts.DriversPath.Name
                : ImportMap.Constant,
            [var only] => only,
            _ => $"it is {string.Join(" or ", same)}",
        };
    }

    private static string VariablePath(BundleValue value) => string.Join('.', value.Path.Where(part => !part.All(char.IsDigit)));

    private void ReadRest(IEnumerable<BundleValue> values, HashSet<string> ofParts)
    {
        foreach (var value in values.Where(value => !_done.Contains(value.Place) && IsValue(value) && !ofParts.Contains(value.Place)))
        {
            if (_map[value.Place] == ImportMap.Ignore)
                Note(value, Outcome.Left, "the mapping file says so");
            else if (value.Text.Length == 0 || value.Node.GetValueKind() is JsonValueKind.Null)
                Note(value, Outcome.Left, "empty");
            else if (value.Path[0] == "module" && value.Path[^1] is "source" or "version" && value.Path[0] == "module")
                Note(value, Outcome.Left, "the stack takes the place of the module");
            else
                Note(value, Outcome.NotUnderstood, "no key has a name or a form like this");
        }
    }
}
