using EdgeCdk.Deployment.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployment.Tests;

/// <summary>A failure of every resource, in every operation.</summary>
public sealed class FaultTableTests
{
    [Fact]
    public void Write_templates()
    {
        using var edges = new SynthesizedEdges();
        var d = Environment.GetEnvironmentVariable("EDGE_FAULTS_DIR")!;
        Directory.CreateDirectory(d);
        FaultStories.Write(d, edges);
    }
}
