using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>A block of a bundle that is about one component: its image, its size, its variables or its function.</summary>
internal sealed partial class ComponentPart
{
    private const string Mapping = "aws_lambda_event_source_mapping";

    private static readonly string[] Names = ["name", "functionname", "family", "containername", "component"];
    private static readonly string[] Images = ["image", "imageuri", "containerimage", "imageurl"];
    private static readonly string[] Repositories = ["repository", "imagerepository", "imagename", "repo"];
    private static readonly string[] Tags = ["tag", "imagetag", "imageversion"];
    private static readonly string[] Digests = ["digest", "imagedigest"];
    private static readonly string[] Memories = ["memory", "memorymib", "memorymb", "memorysize"];
    private static readonly string[] Storages = ["ephemeralstorage", "ephemeralstoragegib", "ephemeralstoragegb", "ephemeralstoragesize"];
    private static readonly string[] Environments = ["environment", "env", "environmentvariables", "envvars"];

    private static readonly string[] CodeKeys = [.. Images, "handler", .. Environments, .. Tags, "containerdefinitions"];

    // The stack has its own answer to these.
    private static readonly string[] OfTheStack =
    [
        .. Names, "essential", "networkmode", "requirescompatibilities", "executionrolearn", "taskrolearn", "logconfiguration",
        "portmappings", "dependson", "mountpoints", "volume", "volumes", "tags", "role", "vpcconfig", "publish", "s3bucket", "s3key",
        "s3objectversion", "sourcecodehash", "filename", "packagetype", "filesystemconfig", "kmskeyarn", "repositorycredentials",
        "lifecycle", "timeouts", "foreach", "count", "provider", "eventsourcearn", "enabled", "description", "functionresponsetypes",
        "scalingconfig", "skipdestroy", "tracklatest",
    ];

    // What the stack has itself, and needs no word.
    private static readonly string[] Usual = ["X86_64", "x86_64", "LINUX", "FARGATE", "Active", "PassThrough"];

    private readonly BundleDocument _document;
    private readonly JsonObject _block;
    private readonly IReadOnlyList<string> _path;
    private readonly IReadOnlyDictionary<string, string> _keys;
    private readonly IReadOnlySet<string> _own;
    private IReadOnlyList<BundleValue>? _values;

    private ComponentPart(BundleDocument document, ComponentBlock block, ImportMap map)
    {
        (_document, _block, _path, _keys, _own) = (document, block.Node, block.Path, block.Keys, block.Own);
        Component = map[Place] is { } told && ComponentWords.IsComponent(told) ? told : FindComponent(block.Prefix);
        if (Component is null)
            return;
        ReadImage();
        ReadSize();
        ReadProcess();
        ReadFunction();
        ReadVariables();
    }

    /// <summary>The component; null when the words around the block name none, or several.</summary>
    public string? Component { get; }

    /// <summary>File and path of the block.</summary>
    public string Place => BundleValue.PlaceOf(_document, _path);

    /// <summary>Keys of the release file with their values; null for a value that cannot be read as one.</summary>
    public List<(string Key, BundleValue Value, object? Content)> Settings { get; } = [];

    /// <summary>Variables of the code.</summary>
    public List<(string Name, BundleValue Value)> Variables { get; } = [];

    /// <summary>Whether it says what the variables of the code are.</summary>
    public bool HasVariables { get; private set; }

    /// <summary>What stands before the repository of the image. Null: nothing, or not known.</summary>
    public (BundleValue Value, string Prefix)? Registry { get; private set; }

    /// <summary>Whether it is code that runs, and needs a component to belong to.</summary>
    public bool IsCode => !IsPython && CodeKeys.Any(_keys.ContainsKey);

    /// <summary>All single values of the block itself.</summary>
    public IReadOnlyList<BundleValue> Values => _values ??=
    [
        .. BundleValue.Below(_document, _block, _path).Where(value => _own.Contains(value.Path[_path.Count])),
    ];

    // Python is Cleanup's language: that function is the stack's own.
    private bool IsPython => Text("runtime")?.StartsWith("python", StringComparison.Ordinal) is true;

    /// <summary>Whether the stack decides a value of the block itself, or it is the name of a variable.</summary>
    public bool IsOfTheStack(BundleValue value) => value.Name == "name" && IsEnvironment(BundleValue.Plain(value.Path[_path.Count]))
        || OfTheStack.Contains(BundleValue.Plain(value.Path[_path.Count])) || Usual.Contains(value.Text) || IsPython;

    /// <summary>Whether a member of a block, by its name without what separates words, has the variables of the code.</summary>
    public static bool IsEnvironment(string name) => name == "secrets" || Environments.Contains(name);

    /// <summary>All parts of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="map">What was decided before.</param>
    public static IEnumerable<ComponentPart> In(BundleDocument document, ImportMap map) =>
        ComponentBlock.In(document.Root).Where(IsPart).Select(block => new ComponentPart(document, block, map));

    private static bool IsPart(ComponentBlock block)
    {
        bool Has(params string[] names) => names.Any(block.Keys.ContainsKey);
        return Has(Images) && block.Node[block.Keys[Images.First(block.Keys.ContainsKey)]] is JsonValue
            || Has(Repositories) && Has(Tags) || Has("handler")
            || Has("cpu") && Has(Memories) || Has("batchsize") || Has("containerdefinitions")
            || block.Prefix is not null && Has([.. Tags, .. Environments, "cpu"])
            || Has(Environments) && block.Path.Any(name => ComponentWords.Find(name) is not null);
    }

    private string? FindComponent(string? prefix)
    {
        if (IsPython)
            return null;
        if (prefix is not null)
            return ComponentWords.Find(prefix);
        var image = Member(Images) ?? Member(Repositories);
        var texts = Names.Select(Text).Prepend(image is null ? null : RepositoryName(image.Text))
            .Concat(_path.Reverse()).Append(Text("filename")).Append(Text("eventsourcearn")).Append(_document.File);
        return texts.OfType<string>().Select(ComponentWords.Find).FirstOrDefault(component => component is not null);
    }

    // The repository without the registry, whose name may have words of its own.
    private static string RepositoryName(string image) => image.Split('/')[^1].Split('}')[^1].Split(':')[0];

    private void ReadImage()
    {
        if (!ComponentWords.HasImage(Component!))
            return;
        var key = $"images.{Component}";
        if (Member(Images) is { } whole && !IsRepository(whole))
        {
            // Below the vendor's registry the whole path counts; of another host nobody knows where its prefix ends.
            var name = whole.Text.StartsWith(RegistrySection.VendorPrefix, StringComparison.Ordinal)
                ? whole.Text[RegistrySection.VendorPrefix.Length..] : RegistryPattern().Replace(whole.Text, "");
            var match = ImagePattern().Match(name);
            Settings.Add(($"{key}.tag", whole, match.Success ? match.Groups["tag"].Value : null));
            if (!match.Success)
                return;
            Settings.Add(($"{key}.repository", Also(whole, "(repository)"), match.Groups["repository"].Value));
            if (match.Groups["digest"] is { Success: true, Value: var digest })
                Settings.Add(($"{key}.digest", Also(whole, "(digest)"), digest));
            if (whole.Text[..^name.Length] is { Length: > 0 } prefix && !TerraformText.IsExpression(prefix))
                Registry = (whole, prefix);
            return;
        }

        if ((Member(Images) ?? Member(Repositories)) is { } repository)
        {
            Settings.Add(($"{key}.repository", repository,
                repository.IsExpression ? null : RegistryPattern().Replace(repository.Text, "")));
        }

        if (Member(Tags) is { } tag)
            Settings.Add(($"{key}.tag", tag, tag.IsExpression ? null : tag.Text));
        if (Member(Digests) is { Text.Length: > 0 } pinned)
            Settings.Add(($"{key}.digest", pinned, pinned.IsExpression ? null : pinned.Text));
    }

    // Values may name the repository alone, and the tag beside it or for all images together.
    private bool IsRepository(BundleValue image) => (Member(Tags) is not null || _document.HasValues) && !image.IsExpression
        && RegistryPattern().Replace(image.Text, "").AsSpan().IndexOfAny(':', '@') < 0;

    private static BundleValue Also(BundleValue value, string name) => value with { Path = [.. value.Path, name] };

    private void ReadSize()
    {
        // A container within a task: the task has the size.
        if (_path.Any(name => BundleValue.Plain(name) == "containerdefinitions"))
        {
            if (ComponentWords.IsBesideCollector(Component!) && Member(Memories) is { } limit)
                Settings.Add(($"components.{Component}.memoryMiB", limit, Sizes.Memory(limit.Text)));
            return;
        }

        var block = ComponentWords.SizeKey(Component!);
        if (block is null)
            return;
        if (Member(["cpu"]) is { } cpu)
            Settings.Add(($"{block}.cpu", cpu, Sizes.Cpu(cpu.Text)));
        if (Member(Memories) is { } memory)
            Settings.Add(($"{block}.memoryMiB", memory, Sizes.Memory(memory.Text)));
        // Fargate's own 20 GiB cannot be asked for.
        if (ComponentWords.JobOf(Component!) is not null && Storages.Select(First).FirstOrDefault(value => value is not null) is { } storage
            && Sizes.Whole(storage.Text) is null or > 20)
        {
            Settings.Add(($"{block}.ephemeralStorageGiB", storage, Sizes.Whole(storage.Text)));
        }

        BundleValue? First(string name) => _keys.TryGetValue(name, out var key)
            ? Values.FirstOrDefault(value => value.Path[_path.Count] == key) : null;
    }

    private void ReadProcess()
    {
        if (!ComponentWords.HasImage(Component!))
            return;
        foreach (var name in (string[])["command", "entryPoint"])
            ReadList(BundleValue.Plain(name), $"components.{Component}.{name}");
        if (Member(["user"]) is { } user)
            Settings.Add(($"images.{Component}.user", user, user.IsExpression ? null : user.Text));
        if (Member(["stoptimeout", "stoptimeoutseconds"]) is { } stop)
            Settings.Add(($"images.{Component}.stopTimeoutSeconds", stop, Sizes.Whole(stop.Text)));
        if (Member(["readonlyrootfilesystem"]) is { } isReadonly)
        {
            Settings.Add(($"images.{Component}.readonlyRootFilesystem", isReadonly,
                bool.TryParse(isReadonly.Text, out var truth) ? truth : null));
        }

        ReadHealthCheck();
        foreach (var (mount, index) in Mounts())
        {
            var volume = TextOf(mount["sourceVolume"] ?? mount["source_volume"]) ?? "";
            if (volume.Contains("driver", StringComparison.OrdinalIgnoreCase)
                || volume.Contains("connector", StringComparison.OrdinalIgnoreCase))
            {
                Settings.AddRange(Values.Where(value => value.Path.Count == _path.Count + 3 && value.Path[_path.Count + 1] == index
                        && BundleValue.Plain(value.Path[^1]) == "containerpath")
                    .Select(path => ($"components.{Component}.driversPath", path, (object?)(path.IsExpression ? null : path.Text))));
            }
        }
    }

    private IEnumerable<(JsonObject Mount, string Name)> Mounts() =>
        _keys.TryGetValue("mountpoints", out var key) && _block[key] is JsonArray mounts
            ? BundleList.Items(mounts).Where(mount => mount.Node is JsonObject).Select(mount => ((JsonObject)mount.Node!, mount.Name))
            : [];

    private void ReadHealthCheck()
    {
        if (!_keys.TryGetValue("healthcheck", out var name) || _block[name] is not JsonObject check)
            return;
        var key = $"images.{Component}.healthCheck";
        var values = Values.Where(value => value.Path[_path.Count] == name).ToList();
        var command = values.Where(value => value.Name == "command").ToList();
        string[]? words = command.Exists(one => one.IsExpression) ? null : [.. command.Select(value => value.Text)];
        Settings.AddRange(command.Select(value => ($"{key}.command", value, (object?)words)));
        foreach (var (member, seconds) in ((string, string)[])[("interval", "intervalSeconds"), ("timeout", "timeoutSeconds"),
            ("retries", "retries"), ("startperiod", "startPeriodSeconds")])
        {
            Settings.AddRange(values.Where(value => BundleValue.Plain(value.Name) == member)
                .Select(value => ($"{key}.{seconds}", value, (object?)Sizes.Whole(value.Text))));
        }
    }

    private void ReadList(string name, string key)
    {
        if (!_keys.TryGetValue(name, out var member) || _block[member] is not (JsonArray { Count: > 0 } or JsonValue))
            return;
        var values = Values.Where(value => value.Path[_path.Count] == member).ToList();
        var isList = values.TrueForAll(value => value.Path.Count == _path.Count + 2 && !value.IsExpression);
        string[] texts = [.. values.Select(value => value.Text)];
        Settings.AddRange(values.Select(value => (key, value, (object?)(isList ? texts : null))));
    }

    private void ReadFunction()
    {
        if (ComponentWords.FunctionOf(Component!) is null)
            return;
        var block = $"functions.{Component}";
        Take($"{block}.handler", value => value.IsExpression ? null : value.Text, "handler");
        Take($"{block}.runtime", value => value.IsExpression ? null : value.Text, "runtime");
        Take($"{block}.timeoutSeconds", value => Sizes.Whole(value.Text), "timeout", "timeoutseconds");
        Take($"{block}.memoryMb", value => Sizes.Memory(value.Text), Memories);
        Take($"{block}.batchSize", value => Sizes.Whole(value.Text), "batchsize");
        Take($"{block}.batchWindowSeconds", value => Sizes.Whole(value.Text), "maximumbatchingwindowinseconds", "batchwindowseconds");
        foreach (var value in Values)
        {
            if (BundleValue.Plain(value.Name) == "maximumconcurrency")
                Settings.Add(($"{block}.maximumConcurrency", value, Sizes.Whole(value.Text)));
            if (value.Text == "ReportBatchItemFailures")
                Settings.Add(($"{block}.partialBatchResponses", value, true));
            if (BundleValue.Plain(value.Name) == "localmountpath")
                Settings.Add(($"components.{Component}.driversPath", value, value.IsExpression ? null : value.Text));
        }

        // A mapping that does not ask for partial responses has none.
        if (_path.Contains(Mapping) && !_keys.ContainsKey("functionresponsetypes"))
        {
            Settings.Add(($"{block}.partialBatchResponses",
                new BundleValue(_document, [.. _path, "function_response_types"], JsonValue.Create("none")), false));
        }

        void Take(string key, Func<BundleValue, object?> read, params string[] names)
        {
            if (Member(names) is { } value)
                Settings.Add((key, value, read(value)));
        }
    }

    private void ReadVariables()
    {
        if (Component == ComponentWords.Observability)
            return;
        foreach (var key in Environments.Append("secrets").Where(_keys.ContainsKey).Select(name => _keys[name]))
        {
            var count = Settings.Count;
            Variables.AddRange(In(_block[key], [.. _path, key]));
            HasVariables |= Settings.Count == count;
        }

        // A file or a template that is not here may have any containers.
        if (Member(["containerdefinitions"]) is { } containers)
            NotRead(containers);
        if (_keys.TryGetValue("dynamic", out var name))
        {
            foreach (var value in Values.Where(value => value.Path[_path.Count] == name
                && Environments.Contains(BundleValue.Plain(value.Path.ElementAtOrDefault(_path.Count + 1) ?? ""))))
            {
                NotRead(value);
            }
        }
    }

    // An expression may be any variables.
    private void NotRead(BundleValue value) => Settings.Add(($"components.{Component}.environment", value, null));

    // A list of names and values, a block of them, or Terraform's block of a block.
    private IEnumerable<(string Name, BundleValue Value)> In(JsonNode? node, IReadOnlyList<string> path) => node switch
    {
        JsonArray list => BundleList.Items(list).SelectMany(item => In(item.Node, [.. path, item.Name])),
        JsonObject pair when TextOf(pair["name"]) is { } name && Pair(pair) is { } member =>
            [(name, ValueOf([.. path, member], pair[member]))],
        JsonObject outer when outer.Count == 1 && outer["variables"] is { } variables => In(variables, [.. path, "variables"]),
        JsonObject block => block.Select(member => (member.Key, ValueOf([.. path, member.Key], member.Value))),
        JsonValue value => Expression(new BundleValue(_document, path, value)),
        _ => [],
    };

    private IEnumerable<(string Name, BundleValue Value)> Expression(BundleValue value)
    {
        if (value.Text.Length > 0)
            NotRead(value);
        return [];
    }

    private static string? Pair(JsonObject pair) => ((string[])["value", "valueFrom", "value_from"]).FirstOrDefault(pair.ContainsKey);

    // A structure that becomes a text in its place.
    private BundleValue ValueOf(IReadOnlyList<string> path, JsonNode? node) =>
        new(_document, path, node as JsonValue ?? JsonValue.Create(node?.ToJsonString() ?? ""));

    private BundleValue? Member(IEnumerable<string> names) =>
        names.Where(_keys.ContainsKey).Select(name => _keys[name]).Where(key => _block[key] is JsonValue)
            .Select(key => new BundleValue(_document, [.. _path, key], (JsonValue)_block[key]!)).FirstOrDefault();

    private string? Text(string name) => Member([name])?.Text;

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [GeneratedRegex(
        @"\A(?<repository>[a-z0-9]+(?:[._/-]+[a-z0-9]+)*):(?<tag>\w[\w.-]{0,127})(?:@(?<digest>sha256:[0-9a-f]{64}))?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex ImagePattern();

    // A host with a dot or a port and the path behind it, or an expression at the beginning.
    [GeneratedRegex(@"\A(?:\$\{[^}]*\}/?(?:[a-z0-9._-]+/)*|[^/]*[.:][^/]*/(?:[^/]+/)*)", RegexOptions.CultureInvariant)]
    private static partial Regex RegistryPattern();
}
