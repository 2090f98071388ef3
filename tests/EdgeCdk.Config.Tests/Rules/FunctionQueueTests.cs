using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Rules;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Rules;

/// <summary>
/// The queues of functions. The keys of the first two are required in every edge file; that of a later function only where the edge's
/// release has the function.
/// </summary>
public sealed class FunctionQueueTests
{
    private static readonly EdgeDefinition Edge = Workspace.LoadEdge();

    public static TheoryData<Function> Functions => [.. Edge.Release.Functions.Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_of_the_release_needs_the_ARN_of_its_queue(Function function)
    {
        var key = FunctionTraitsAttribute.Of(function).QueueArnKey;

        Assert.Equal(
            [$"{key} is missing; use the ARN of the queue; take it from the vendor's registration data"],
            EdgeOnReleaseRules.For(Edge.Release).Where(rule => rule.Keys.SequenceEqual([key]))
                .SelectMany(rule => rule.Check(Without(function))).Select(problem => problem.Message));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_that_is_not_in_the_release_needs_no_queue(Function function)
    {
        var others = Edge.Release.Functions.Where(other => other.Key != function).ToDictionary();

        Assert.Empty(EdgeOnReleaseRules.For(Edge.Release with { Functions = others }).SelectMany(rule => rule.Check(Without(function))));
    }

    private static EdgeConfig Without(Function function)
    {
        var controlPlane = Edge.Config.ControlPlane with { };
        typeof(ControlPlaneSection).GetProperty(FunctionTraitsAttribute.Of(function).QueueArn)!.SetValue(controlPlane, null);
        return Edge.Config with { ControlPlane = controlPlane };
    }
}
