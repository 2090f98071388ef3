using System.Text.Json;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Config.Tests.Aws;

/// <summary>AWS's own service models, as botocore has them: read once.</summary>
internal static class AwsModels
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<Answer> Read = new(() =>
    {
        TestPackages.InstallPython();
        var names = AwsReach.All.SelectMany(key => key.Reaches)
            .Select(reach => reach.Shape)
            .Concat(AwsReach.TagShapes)
            .Where(shape => shape.Source is null)
            .Select(shape => shape.Name)
            .Distinct();
        var program = Path.Combine(AppContext.BaseDirectory, "Aws", "shapes.py");
        var result = ChildProcess.Run("python3", [program], input: string.Join(' ', names));
        return result.ExitCode == 0
            ? JsonSerializer.Deserialize<Answer>(result.Output, Json)!
            : throw new InvalidOperationException(result.Error);
    });

    private sealed record Answer(Dictionary<string, Facts> Shapes, Dictionary<string, string[]> Regions);

    private sealed record Facts(long? Min, long? Max, string? Pattern, long[]? Values);

    /// <summary>The regions of each partition.</summary>
    public static IReadOnlyDictionary<string, string[]> Regions => Read.Value.Regions;

    /// <summary>What a model says, or what the documentation said already.</summary>
    public static AwsShape Of(ShapeName shape)
    {
        if (shape.Source is not null)
            return new AwsShape($"{shape.Name} ({shape.Source})") { Pattern = shape.Pattern, Min = shape.Min, Max = shape.Max };
        var facts = Read.Value.Shapes[shape.Name];
        return new AwsShape(shape.Name) { Min = facts.Min, Max = facts.Max, Pattern = facts.Pattern, Values = facts.Values };
    }
}
