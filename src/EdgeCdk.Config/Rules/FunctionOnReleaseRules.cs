using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Validation;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Rules;

/// <summary>What must hold between an edge file and a function of its release.</summary>
internal static class FunctionOnReleaseRules
{
    public static IEnumerable<Rule<EdgeConfig>> For(ReleaseManifest release, Function function, FunctionRelease code)
    {
        var traits = FunctionTraitsAttribute.Of(function);
        var timeoutKey = $"functions.{Names.Value(function)}.timeoutSeconds";
        yield return new([traits.QueueArnKey], config => HasQueue(traits, config.ControlPlane));
        yield return new(["functions"], config => ReservesEnough(function, code, config));
        yield return new([timeoutKey, traits.QueueVisibilityKey], config =>
        {
            var visibility = traits.QueueVisibilityIn(config.ControlPlane);
            return config.Override(function).TimeoutSeconds is { } own
                ? OwnTimeoutFits(timeoutKey, own, traits.QueueVisibilityKey, visibility)
                : VisibilityFits(timeoutKey, code.TimeoutSeconds, release, traits.QueueVisibilityKey, visibility);
        });
    }

    // Lambda refuses more warm instances than are reserved. A mapping that may invoke more often gets its messages back, and in the
    // end loses them.
    private static IEnumerable<Problem> ReservesEnough(Function function, FunctionRelease code, EdgeConfig config)
    {
        if (config.Functions.ReservedConcurrentExecutions is not { } reserved)
            yield break;
        var least = Math.Max(code.MaximumConcurrency, config.Override(function).ProvisionedConcurrency);
        if (reserved < least)
        {
            yield return Problem.Is(
                "functions.reservedConcurrentExecutions", reserved, $"at least {least}", "reserve more, or nothing",
                $", but {Names.Value(function)} has a maximumConcurrency of {code.MaximumConcurrency} and a provisionedConcurrency of "
                    + $"{config.Override(function).ProvisionedConcurrency}");
        }
    }

    private static IEnumerable<Problem> HasQueue(FunctionTraitsAttribute traits, ControlPlaneSection controlPlane)
    {
        if (traits.QueueArnIn(controlPlane) is null)
            yield return Problem.Missing(traits.QueueArnKey, "the ARN of the queue", "take it from the vendor's registration data");
    }

    // AWS refuses a mapping whose function may take longer than a message stays hidden.
    private static IEnumerable<Problem> OwnTimeoutFits(string key, int timeout, string visibilityKey, int? visibility)
    {
        if (timeout > visibility)
        {
            yield return Problem.Is(
                key, timeout, $"at most {visibility}, which is {visibilityKey}",
                "lower it, or ask the vendor for a longer visibility timeout");
        }
    }

    private static IEnumerable<Problem> VisibilityFits(
        string key, int timeout, ReleaseManifest release, string visibilityKey, int? visibility)
    {
        if (timeout > visibility)
        {
            yield return Problem.Is(
                visibilityKey, visibility, $"at least {timeout}, the timeout of the function in release {release.Version}",
                $"ask the vendor for a longer visibility timeout, or set {key}");
        }
    }
}
