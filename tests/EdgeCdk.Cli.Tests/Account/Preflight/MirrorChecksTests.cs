using EdgeCdk.Cli.Account.Preflight;
using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Account.Preflight;

/// <summary>A mirror in Amazon ECR has each image, and the one that the release pins.</summary>
public sealed class MirrorChecksTests
{
    private const string Mirror = "123456789011.dkr.ecr.eu-central-1.amazonaws.com/edge/";
    private static readonly string Pinned = $"sha256:{new string('a', 64)}";
    private static readonly string Other = $"sha256:{new string('b', 64)}";

    [Fact]
    public void The_image_that_the_release_pins_is_in_the_mirror() => Targets.Has(Run(Pinned, Pinned), "", "");

    [Fact]
    public void Another_image_with_the_same_tag_is_named_with_both_digests() => Targets.Has(
        Run(Pinned, Other), "Failed", $"edge/dqc-runtime-job:16.6.5-saas-edge is {Other} in the mirror, but the release pins {Pinned}");

    [Fact]
    public void A_release_without_digests_takes_what_the_tag_stands_for() => Targets.Has(Run(null, Other), "", "");

    [Theory]
    [InlineData("", "Failed", "edge/plane-manager:16.6.5-saas-edge is not in the mirror", "push the image to " + Mirror)]
    [InlineData("other", "Failed", "is not in the mirror", "push the image to " + Mirror)]
    [InlineData("edg", "Failed", "is not in the mirror", "push the image to " + Mirror)]
    [InlineData("edge", "Unknown", "is not in the mirror yet; its pull-through cache gets it", "docker pull " + Mirror)]
    [InlineData("ROOT", "Unknown", "is not in the mirror yet; its pull-through cache gets it", "docker pull " + Mirror)]
    public void An_image_that_is_missing_may_come_with_the_first_pull(string cached, string outcome, string words, string remedy)
    {
        var rules = cached.Length == 0 ? "" : $$"""{"ecrRepositoryPrefix":"public"},{"ecrRepositoryPrefix":"{{cached}}"}""";
        var checks = EcrMirrorChecks.Of(Of("", new FakeAws(
            ("ecr describe-pull-through-cache-rules", $$"""{"pullThroughCacheRules":[{{rules}}]}""")).Without("ecr describe-images")));

        var finding = checks.SelectMany(check => check.Run()).First();
        Targets.Has([finding], outcome, words);
        Assert.StartsWith(remedy, finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("observability: { enabled: true }", true)]
    public void Images_of_the_collector_are_asked_for_with_the_collector(string more, bool isAsked)
    {
        var aws = new FakeAws().Without("ecr describe-images");
        var missing = EcrMirrorChecks.Of(Of(more, aws)).SelectMany(check => check.Run()).Select(finding => finding.What).ToList();

        Assert.Contains(missing, what => what.StartsWith("edge/plane-manager:", StringComparison.Ordinal));
        Assert.Equal(isAsked, missing.Exists(what => what.Contains("otel", StringComparison.Ordinal)));
    }

    [Fact]
    public void Another_registry_has_no_checks_of_ECR() => Assert.Empty(EcrMirrorChecks.Of(Targets.Of(new FakeAws())));

    private static PreflightTarget Of(string more, FakeAws aws) =>
        Targets.Of(aws, text => $"{text}\nregistry: {{ prefix: {Mirror}, credentials: none }}\n{more}\n");

    private static IReadOnlyList<Cli.Account.Checks.Finding> Run(string? pinned, string mirrored)
    {
        using var directory = new TemporaryDirectory();
        var text = File.ReadAllText(Path.Combine(Repository.Releases, "16.6.5.yaml")).With("previous: 16.6.4", "");
        const string image = "dqc-runtime-job, tag: 16.6.5-saas-edge";
        directory.Write("releases/16.6.5.yaml", pinned is null ? text : text.With(image, $"{image}, digest: \"{pinned}\""));
        var file = directory.Write("edges/demo.yaml",
            EdgeFiles.Text(EdgeFiles.Demo) + $"registry:\n  prefix: {Mirror}\n  credentials: none\n");
        var target = new PreflightTarget(
            Assert.Single(Fleet.Load(file, Path.Combine(directory.Path, "releases"))),
            new FakeAws(("ecr describe-images", $$"""{"imageDetails":[{"imageDigest":"{{mirrored}}"}]}""")));
        return [.. EcrMirrorChecks.Of(target).SelectMany(check => check.Run()).Where(finding => pinned is null
            || finding.What.Contains("dqc", StringComparison.Ordinal))];
    }
}
