using System.Reflection;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Edge;

/// <summary>What every release has in common about a function.</summary>
[AttributeUsage(AttributeTargets.Field)]
internal sealed class FunctionTraitsAttribute : Attribute
{
    private static readonly Dictionary<Function, FunctionTraitsAttribute> Table = Enum.GetValues<Function>().ToDictionary(
        function => function,
        function => typeof(Function).GetField(function.ToString())!.GetCustomAttribute<FunctionTraitsAttribute>()
            ?? throw new InvalidOperationException($"{function} has no traits"));

    /// <summary>Its name for people.</summary>
    public required string Title { get; init; }

    /// <summary>The folder of its package in the vendor's delivery.</summary>
    public required string Package { get; init; }

    /// <summary>Name of its queue for people.</summary>
    public required string QueueTitle { get; init; }

    /// <summary>Property of <see cref="ControlPlaneSection"/>, and parameter, that has the ARN of its queue.</summary>
    public required string QueueArn { get; init; }

    /// <summary>Property of <see cref="ControlPlaneSection"/> that has the visibility timeout of its queue.</summary>
    public required string QueueVisibility { get; init; }

    /// <summary>Key of the ARN of its queue.</summary>
    public string QueueArnKey => KeyOf(QueueArn);

    /// <summary>Key of the visibility timeout of its queue.</summary>
    public string QueueVisibilityKey => KeyOf(QueueVisibility);

    /// <summary>The traits of all functions.</summary>
    public static IReadOnlyCollection<FunctionTraitsAttribute> All => Table.Values;

    /// <summary>The traits of a function.</summary>
    public static FunctionTraitsAttribute Of(Function function) => Table[function];

    /// <summary>ARN of its queue; null when the edge file has none, since the edge's release has no such function.</summary>
    public string? QueueArnIn(ControlPlaneSection controlPlane) => (string?)In(controlPlane, QueueArn);

    /// <summary>Visibility timeout of its queue, if it is known.</summary>
    public int? QueueVisibilityIn(ControlPlaneSection controlPlane) => (int?)In(controlPlane, QueueVisibility);

    private static string KeyOf(string property) => $"controlPlane.{Names.Key(property)}";

    private static object? In(ControlPlaneSection controlPlane, string property) =>
        typeof(ControlPlaneSection).GetProperty(property)!.GetValue(controlPlane);
}
