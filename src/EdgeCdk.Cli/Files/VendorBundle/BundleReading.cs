using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Rules;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>What a bundle says about an edge and its release, and what became of every value.</summary>
internal sealed class BundleReading
{
    // AWS's services of which the stack has what an edge needs.
    private static readonly string[] KnownTypes =
    [
        "aws_cloudwatch_", "aws_ecs_", "aws_efs_", "aws_iam_", "aws_kms_", "aws_lambda_", "aws_lb", "aws_s3_", "aws_scheduler_",
        "aws_secretsmanager_", "aws_security_group", "aws_sqs_", "aws_vpc_endpoint", "aws_vpc_security_group_", "null_resource",
        "random_", "terraform_data", "time_",
    ];

    private readonly ImportMap _map;
    private readonly Findings _findings = new();
    private readonly EdgeValues _edge;
    private readonly ReleaseValues _release;
    private readonly VariableFacts _facts;
    private readonly HashSet<string> _withEnvironment = new(StringComparer.Ordinal);

    private BundleReading(ImportMap map, EdgeDraft draft)
    {
        _map = map;
        _edge = new EdgeValues(draft, map, _findings);
        _release = new ReleaseValues(_findings);
        _facts = new VariableFacts(_edge);
    }

    /// <summary>Everything that was found, in the order of the files.</summary>
    public IReadOnlyList<Finding> Findings => _findings.All;

    /// <summary>What has to be decided by somebody.</summary>
    public IEnumerable<Finding> Open => Findings.Where(finding => finding.Outcome is Outcome.Open);

    /// <summary>What has to be decided about the edge.</summary>
    public IEnumerable<Finding> OpenKeys =>
        Open.Where(finding => finding.Choices.Any(choice => ConfigKey.Find(ConfigKey.OfEdge, choice) is not null));

    /// <summary>Paths of keys of the release, and their values.</summary>
    public IReadOnlyDictionary<string, (string Place, object Value)> Release => _release.All;

    /// <summary>Version of the release; null when the bundle does not say it.</summary>
    public string? Version => _edge["edge.release"];

    /// <summary>Components whose variables the bundle names: those of another release are not theirs.</summary>
    public IReadOnlySet<string> WithEnvironment => _withEnvironment;

    /// <summary>Reads a bundle.</summary>
    /// <param name="model">Its configuration.</param>
    /// <param name="map">What was decided before.</param>
    /// <param name="draft">Gets the values of the edge; those that it has already stay.</param>
    /// <exception cref="CommandException">The mapping file has a target that there is not.</exception>
    public static BundleReading Of(TerraformModel model, ImportMap map, EdgeDraft draft)
    {
        var reading = new BundleReading(map, draft);
        reading.Read(model);
        return reading;
    }

    private void Read(TerraformModel model)
    {
        foreach (var finding in model.Findings)
            _findings.Add(finding);
        var values = model.Values.SelectMany(BundleValue.Of).ToList();
        TakeSecrets([.. values, .. model.Definitions.SelectMany(BundleValue.Of)]);
        var parts = model.Values.Concat(model.Definitions).SelectMany(document => ComponentPart.In(document, _map)).ToList();
        var ofParts = parts.SelectMany(part => part.Values).Select(value => value.Place).ToHashSet(StringComparer.Ordinal);
        var variables = parts.SelectMany(part => part.Variables).Select(variable => variable.Value.Place);
        TakeTold(values.Concat(parts.SelectMany(part => part.Values)), [.. variables]);
        _edge.Read([.. values.Where(value => !ofParts.Contains(value.Place))]);
        ReadRegistries(parts);
        _edge.Decide();
        foreach (var part in parts)
            ReadPart(part);
        ReadRest(values.Where(value => !ofParts.Contains(value.Place)));
        foreach (var document in model.Definitions)
            ReadResources(document);
    }

    private void TakeSecrets(IEnumerable<BundleValue> values)
    {
        foreach (var value in values)
        {
            if (_map.Names(value.Place) || BundleSecrets.KindOf(value) is not { } kind)
                continue;
            if (value.Document.HasValues || kind != BundleSecrets.Empty)
                _findings.Add(value, Outcome.Removed, $"{kind}: give it to AWS Secrets Manager or as a parameter of the deployment");
        }
    }

    // What somebody named a key of the release for comes before what is found.
    private void TakeTold(IEnumerable<BundleValue> values, HashSet<string> variables)
    {
        foreach (var value in values.DistinctBy(value => value.Place))
        {
            if (variables.Contains(value.Place) || !_map.Names(value.Place))
                continue;
            var target = _map[value.Place]!;
            if (target is ImportMap.Ignore || ConfigKey.Find(ConfigKey.OfEdge, target) is not null)
                continue;
            if (ConfigKey.Find(ConfigKey.OfRelease, target) is null)
            {
                throw new CommandException(
                    $"{target} is no key of an edge file or release file, as the mapping file says for {value.Place}");
            }

            _release.Take(target, value);
        }
    }

    // The registry of the images is that of the edge; the vendor's is the default.
    private void ReadRegistries(IEnumerable<ComponentPart> parts)
    {
        var found = parts.Select(part => part.Registry).OfType<(BundleValue Value, string Prefix)>()
            .Where(one => _map[one.Value.Place] is null && EdgeShapes.Takes("registry.prefix", one.Prefix)).ToList();
        if (found.TrueForAll(one => one.Prefix == RegistrySection.VendorPrefix))
            return;
        foreach (var (value, prefix) in found)
            _edge.Add("registry.prefix", value with { Path = [.. value.Path, "(registry)"] }, prefix);
    }

    private void ReadPart(ComponentPart part)
    {
        if (_map[part.Place] == ImportMap.Ignore)
        {
            foreach (var value in part.Values)
                _findings.Ignored(value);
            return;
        }

        if (part.Component is null && part.IsCode)
        {
            _findings.Add(new Finding(part.Place, "", Outcome.Open, "which component is this? The stack may not have it")
            {
                Choices = [.. ComponentWords.All, ImportMap.Ignore],
            });
            return;
        }

        foreach (var (key, value, content) in part.Settings.Where(setting => !_findings.Has(setting.Value)))
        {
            const string question = $"which does not take it; {ImportMap.Ignore} leaves it as in the release before";
            if (_map[value.Place] == ImportMap.Ignore)
                _findings.Ignored(value);
            else if (content is null)
                _findings.Ask(value, value.List, $"{key}, {question}", ImportMap.Ignore);
            else
                _release.Keep(key, value, content);
        }

        if (part.HasVariables)
            _withEnvironment.Add(part.Component!);
        foreach (var (name, value) in part.Variables.Where(variable => !_findings.Has(variable.Value)))
            ReadVariable(part.Component!, name, value);
        foreach (var value in part.Values.Where(value => !_findings.Has(value)))
        {
            if (_map[value.Place] == ImportMap.Ignore)
                _findings.Ignored(value);
            else if (value.Text.Length == 0 || part.IsOfTheStack(value))
                _findings.Add(value, Outcome.Left, "the stack has its own");
            else
                _findings.Add(value, Outcome.NotUnderstood, $"in the definition of {part.Component ?? "a component that is not known"}");
        }
    }

    private void ReadVariable(string component, string name, BundleValue value)
    {
        if (BundleSecrets.IsNamed(name) && !value.Text.StartsWith("arn:", StringComparison.Ordinal) && !value.IsExpression
            && !_map.Names(value.Place))
        {
            _findings.Add(value, Outcome.Removed, $"a credential in the variable {name}: no variable of the stack has one");
            return;
        }

        if (VariableRules.IsReserved(name))
        {
            _findings.Add(value, IsSetByAws(name) ? Outcome.Left : Outcome.NotUnderstood,
                IsSetByAws(name) ? "AWS sets it itself" : $"AWS reserves the name {name}, and the stack cannot set it");
            return;
        }

        var place = $"components.{component}.environment.{name}";
        var told = _map[value.Place];
        var (fact, reason) = told is null ? _facts.Of(component, name, value) : (told, "");
        switch (fact)
        {
            case ImportMap.Ignore:
                _findings.Ignored(value);
                break;
            case ImportMap.Constant:
                _release.Keep($"components.{component}.constants.{name}", value, value.Text);
                break;
            case not null when Facts.Find(fact) is not null:
                _release.Keep(place, value, fact);
                break;
            case not null:
                throw new CommandException($"{fact} is no fact, as the mapping file says for {value.Place}; {ImportMap.Constant} and "
                    + $"{ImportMap.Ignore} are none, but can be used, too");
            default:
                _findings.Ask(value, value.Place, $"{place}: which fact is this? {reason}",
                [
                    .. Facts.All.Where(one => one.Components.Contains(component)).Select(one => one.Name),
                    ImportMap.Constant, ImportMap.Ignore,
                ]);
                break;
        }
    }

    private static bool IsSetByAws(string name) => name is "AWS_REGION" or "AWS_DEFAULT_REGION" or "AWS_EXECUTION_ENV"
        || ((string[])["AWS_LAMBDA_FUNCTION_", "AWS_CONTAINER_CREDENTIALS_", "ECS_CONTAINER_METADATA_URI"]).Any(name.StartsWith);

    private void ReadRest(IEnumerable<BundleValue> values)
    {
        foreach (var value in values.Where(value => !_findings.Has(value)))
        {
            if (value.Text.Length == 0)
                _findings.Add(value, Outcome.Left, "empty");
            else
                _findings.Add(value, Outcome.NotUnderstood, "no key has a name or a form like this");
        }
    }

    private void ReadResources(BundleDocument document)
    {
        foreach (var (type, blocks) in document.Root["resource"] as JsonObject ?? [])
        {
            var isKnown = KnownTypes.Any(known => type.StartsWith(known, StringComparison.Ordinal));
            foreach (var (name, _) in blocks as JsonObject ?? [])
            {
                var place = BundleValue.PlaceOf(document, ["resource", type, name]);
                if (_map[place] == ImportMap.Ignore)
                    _findings.Add(new Finding(place, "", Outcome.Left, "the mapping file says so"));
                else if (!isKnown)
                    _findings.Add(new Finding(place, "", Outcome.NotUnderstood, $"the stack has no {type}"));
            }
        }
    }
}
