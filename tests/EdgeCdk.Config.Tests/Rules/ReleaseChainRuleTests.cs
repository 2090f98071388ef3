using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Rules;

public sealed class ReleaseChainRuleTests
{
    private const string FromNotes = "take it from the vendor's release notes";

    [Fact]
    public void A_line_of_releases_is_no_fault() =>
        Assert.Empty(MessagesOf(("16.6.9", "16.6.5"), ("16.6.10", "16.6.9"), ("17.0.0", "16.6.10")));

    [Fact]
    public void A_release_whose_file_is_named_otherwise_is_refused() => Assert.Equal(
        [
            """releases/16.6.5.yaml:1:10: version is "16.6.4", but the file is named 16.6.5.yaml; use one version in both; correct the """
                + """version or rename the file""",
        ],
        Workspace.MessagesOfRelease(("version: 16.6.5", "version: 16.6.4")));

    [Fact]
    public void A_previous_release_that_is_not_there_is_refused() => Assert.Equal(
        [
            """releases/16.6.5.yaml:3:11: previous is "16.6.4"; use a release of this directory; add the file of that release, or """
                + """remove previous from the first one""",
        ],
        Workspace.MessagesOfRelease(("released: 2026-10-19", "released: 2026-10-19\nprevious: 16.6.4")));

    [Fact]
    public void A_release_that_follows_itself_is_refused() => Assert.Equal(
        [$"""releases/16.6.5.yaml:3:11: previous is "16.6.5"; use a release before 16.6.5; {FromNotes}"""],
        Workspace.MessagesOfRelease(("released: 2026-10-19", "released: 2026-10-19\nprevious: 16.6.5")));

    [Fact]
    public void Releases_that_follow_each_other_in_a_circle_are_refused()
    {
        using var workspace = new Workspace();
        Add(workspace, "16.6.10", "16.6.5");

        Assert.Equal(
            [$"""releases/16.6.5.yaml:3:11: previous is "16.6.10"; use a release before 16.6.5; {FromNotes}"""],
            workspace.Edit(Workspace.Release, ("released: 2026-10-19", "released: 2026-10-19\nprevious: 16.6.10")).Messages());
    }

    [Fact]
    public void Two_releases_after_the_same_one_are_refused() => Assert.Equal(
        [$"""releases/16.6.10.yaml:3:11: previous is "16.6.5", as in 16.6.6; use another release before each; {FromNotes}"""],
        MessagesOf(("16.6.10", "16.6.5"), ("16.6.6", "16.6.5")));

    [Fact]
    public void A_second_release_without_a_previous_one_is_refused() => Assert.Equal(
        [
            "releases/16.6.6.yaml:1:1: previous is missing; use the release that upgrades come from; add previous: only the first "
                + "release, 16.6.5, has none",
        ],
        MessagesOf(("16.6.6", null)));

    [Fact]
    public void A_release_that_is_misnamed_is_not_asked_for_its_place_in_the_line()
    {
        using var workspace = new Workspace();
        workspace.Write("releases/16.6.6.yaml", Workspace.Edited(Workspace.TextOf("release.yaml"), ("version: 16.6.5", "version: 16.6.7")));

        Assert.Equal(
            [
                """releases/16.6.6.yaml:1:10: version is "16.6.7", but the file is named 16.6.6.yaml; use one version in both; correct """
                    + """the version or rename the file""",
            ],
            workspace.Messages());
    }

    private static IReadOnlyList<string> MessagesOf(params (string Version, string? Previous)[] releases)
    {
        using var workspace = new Workspace();
        foreach (var (version, previous) in releases)
            Add(workspace, version, previous);
        return workspace.Messages();
    }

    private static void Add(Workspace workspace, string version, string? previous) => workspace.Write(
        $"releases/{version}.yaml",
        Workspace.Edited(
            Workspace.TextOf("release.yaml"), ("version: 16.6.5", $"version: {version}"),
            ("released: 2026-10-19", $"released: 2026-10-19{(previous is null ? "" : $"\nprevious: {previous}")}")));
}
