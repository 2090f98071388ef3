using EdgeCdk.Access.Tests;

[assembly: AssemblyFixture(typeof(ContractedEdges))]
