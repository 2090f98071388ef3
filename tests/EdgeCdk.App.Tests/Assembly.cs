using EdgeCdk.App.Tests.Product;
using EdgeCdk.Tests.Support;

[assembly: AssemblyFixture(typeof(SynthesizedEdges))]
[assembly: AssemblyFixture(typeof(ProductTemplates))]
