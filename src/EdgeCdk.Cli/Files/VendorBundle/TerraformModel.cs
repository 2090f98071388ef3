using System.Text.Json.Nodes;
using EdgeCdk.Cli.Common;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>
/// The configuration of a bundle as Terraform would use it: values with its precedence, and the definitions of every use of a module with
/// all references replaced whose value is in the bundle.
/// </summary>
internal sealed class TerraformModel
{
    private const int MostUses = 500;

    private static readonly string[] NotArguments = ["source", "version", "providers", "for_each", "count", "depends_on"];

    private readonly TerraformOrigins _origins = new();
    private readonly Dictionary<string, TerraformModule> _modules;
    private readonly Dictionary<string, JsonNode?> _given = new(StringComparer.Ordinal);
    private readonly List<BundleDocument> _values = [];
    private readonly List<BundleDocument> _definitions = [];
    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private int _uses;

    private TerraformModel(IReadOnlyList<BundleDocument> documents)
    {
        _modules = documents.Where(document => !document.HasValues).GroupBy(document => document.Folder)
            .ToDictionary(group => group.Key, group => new TerraformModule(group.Key, group));
        var root = _modules.GetValueOrDefault("") ?? new TerraformModule("", []);
        ReadVariables(documents.Where(document => document.HasValues));
        ReadDefaults(root);
        var scope = Use(root, "", name => _given.TryGetValue(name, out var value) ? () => value : null);
        ReadArguments(scope);
        var unused = _modules.Values.Where(module => module.Folder.Length > 0 && !_used.Contains(module.Folder)).ToList();
        foreach (var module in unused)
        {
            // Without a call of any module, all are read with the defaults of their variables alone.
            if (root.Calls.Count == 0)
                Use(module, "", _ => null);
            else
                _findings.Add(new Finding(module.Folder, "", Outcome.Left, "nothing uses this module"));
        }
    }

    /// <summary>The documents with values: those of variables, their defaults, and what is written in calls of modules.</summary>
    public IReadOnlyList<BundleDocument> Values => _values;

    /// <summary>The definitions of resources, one document for each use of a file.</summary>
    public IReadOnlyList<BundleDocument> Definitions => _definitions;

    /// <summary>What is not used, or not there.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Makes the model of the files of a bundle.</summary>
    public static TerraformModel Of(IReadOnlyList<BundleDocument> documents) => new(documents);

    // Terraform reads terraform.tfvars, then its JSON, then *.auto.tfvars in the order of their names: the last value of a variable counts.
    private static int Rank(BundleDocument document) => document.File switch
    {
        "terraform.tfvars" => 1,
        "terraform.tfvars.json" => 2,
        var file when document.Folder.Length == 0 && file.Contains(".auto.tfvars", StringComparison.Ordinal) => 3,
        _ => 0,
    };

    private void ReadVariables(IEnumerable<BundleDocument> documents)
    {
        var ordered = documents.OrderBy(Rank).ThenBy(document => document.File, StringComparer.Ordinal).ToList();
        foreach (var document in ordered)
        {
            var counts = (JsonObject)document.Root.DeepClone();
            foreach (var name in document.Root.Select(member => member.Key).ToList())
            {
                if (Rank(document) > 0 && ordered.Last(other => Rank(other) > 0 && other.Root.ContainsKey(name)) is var last
                    && last != document)
                {
                    counts.Remove(name);
                    _findings.Add(new Finding(
                        $"{document.File}: {name}", "", Outcome.Left, $"{last.File} has it, too, and Terraform takes that"));
                }
            }

            Give(document with { Root = counts }, isRead: Rank(document) > 0);
        }
    }

    private void ReadDefaults(TerraformModule root)
    {
        foreach (var document in root.Documents)
        {
            var defaults = new JsonObject();
            foreach (var (name, block) in TerraformModule.Named(document.Root["variable"]))
            {
                if (!_given.ContainsKey(name) && block["default"] is { } value)
                    defaults[name] = value.DeepClone();
            }

            if (defaults.Count > 0)
                Give(document with { Root = defaults, HasValues = true }, isRead: true);
        }
    }

    private void Give(BundleDocument document, bool isRead)
    {
        _values.Add(document with { Origins = _origins.Paths });
        foreach (var (name, value) in isRead ? document.Root : [])
        {
            var given = Hidden(value, name, document);
            Mark(given, name);
            _given[name] = given;
        }
    }

    // A credential goes nowhere: what refers to it stays a reference.
    private static JsonNode? Hidden(JsonNode? node, string path, BundleDocument document) => node switch
    {
        JsonObject block => new JsonObject(block.Select(member =>
            KeyValuePair.Create(member.Key, Hidden(member.Value, $"{path}.{member.Key}", document)))),
        JsonArray list => new JsonArray([.. BundleList.Items(list).Select(item => Hidden(item.Node, $"{path}.{item.Name}", document))]),
        JsonValue value when BundleSecrets.KindOf(new BundleValue(document, path.Split('.'), value)) is not null =>
            JsonValue.Create($"${{var.{path}}}"),
        _ => node?.DeepClone(),
    };

    private void Mark(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonObject block:
                foreach (var (name, member) in block)
                    Mark(member, $"{path}.{name}");
                break;
            case JsonArray list:
                foreach (var (name, item) in BundleList.Items(list))
                    Mark(item, $"{path}.{name}");
                break;
            case JsonValue value:
                _origins.Set(value, path);
                break;
        }
    }

    private TerraformScope Use(TerraformModule module, string use, Func<string, Func<JsonNode?>?> variable)
    {
        if (++_uses > MostUses)
            throw new CommandException($"modules are used more than {MostUses} times: this is not a bundle of the vendor");
        _used.Add(module.Folder);
        var children = new Dictionary<string, IReadOnlyDictionary<string, TerraformScope>>(StringComparer.Ordinal);
        var scope = new TerraformScope(module, _origins, variable,
            name => children.GetValueOrDefault(name) ?? new Dictionary<string, TerraformScope>());
        foreach (var (name, call) in module.Calls)
            children[name] = Uses(scope, name, call, use);
        foreach (var document in module.Documents)
            Define(document, scope, use);
        return scope;
    }

    private Dictionary<string, TerraformScope> Uses(TerraformScope scope, string name, JsonObject call, string use)
    {
        var scopes = new Dictionary<string, TerraformScope>(StringComparer.Ordinal);
        if (scope.Module.FolderOf(call) is not { } folder || !_modules.TryGetValue(folder, out var module)
            || folder == scope.Module.Folder)
        {
            _findings.Add(new Finding(
                $"module.{name}", call["source"]?.ToString() ?? "", Outcome.NotUnderstood, "this module is not in the bundle"));
            return scopes;
        }

        var repeated = call["for_each"] is { } each ? scope.Repeated(each) : null;
        foreach (var (key, value) in repeated ?? [("", null)])
        {
            var caller = repeated is null ? scope : scope.With(key, value);
            scopes[key] = Use(module, repeated is null ? use : $"{use} {name}[{key}]", argument =>
                call.TryGetPropertyValue(argument, out var node) && !NotArguments.Contains(argument) ? () => caller.Evaluate(node) : null);
        }

        return scopes;
    }

    private void Define(BundleDocument document, TerraformScope scope, string use)
    {
        var types = new JsonObject();
        foreach (var (type, blocks) in TerraformModule.Named(document.Root["resource"]))
        {
            foreach (var (name, block) in blocks)
                (types[type] ??= new JsonObject())[name] = Repeated(block, scope);
        }

        if (types.Count > 0)
        {
            _definitions.Add(new BundleDocument(document.File + use, new JsonObject { ["resource"] = types })
            {
                HasValues = false,
                Origins = _origins.Paths,
            });
        }
    }

    private static JsonNode? Repeated(JsonNode? blocks, TerraformScope scope) => blocks switch
    {
        JsonArray list => new JsonArray([.. list.Select(block => Repeated(block, scope))]),
        JsonObject block when block["for_each"] is { } each && scope.Repeated(each) is { } repeated => new JsonObject(
            repeated.Select(one => KeyValuePair.Create(one.Key, scope.With(one.Key, one.Value).Evaluate(Once(block))))),
        _ => scope.Evaluate(blocks),
    };

    // What it is repeated for was read, and is no part of it.
    private static JsonObject Once(JsonObject block) => new(block.Where(member => member.Key != "for_each")
        .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    // What is written in the calls of the root and in its locals is a value, too; what comes from a variable was read there.
    private void ReadArguments(TerraformScope scope)
    {
        foreach (var document in scope.Module.Documents)
        {
            var (values, calls) = (new JsonObject(), new JsonObject());
            foreach (var (name, call) in TerraformModule.Named(document.Root["module"]))
                Add(calls, name, call.Where(member => !NotArguments.Contains(member.Key)));
            if (calls.Count > 0)
                values["module"] = calls;
            Add(values, "locals", TerraformModule.Blocks(document.Root["locals"]).SelectMany(block => block));
            if (values.Count > 0)
                _values.Add(new BundleDocument(document.File, values) { HasValues = true, Origins = _origins.Paths });
        }

        void Add(JsonObject values, string name, IEnumerable<KeyValuePair<string, JsonNode?>> members)
        {
            var own = new JsonObject();
            foreach (var (key, value) in members)
            {
                if (Written(scope.Evaluate(value)) is { } written)
                    own[key] = written;
            }

            if (own.Count > 0)
                values[name] = own;
        }
    }

    private JsonNode? Written(JsonNode? node) => node switch
    {
        JsonObject block => Whole(new JsonObject(block.Select(member => KeyValuePair.Create(member.Key, Written(member.Value)))
            .Where(member => member.Value is not null))),
        JsonArray { Count: 0 } => new JsonArray(),
        JsonArray list => list.Select(Written).OfType<JsonNode>().ToArray() is { Length: > 0 } items ? new JsonArray(items) : null,
        JsonValue value when _origins.Paths.ContainsKey(value) || TerraformText.IsExpression(value.ToString()) => null,
        _ => node?.DeepClone(),
    };

    private static JsonObject? Whole(JsonObject block) => block.Count > 0 ? block : null;
}
