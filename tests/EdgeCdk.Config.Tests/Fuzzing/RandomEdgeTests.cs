using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Config.Tests.Fuzzing;

public sealed class RandomEdgeTests : IDisposable
{
    private readonly Workspace _workspace = new Workspace()
        .Write("packages/edgeinteractivejobs/a.zip", FakePackage.Containing("a"))
        .Write("packages/dqresultsreader/b.zip", FakePackage.Containing("b"));

    public RandomEdgeTests()
    {
        foreach (var (name, text) in Mutations.Valid().Where(file => file.Name != Workspace.Edge))
            _workspace.Write(name, text);
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void A_file_that_is_made_by_the_rules_is_valid() => Property.Holds(
        RandomEdge.Files, 300, file => Assert.Empty(_workspace.Write(Workspace.Edge, file.Text).Messages()));
}
