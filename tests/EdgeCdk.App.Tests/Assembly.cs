using EdgeCdk.Tests.Support;

[assembly: AssemblyFixture(typeof(SynthesizedEdges))]
