namespace EdgeCdk.Cli.Tests.Review;

/// <summary>Whatever is dangerous is caught, and told in the right words.</summary>
public sealed class PlantedChangeTests(PlantedChanges planted) : IClassFixture<PlantedChanges>
{
    public static TheoryData<string> Names => [.. PlantedChanges.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_dangerous_change_needs_a_decision(string name)
    {
        var found = planted[name].Changes.Where(change => change.IsOpen)
            .Select(change => $"{change.Sentence} [{change.Property}]")
            .ToList();

        Assert.Contains(PlantedChanges.All[name].Says, found);
    }

    [Fact]
    public void A_value_that_is_secret_is_never_repeated() =>
        Assert.All(
            PlantedChanges.All.Keys.SelectMany(name => planted[name].Changes),
            change => Assert.DoesNotContain("correct horse", change.Sentence, StringComparison.Ordinal));
}
