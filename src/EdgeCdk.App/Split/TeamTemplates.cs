using System.Text.Json.Nodes;
using EdgeCdk.App.Synthesis;
using EdgeCdk.Config;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.App.Split;

/// <summary>
/// The parts of an edge that other teams create, one template for each team. Their resources are those of the stack that creates
/// everything: each role, group and key has the statements and rules that its construct gives it.
/// </summary>
internal sealed class TeamTemplates
{
    private const string Endpoint = "AWS::EC2::VPCEndpoint";

    private readonly EdgeDefinition _edge;
    private readonly JsonObject _resources;
    private readonly ExistingNames _existing;
    private readonly List<Widening> _widenings = [];

    /// <summary>Synthesizes the edge, and divides it.</summary>
    /// <param name="edge">The edge, whatever of it exists already.</param>
    public TeamTemplates(EdgeDefinition edge)
    {
        _edge = edge;
        var all = WhereNothingExists(edge);
        var created = Synthesize(all);
        _resources = created["Resources"]!.AsObject();
        _existing = new ExistingNames(created, Synthesize(ExistingNames.WhereAllExists(all)));
        All = Enum.GetValues<Team>().ToDictionary(team => team, Template);
    }

    /// <summary>The templates.</summary>
    public IReadOnlyDictionary<Team, JsonObject> All { get; }

    /// <summary>Statements that allow more than in the stack that creates everything.</summary>
    public IReadOnlyList<Widening> Widenings => _widenings;

    /// <summary>The edge whose stack creates everything. The path of roles stays: the policy of a key names them.</summary>
    public static EdgeDefinition WhereNothingExists(EdgeDefinition edge) => edge with
    {
        Config = edge.Config with
        {
            Iam = edge.Config.Iam with { Roles = ResourceMode.Create },
            Kms = new KmsSection(),
            Vpc = edge.Config.Vpc with { SecurityGroups = null, EndpointOwner = EndpointOwner.Edge },
        },
    };

    private static JsonObject Synthesize(EdgeDefinition edge) =>
        EdgeApp.Template(app => new EdgeStack(app, new EdgeNames(edge.Config.Edge.Name).Stack, edge));

    private JsonObject Template(Team team)
    {
        var resources = new JsonObject(_resources.Where(pair => IsOf(team, pair.Key))
            .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Resource(team, pair.Key, pair.Value!.AsObject()))));
        var template = new JsonObject { ["Description"] = $"Edge {_edge.Config.Edge.Name}: {About(team)}" };
        if (Parameters(resources) is { Count: > 0 } parameters)
            template["Parameters"] = parameters;
        template["Resources"] = resources;
        if (Outputs(team, resources) is { Count: > 0 } outputs)
            template["Outputs"] = outputs;
        return template;
    }

    private static string About(Team team) => team switch
    {
        Team.Keys => "keys",
        Team.Network => "security groups and endpoints",
        _ => "roles",
    };

    private bool IsOf(Team team, string id)
    {
        var type = (string)_resources[id]!["Type"]!;
        return TeamOf.Type(type) == team && (type != Endpoint || _edge.Config.Vpc.EndpointOwner is EndpointOwner.Network);
    }

    private JsonObject Resource(Team team, string id, JsonObject resource)
    {
        var references = new PolicyReferences(_resources, other => IsOf(team, other), new PhysicalNames(_edge, _existing));
        var copy = resource.DeepClone().AsObject();
        copy["Properties"] = references.Without(resource["Properties"]);
        copy.Remove("DependsOn");
        if (Waits(resource).Where(other => IsOf(team, other)).ToArray() is { Length: > 0 } waits)
            copy["DependsOn"] = new JsonArray([.. waits.Select(other => (JsonNode)other)]);
        Complete(id, copy);
        NoteWidenings(id, resource, references);
        return copy;
    }

    // What the stack of the edge gives its resources by other means: names of roles are its own only where others name them, and
    // CloudFormation passes the tags of a stack on. By its tags the stack of a team would look like that of the edge.
    private void Complete(string id, JsonObject resource)
    {
        var (type, properties) = ((string)resource["Type"]!, resource["Properties"]!.AsObject());
        if (type == "AWS::IAM::Role")
        {
            properties["RoleName"] = _existing.Role(id);
            if (_edge.Config.Iam.RolePath is { } path)
                properties["Path"] = path;
        }

        if (type is "AWS::IAM::Role" or "AWS::KMS::Key" or "AWS::EC2::SecurityGroup")
        {
            properties["Tags"] = new JsonArray([.. EdgeTags.Of(_edge.Config.Edge.Name, _edge.Release.Version)
                .Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);
        }
    }

    private void NoteWidenings(string id, JsonObject resource, PolicyReferences references)
    {
        foreach (var (sid, path, substitute) in references.Substituted)
        {
            if (substitute.AlsoMatches is { } also)
            {
                var end = substitute.Parameter is { } parameter ? $"<{parameter}>" : "";
                _widenings.Add(new(HolderOf(id, resource), sid, path, substitute.Text + end, also));
            }
        }
    }

    private string HolderOf(string id, JsonObject resource) => (string)resource["Type"]! switch
    {
        "AWS::IAM::Role" => _existing.Role(id),
        "AWS::IAM::Policy" => _existing.Role((string)resource["Properties"]!["Roles"]![0]!["Ref"]!),
        _ => PolicyReferences.PathOf(resource),
    };

    private static IEnumerable<string> Waits(JsonObject resource) => resource["DependsOn"] switch
    {
        JsonArray several => several.Select(one => (string)one!),
        JsonValue one => [(string)one!],
        _ => [],
    };

    // Those that the resources refer to: ARNs of keys, and ids that are known after the first deployment.
    private JsonObject Parameters(JsonObject resources)
    {
        var names = Walk(resources).OfType<JsonObject>().Select(node => node.Count == 1 ? (string?)node["Ref"] : null).OfType<string>()
            .Where(name => !resources.ContainsKey(name) && !name.StartsWith("AWS::", StringComparison.Ordinal));
        return new JsonObject(
            names.Distinct().Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, (JsonNode?)Parameter(name))));
    }

    private JsonObject Parameter(string name)
    {
        if (!name.EndsWith("Arn", StringComparison.Ordinal))
        {
            return new JsonObject
            {
                ["Type"] = "String",
                ["Default"] = "*",
                ["AllowedPattern"] = @"\*|fs(ap)?-[0-9a-f]+",
                ["Description"] = "Id from the stack of the edge, once it is deployed; * until then",
            };
        }

        var parameter = new JsonObject
        {
            ["Type"] = "String",
            ["AllowedPattern"] = "arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+",
            ["Description"] = "ARN of the key: output of the same name of the template for keys",
        };
        var kms = _edge.Config.Kms;
        if ((name == PhysicalNames.GeneralKey ? kms.GeneralKeyArn : kms.DataQualityKeyArn) is { } arn)
            parameter["Default"] = arn;
        return parameter;
    }

    // Each for another template, and all of a team as lines of the edge file.
    private JsonObject Outputs(Team team, JsonObject resources)
    {
        var (type, attribute) = team is Team.Keys ? ("AWS::KMS::Key", "Arn") : ("AWS::EC2::SecurityGroup", "GroupId");
        var outputs = new JsonObject();
        var lines = new JsonArray();
        foreach (var (id, resource) in resources)
        {
            if (team is Team.Identity || (string)resource!["Type"]! != type)
                continue;
            var name = team is Team.Keys ? PhysicalNames.KeyParameter(id) : _existing.Group(id);
            var value = new JsonObject { ["Fn::GetAtt"] = new JsonArray(id, attribute) };
            outputs[char.ToUpperInvariant(name[0]) + name[1..]] = new JsonObject { ["Value"] = value };
            lines.Add($"{(lines.Count == 0 ? "{ " : ", ")}{char.ToLowerInvariant(name[0])}{name[1..]}: ");
            lines.Add(value.DeepClone());
        }

        if (lines.Count == 0)
            return outputs;
        lines.Add(" }");
        outputs["EdgeFile"] = new JsonObject
        {
            ["Description"] = $"Value of {(team is Team.Keys ? "kms" : WorkloadGroup.Block)} in the edge file",
            ["Value"] = new JsonObject { ["Fn::Join"] = new JsonArray("", lines) },
        };
        return outputs;
    }

    private static IEnumerable<JsonNode> Walk(JsonNode? node) => node switch
    {
        null => [],
        JsonObject map => map.SelectMany(pair => Walk(pair.Value)).Prepend(map),
        JsonArray list => list.SelectMany(Walk).Prepend(list),
        _ => [node],
    };
}
