using Amazon.CDK;

namespace EdgeCdk.Resources;

/// <summary>What an edge consists of, whether its values are known or parameters: the one list of it.</summary>
internal static class EdgeResources
{
    /// <summary>Creates everything that runs the vendor's data plane in one account and region.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="inputs">What is decided about the edge.</param>
    public static void Create(Stack stack, EdgeInputs inputs)
    {
        var foundation = Foundation.Create(stack, inputs);
        var clusters = Clusters.Create(stack, inputs, foundation);
        var functions = Functions.Create(stack, inputs, foundation, clusters.Known);
        clusters.AllowTelemetryFrom(functions);
        DeploymentOrder.Apply(inputs, foundation, clusters, functions);
        var alarmTopic = Watch.Create(stack, inputs, foundation, clusters, functions);
        Report.Create(stack, inputs, clusters, functions, alarmTopic);
    }
}
