using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Portable;

/// <summary>Parameters for the number of tasks, and for instances and timeouts of the functions.</summary>
internal static class CapacityParameters
{
    private const string Group = "Capacity";

    public static IReadOnlyList<PortableParameter> For(ReleaseManifest release)
    {
        var functions = release.Functions.Keys.Order().ToList();
        return
        [
            PortableParameter.Of(
                    "PlaneManagerReplicas", Group, "Tasks of Plane Manager", "planeManager.replicas",
                    edge => PortableParameter.Text(edge.Config.PlaneManager.Replicas))
                .Or("2", "0 runs no task: a first deployment then needs no image."),
            .. functions.Select(Instances),
            .. functions.Select(Timeout),
        ];
    }

    private static PortableParameter Instances(Function function) => PortableParameter.Of(
            $"{function}ProvisionedConcurrency", Group, $"{FunctionTraitsAttribute.Of(function).Title}: warm instances",
            $"functions.{Names.Value(function)}.provisionedConcurrency",
            edge => PortableParameter.Text(edge.Config.Override(function).ProvisionedConcurrency))
        .Or("1", "0 for none, as new accounts may need.");

    private static PortableParameter Timeout(Function function)
    {
        var parameter = PortableParameter.Of(
            $"{function}TimeoutSeconds", Group, $"{FunctionTraitsAttribute.Of(function).Title}: timeout",
            $"functions.{Names.Value(function)}.timeoutSeconds",
            edge => edge.Config.Override(function).TimeoutSeconds is { } seconds ? PortableParameter.Text(seconds) : null);
        return parameter.Or("0", "0: the release's.") with
        {
            Minimum = 0,
            Constraint = "must be at most 900 seconds, or 0 for the release's",
        };
    }
}
