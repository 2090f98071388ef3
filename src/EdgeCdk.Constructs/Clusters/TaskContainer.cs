using System.Globalization;
using EdgeCdk.Foundation;

namespace EdgeCdk.Clusters;

/// <summary>A container of a <see cref="FargateTask"/>.</summary>
internal sealed record TaskContainer
{
    /// <summary>Name of the container and of its log group.</summary>
    public required string Name { get; init; }

    /// <summary>The image, and how it is run.</summary>
    public required ContainerImage Image { get; init; }

    /// <summary>What its code is given: variables, entry point and arguments.</summary>
    public required ComponentRuntime Runtime { get; init; }

    /// <summary>Variables that ECS reads from a secret: name, and ARN with the key behind it. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<TaskMount> Mounts { get; init; } = [];

    /// <summary>Ports that it listens on. Default: none.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>Whether the task ends when the container does; false for one that prepares something and ends. Default: true.</summary>
    public bool Essential { get; init; } = true;

    /// <summary>Name of the container that must have succeeded before this one starts. Default: none.</summary>
    public string? After { get; init; }

    /// <summary>Limit of its memory. Default: all that the task has.</summary>
    public int? MemoryMiB { get; init; }

    /// <summary>Its log group. Default: one that belongs to the task, which then has no other container.</summary>
    public ComponentLogGroup? Logs { get; init; }

    /// <summary>
    /// Buffer for log lines in MiB; when it is full, lines are lost and the container continues. Default: no buffer, the container
    /// waits until CloudWatch Logs has taken a line, and none is lost.
    /// </summary>
    public int? LogBufferMiB { get; init; }

    /// <summary>Seconds between the signal to stop and the end by force, at most 120. Default: the 30 of ECS.</summary>
    public int? StopTimeoutSeconds { get; init; }

    /// <summary>Its own mounts, and the empty directories that its image writes to.</summary>
    internal IEnumerable<TaskMount> AllMounts => Mounts.Concat(Image.WritablePaths.Select(
        (path, index) => new TaskMount(new TaskVolume.Scratch($"{Name}-{index + 1}"), path, Writes: true)));

    // As CloudFormation writes it, and not as the library's own type, in which nothing can be left out on a condition.
    internal Dictionary<string, object> Definition(FargateTaskProps task, ComponentLogGroup logs)
    {
        var definition = new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["Name"] = Name,
            ["Image"] = Image.Name,
            ["Essential"] = Essential,
            ["Memory"] = MemoryMiB ?? task.Size.MemoryMiB,
            ["LogConfiguration"] = new Dictionary<string, object>
            {
                ["LogDriver"] = "awslogs",
                ["Options"] = LogOptions(task.Platform.Edge, logs),
            },
        };
        if ((Image.StopTimeoutSeconds ?? StopTimeoutSeconds) is { } seconds)
            definition["StopTimeout"] = seconds;
        if (Image.User is not null)
            definition["User"] = Image.User;
        if (Image.ReadonlyRootFilesystem)
            definition["ReadonlyRootFilesystem"] = true;
        if (Image.HealthCheck is { } check)
            definition["HealthCheck"] = check.Definition();
        if (Runtime.EntryPoint is { } entryPoint)
            definition["EntryPoint"] = entryPoint.ToArray();
        if (Runtime.Command is { } command)
            definition["Command"] = command.ToArray();
        if (task.Platform.Registry.RepositoryCredentials is { } credentials)
            definition["RepositoryCredentials"] = credentials;
        if (After is not null)
            definition["DependsOn"] = new[] { Object(("ContainerName", After), ("Condition", "SUCCESS")) };
        Add(definition, "Environment", Variables());
        if (SecretVariables() is { } secrets)
            definition["Secrets"] = secrets;
        Add(definition, "MountPoints", AllMounts.Select(mount => mount.Definition()));
        Add(definition, "PortMappings", Ports.Select(port => Object(("ContainerPort", port), ("Protocol", "tcp"))));
        return definition.ToDictionary();
    }

    // The mode is stated: without it, a setting of the account decides whether lines may be lost.
    private Dictionary<string, object> LogOptions(EdgeContext edge, ComponentLogGroup logs)
    {
        var options = new Dictionary<string, object>
        {
            ["awslogs-group"] = logs.Name,
            ["awslogs-region"] = edge.Region,
            ["awslogs-stream-prefix"] = Name,
        };
        if (LogBufferMiB is { } buffer)
            options["max-buffer-size"] = string.Create(CultureInfo.InvariantCulture, $"{buffer}m");
        options["mode"] = LogBufferMiB is null ? "blocking" : "non-blocking";
        return options;
    }

    private IEnumerable<object> Variables() =>
        from variable in Runtime.Environment
        where variable.Value.When.IsPossible
        orderby variable.Key
        select variable.Value.When.IfTrue(Object(("Name", variable.Key), ("Value", variable.Value.Value)));

    // Where all are there on one condition, so is the list: no list is empty.
    private object? SecretVariables()
    {
        var variables = Secrets.Select(secret => KeyValuePair.Create(secret.Key, new Conditional<string>(secret.Value, When.Always)))
            .Concat(Runtime.Secrets)
            .Where(variable => variable.Value.When.IsPossible)
            .OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .ToList();
        if (variables.Count == 0)
            return null;
        if (variables.Select(variable => variable.Value.When).Distinct().ToList() is [var only])
            return only.IfTrue(variables.Select(Variable).ToArray());
        return variables.Select(variable => variable.Value.When.IfTrue(Variable(variable))).ToArray();

        object Variable(KeyValuePair<string, Conditional<string>> variable) =>
            Object(("Name", variable.Key), ("ValueFrom", variable.Value.Value));
    }

    internal static Dictionary<string, object> Object(params (string Name, object Value)[] members) =>
        members.OrderBy(member => member.Name, StringComparer.Ordinal).ToDictionary(member => member.Name, member => member.Value);

    private static void Add(SortedDictionary<string, object> definition, string name, IEnumerable<object> items)
    {
        object[] all = [.. items];
        if (all.Length > 0)
            definition[name] = all;
    }
}
