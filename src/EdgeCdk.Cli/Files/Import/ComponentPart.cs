using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Config.Edge;

namespace EdgeCdk.Cli.Files.Import;

/// <summary>A block of a bundle that is about one component: its image, its size, its variables or its function.</summary>
internal sealed partial class ComponentPart
{
    private static readonly string[] NameKeys = ["name", "function_name", "family", "container_name", "component"];
    private static readonly string[] EnvironmentKeys = ["environment", "env", "environment_variables", "environmentVariables"];

    private readonly BundleDocument _document;
    private readonly Func<string, string> _resolve;
    private readonly JsonObject _block;
    private readonly IReadOnlyList<string> _path;

    private ComponentPart(BundleDocument document, JsonObject block, IReadOnlyList<string> path, Func<string, string> resolve)
    {
        (_document, _block, _path, _resolve) = (document, block, path, resolve);
        Component = FindComponent();
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

    /// <summary>Keys of the release file with their values.</summary>
    public List<(string Key, BundleValue Value, object Content)> Settings { get; } = [];

    /// <summary>Variables of the code.</summary>
    public List<(string Name, BundleValue Value)> Variables { get; } = [];

    /// <summary>All single values of the block itself, those of blocks within it that are parts of their own left out.</summary>
    public IReadOnlyList<BundleValue> Values =>
    [
        .. BundleValue.Of(_document with { Root = _block })
            .Select(value => value with { Document = _document, Path = [.. _path, .. value.Path] }),
    ];

    /// <summary>Whether a value names its block.</summary>
    public static bool IsName(BundleValue value) => NameKeys.Contains(value.Path[^1]);

    /// <summary>All parts of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="resolve">Replaces references to variables by their values.</param>
    public static IEnumerable<ComponentPart> In(BundleDocument document, Func<string, string> resolve) =>
        Below(document.Root, []).Where(found => IsPart(found.Block))
            .Select(found => new ComponentPart(document, found.Block, found.Path, resolve));

    private static IEnumerable<(JsonObject Block, IReadOnlyList<string> Path)> Below(JsonNode? node, IReadOnlyList<string> path) =>
        node switch
        {
            JsonObject block => block.SelectMany(member => Below(member.Value, [.. path, member.Key])).Append((block, path)),
            JsonArray list => list.SelectMany((item, index) => Below(item, [.. path, index.ToString(CultureInfo.InvariantCulture)])),
            _ => [],
        };

    private static bool IsPart(JsonObject block)
    {
        bool Has(params string[] names) => names.Any(block.ContainsKey);
        return Has("image", "image_uri", "container_image") || Has("repository") && Has("tag") || Has("handler")
            || Has("cpu") && Has("memory", "memory_mib", "memoryMiB") || Has("batch_size", "batchSize");
    }

    private string? FindComponent()
    {
        // Python is Cleanup's language: that function is the stack's own.
        if (Text("runtime")?.StartsWith("python", StringComparison.Ordinal) is true)
            return null;
        var image = Text("image") ?? Text("image_uri") ?? Text("container_image") ?? Text("repository");
        var texts = NameKeys.Select(Text).Prepend(image is null ? null : ImagePath(_resolve(image)))
            .Concat(_path.Reverse()).Append(Text("filename")).Append(Text("event_source_arn")).Append(_document.File);
        return texts.OfType<string>().Select(ComponentWords.Find).FirstOrDefault(component => component is not null);
    }

    // The repository without the registry, whose name may have words of its own.
    private static string ImagePath(string image) => image.Split('/')[^1].Split(':')[0];

    // Below the vendor's registry the whole path counts; of another host nobody knows where its prefix ends.
    private static string WithoutRegistry(string image)
    {
        if (image.StartsWith(RegistrySection.VendorPrefix, StringComparison.Ordinal))
            return image[RegistrySection.VendorPrefix.Length..];
        return image.Split('/')[0].IndexOfAny(['.', ':', '}']) >= 0 && image.Contains('/', StringComparison.Ordinal) ? image.Split('/')[^1]
            : image;
    }

    private void ReadImage()
    {
        var key = new[] { "image", "image_uri", "container_image" }.FirstOrDefault(_block.ContainsKey);
        if (Component == ComponentWords.Observability || ComponentWords.FunctionOf(Component!) is not null)
            return;
        if (key is not null && Value(key) is { } whole && ImagePattern()
            .Match(WithoutRegistry(_resolve(whole.Text))) is { Success: true } match)
        {
            Settings.Add(($"images.{Component}.repository", whole with { Path = [.. whole.Path, "(repository)"] },
                match.Groups["repository"].Value));
            Settings.Add(($"images.{Component}.tag", whole, match.Groups["tag"].Value));
            if (match.Groups["digest"] is { Success: true, Value: var digest })
                Settings.Add(($"images.{Component}.digest", whole with { Path = [.. whole.Path, "(digest)"] }, digest));
        }
        else if (Value("repository") is { } repository && Value("tag") is { } tag)
        {
            Settings.Add(($"images.{Component}.repository", repository, _resolve(repository.Text).Split('/')[^1]));
            Settings.Add(($"images.{Component}.tag", tag, _resolve(tag.Text)));
        }
    }

    private void ReadSize()
    {
        if (Value("cpu") is not { } cpu || (Value("memory") ?? Value("memory_mib") ?? Value("memoryMiB")) is not { } memory)
            return;
        var block = Component switch
        {
            "plane-manager" => "planeManager",
            "connectors-rollout" => "connectorsRollout",
            ComponentWords.Observability => "observability",
            var name when ComponentWords.JobOf(name!) is not null => $"jobs.{name}",
            _ => null,
        };
        if (block is null || Number(cpu) is not { } units || Number(memory) is not { } size)
            return;
        Settings.Add(($"{block}.cpu", cpu, units));
        Settings.Add(($"{block}.memoryMiB", memory, size));
        if (Storage() is { } storage && Number(storage) is { } disk && disk > 20)
            Settings.Add(($"{block}.ephemeralStorageGiB", storage, disk));
    }

    private void ReadProcess()
    {
        if (ComponentWords.FunctionOf(Component!) is not null || Component == ComponentWords.Observability)
            return;
        foreach (var (name, key) in new[] { ("command", "command"), ("entryPoint", "entryPoint"), ("entry_point", "entryPoint"),
            ("entrypoint", "entryPoint") })
        {
            if (_block[name] is JsonArray { Count: > 0 } items && items.All(item => item is JsonValue))
            {
                var values = Values.Where(value => value.Path.Count == _path.Count + 2 && value.Path[_path.Count] == name).ToList();
                string[] texts = [.. values.Select(value => _resolve(value.Text))];
                Settings.AddRange(values.Select(value => ($"components.{Component}.{key}", value, (object)texts)));
            }
        }

        foreach (var mount in ((_block["mountPoints"] ?? _block["mount_points"]) as JsonArray ?? []).OfType<JsonObject>())
        {
            var volume = TextOf(mount["sourceVolume"] ?? mount["source_volume"]) ?? "";
            if (!volume.Contains("driver", StringComparison.OrdinalIgnoreCase)
                && !volume.Contains("connector", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (Values.FirstOrDefault(value => value.Path[^1] is "containerPath" or "container_path") is { } path)
                Settings.Add(($"components.{Component}.driversPath", path, path.Text));
        }
    }

    private void ReadFunction()
    {
        if (ComponentWords.FunctionOf(Component!) is null)
            return;
        var block = $"functions.{Component}";
        Take("handler", $"{block}.handler", value => value.Text);
        Take("runtime", $"{block}.runtime", value => value.Text);
        foreach (var name in (string[])["timeout", "timeout_seconds", "timeoutSeconds"])
            Take(name, $"{block}.timeoutSeconds", Integer);
        foreach (var name in (string[])["memory_size", "memorySize", "memory", "memory_mb", "memoryMb"])
            Take(name, $"{block}.memoryMb", Integer);
        foreach (var name in (string[])["batch_size", "batchSize"])
            Take(name, $"{block}.batchSize", Integer);
        Take("maximum_batching_window_in_seconds", $"{block}.batchWindowSeconds", Integer);
        foreach (var value in Values)
        {
            if (value.Path[^1] is "maximum_concurrency" or "maximumConcurrency" && Number(value) is { } most)
                Settings.Add(($"{block}.maximumConcurrency", value, most));
            if (value.Text == "ReportBatchItemFailures")
                Settings.Add(($"{block}.partialBatchResponses", value, true));
            if (value.Path[^1] is "local_mount_path" or "localMountPath")
                Settings.Add(($"components.{Component}.driversPath", value, value.Text));
        }

        object? Integer(BundleValue value) => Number(value);

        void Take(string name, string key, Func<BundleValue, object?> read)
        {
            if (Value(name) is { } value && read(value) is { } content)
                Settings.Add((key, value, content));
        }
    }

    private void ReadVariables()
    {
        if (Component == ComponentWords.Observability)
            return;
        foreach (var name in EnvironmentKeys.Where(_block.ContainsKey))
            Variables.AddRange(In(_block[name], [.. _path, name]));
    }

    // A list of names and values, a block of them, or Terraform's block of a block.
    private IEnumerable<(string, BundleValue)> In(JsonNode? node, IReadOnlyList<string> path) => node switch
    {
        JsonArray list => list.SelectMany((item, index) =>
            In(item, [.. path, index.ToString(CultureInfo.InvariantCulture)])),
        JsonObject pair when TextOf(pair["name"]) is { } name && pair["value"] is JsonValue value =>
            [(name, new BundleValue(_document, [.. path, "value"], value))],
        JsonObject { Count: 1 } outer when outer["variables"] is { } variables => In(variables, [.. path, "variables"]),
        JsonObject block => block.Where(member => member.Value is JsonValue)
            .Select(member => (member.Key, new BundleValue(_document, [.. path, member.Key], (JsonValue)member.Value!))),
        _ => [],
    };

    private BundleValue? Value(string name) => _block[name] is JsonValue value ? new BundleValue(_document, [.. _path, name], value) : null;

    // The one number in the value or in the blocks below it.
    private BundleValue? Storage() => Values.FirstOrDefault(value =>
        value.Path[_path.Count] is "ephemeral_storage" or "ephemeralStorage" && Number(value) is not null);

    private string? Text(string name) => TextOf(_block[name]);

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private int? Number(BundleValue value) =>
        int.TryParse(_resolve(value.Text), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"(?:\A|\})(?<repository>[a-z0-9]+(?:[._/-]+[a-z0-9]+)*):(?<tag>\w[\w.-]{0,127})(?:@(?<digest>sha256:[0-9a-f]{64}))?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex ImagePattern();
}
