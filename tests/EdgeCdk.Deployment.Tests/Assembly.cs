using EdgeCdk.Deployment.Tests.Support;

[assembly: AssemblyFixture(typeof(Story))]
