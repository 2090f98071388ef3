using System.Globalization;
using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests;

public sealed class CultureTests
{
    [Fact]
    public void Files_mean_the_same_in_every_culture()
    {
        var edits =
            new[]
            {
                ("provisionedConcurrency: 0", "provisionedConcurrency: -1"),
                ("cpu: 8192", "cpu: 8.192"),
                ("logRetentionDays: 3653", "logRetentionDays: 3,653"),
            };
        var expected = Workspace.MessagesOfFullEdge(edits);
        CultureInfo.CurrentCulture = OddCulture();

        Assert.Equal(3, expected.Count);
        Assert.Equal(expected, Workspace.MessagesOfFullEdge(edits));
        Assert.Equal(new DateOnly(2026, 10, 19), Workspace.LoadEdge().Release.Released);
    }

    // The project has invariant globalization, so that no real culture could be had here: one that differs wherever it can.
    private static CultureInfo OddCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.DateTimeFormat.DateSeparator = "/";
        return culture;
    }
}
