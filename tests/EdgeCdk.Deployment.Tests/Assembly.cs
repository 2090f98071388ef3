using EdgeCdk.Deployment.Tests.Support;

[assembly: AssemblyFixture(typeof(Story))]
[assembly: AssemblyFixture(typeof(PortableStory))]
