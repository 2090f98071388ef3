using Constructs;

namespace EdgeCdk.Resources;

/// <summary>What an edge consists of, whether its values are known or parameters: the one list of it.</summary>
internal static class EdgeResources
{
    /// <summary>Creates everything that runs the vendor's data plane in one account and region.</summary>
    /// <param name="scope">The stack, or the construct that holds the edge.</param>
    /// <param name="inputs">What is decided about the edge.</param>
    public static void Create(Construct scope, EdgeInputs inputs)
    {
        var foundation = Foundation.Create(scope, inputs);
        var clusters = Clusters.Create(scope, inputs, foundation);
        var functions = Functions.Create(scope, inputs, foundation, clusters.Known);
        clusters.AllowTelemetryFrom(functions);
        ClosedEgress.Apply(inputs, foundation, clusters, functions);
        DeploymentOrder.Apply(inputs, foundation, clusters, functions);
        EndpointAccess.Apply(inputs, foundation, clusters, functions);
        var alarms = Watch.Create(scope, inputs, foundation, clusters, functions);
        Report.Create(scope, inputs, clusters, functions, alarms);
    }
}
