using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Library;

/// <summary>What users compile against is reviewed: whatever changes here may break their build.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(EdgeDefinition))]
    [InlineData(typeof(EdgeContext))] // has none: what is in there is put together by EdgeCdk alone
    [InlineData(typeof(EdgeStack))]
    public void The_public_signatures_are_the_reviewed_ones(Type type)
    {
        var assembly = type.Assembly;

        Assert.Null(Snapshot.Compare(PublicApi.Of(assembly), "tests", "snapshots", $"{assembly.GetName().Name}.api.txt"));
    }
}
