using EdgeCdk.Config.Edge;
using EdgeCdk.Config.Releases;
using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Config.Yaml;

namespace EdgeCdk.Config.Tests.Rules;

public sealed class ReleaseRuleTests
{
    private const string ChangeSize = "change memoryMiB or cpu";
    private const string Source = "take the values from the vendor's release notes";

    private const string ImageKeys =
        "use a block with repository, tag, user, readonlyRootFilesystem, writablePaths, healthCheck, stopTimeoutSeconds, digest";

    private const string SizeKeys = "use a block with cpu, memoryMiB, ephemeralStorageGiB";

    private static readonly ReleaseManifest Release = Workspace.LoadEdge().Release;

    public static TheoryData<string> ServiceImages => [.. Enum.GetValues<ServiceImage>().Select(container => Names.Value(container))];

    public static TheoryData<string> Jobs => [.. Release.Jobs.Keys.Select(job => Names.Value(job))];

    public static TheoryData<string> Functions => [.. Release.Functions.Keys.Select(function => Names.Value(function))];

    [Theory]
    [MemberData(nameof(ServiceImages))]
    public void A_release_without_the_image_of_a_service_is_refused(string image) =>
        Assert.Equal(
            [$"releases/16.6.5.yaml:4:3: images.{image} is missing; {ImageKeys}; {Source}"], MessagesWithout($"  {image}: {{ repo"));

    [Fact]
    public void A_writable_path_without_a_read_only_root_file_system_is_refused() => Assert.Equal(
        [
            "releases/16.6.5.yaml:6:77: images.dqc.writablePaths is set, but readonlyRootFilesystem is false; use it with "
                + $"readonlyRootFilesystem: true; add that, or remove writablePaths; {Source}",
        ],
        MessagesOfDqc("writablePaths: [/tmp]"));

    [Fact]
    public void A_writable_path_that_is_there_twice_is_refused() => Assert.Equal(
        [
            """releases/16.6.5.yaml:6:114: images.dqc.writablePaths[1] is "/tmp", as is images.dqc.writablePaths[0]; use each once; """
                + "remove or correct one of them",
        ],
        MessagesOfDqc("readonlyRootFilesystem: true, writablePaths: [/tmp, /tmp]"));

    [Theory]
    [InlineData("[curl, -f, \"http://localhost/\"]")]
    [InlineData("[CMD-SHELL, curl, -f]")]
    public void A_health_check_of_another_form_than_that_of_ecs_is_refused(string command) => Assert.Equal(
        [
            "releases/16.6.5.yaml:6:86: images.dqc.healthCheck.command is neither of the two forms; use CMD with a program and its "
                + $"arguments, or CMD-SHELL with one line; {Source}",
        ],
        MessagesOfDqc($"healthCheck: {{ command: {command} }}"));

    private static IReadOnlyList<string> MessagesOfDqc(string keys) =>
        Workspace.MessagesOfRelease(("dqc-runtime-job, tag: 16.6.5-saas-edge", $"dqc-runtime-job, tag: 16.6.5-saas-edge, {keys}"));

    [Fact]
    public void Less_reserved_concurrency_than_a_mapping_may_use_is_refused() => Assert.Equal(
        [
            "edges/acme-prod.yaml:22:44: functions.reservedConcurrentExecutions is 9, but metadataBrowsing has a maximumConcurrency of 10 "
                + "and a provisionedConcurrency of 1; use at least 10; reserve more, or nothing",
            "edges/acme-prod.yaml:22:44: functions.reservedConcurrentExecutions is 9, but dqResultsReader has a maximumConcurrency of 10 "
                + "and a provisionedConcurrency of 1; use at least 10; reserve more, or nothing",
        ],
        Workspace.MessagesOfEdge(("artifacts:", "functions: { reservedConcurrentExecutions: 9 }\nartifacts:")));

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_job_without_an_image_is_refused(string job) => Assert.Equal(
        [$"releases/16.6.5.yaml:4:3: images.{job} is missing; {ImageKeys}; {Source}, or remove jobs.{job}"],
        MessagesWithout($"  {job}: {{ repo"));

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_job_without_a_size_is_refused(string job) => Assert.Equal(
        [$"releases/16.6.5.yaml:19:3: jobs.{job} is missing; {SizeKeys}; {Source}, or remove images.{job}"],
        MessagesWithout($"  {job}: {{ cpu"));

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_job_that_a_release_does_not_name_is_not_in_the_release(string job)
    {
        using var workspace = new Workspace();
        workspace.Edit(Workspace.Release, WithoutJob(job));

        var release = Assert.Single(workspace.Load()).Release;

        Assert.Equal(Release.Jobs.Keys.Where(other => Names.Value(other) != job), release.Jobs.Keys);
        Assert.DoesNotContain(job, release.Images.Keys);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_that_a_release_does_not_name_is_not_in_the_release(string function)
    {
        using var workspace = new Workspace();
        workspace.Edit(Workspace.Release, WithoutBlock(function), WithoutBlock(function, "components:"));

        var edge = Assert.Single(workspace.Load());

        Assert.Equal(Release.Functions.Keys.Where(other => Names.Value(other) != function), edge.Release.Functions.Keys);
        Assert.Equal(edge.Release.Functions.Keys, edge.Packages.Keys);
    }

    [Theory]
    [InlineData("jobs")]
    [InlineData("functions")]
    public void A_release_needs_at_least_one_job_and_one_function(string block)
    {
        var text = Workspace.TextOf("release.yaml");
        var rest = text[text.IndexOf(block == "jobs" ? "functions:" : "components:", StringComparison.Ordinal)..];
        var images = Release.Jobs.Keys.Select(job => Without($"  {Names.Value(job)}: {{ repo")).Where(_ => block == "jobs");

        var messages = Workspace.MessagesOfRelease(
            [.. images, (text[text.IndexOf($"{block}:", StringComparison.Ordinal)..], $"{block}: {{}}\n{rest}")]);

        Assert.EndsWith($": {block} is empty; use at least one; {Source}", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_for_a_job_that_is_not_in_the_release_is_refused()
    {
        using var workspace = new Workspace();
        workspace.Edit(Workspace.Release, WithoutJob("dqc"));
        workspace.Edit(Workspace.Edge, ("artifacts:", "jobs: { dqc: { cpu: 1024 } }\nartifacts:"));

        var others = Release.Jobs.Keys.Where(job => job is not Job.Dqc).Select(job => Names.Value(job));
        Assert.Equal(
            [
                $"edges/acme-prod.yaml:22:14: jobs.dqc is not in release 16.6.5; use {string.Join(", ", others)}; "
                    + "remove it, or change edge.release",
            ],
            workspace.Messages());
    }

    [Fact]
    public void Something_about_a_function_that_is_not_in_the_release_is_refused()
    {
        using var workspace = new Workspace();
        workspace.Edit(Workspace.Release, WithoutBlock("dqResultsReader"), WithoutBlock("dqResultsReader", "components:"));
        workspace.Edit(Workspace.Edge, ("artifacts:", "functions: { dqResultsReader: { timeoutSeconds: 9 } }\nartifacts:"));

        Assert.Equal(
            [
                "edges/acme-prod.yaml:22:31: functions.dqResultsReader is not in release 16.6.5; use metadataBrowsing; "
                    + "remove it, or change edge.release",
            ],
            workspace.Messages());
    }

    [Fact]
    public void An_image_that_is_missing_is_reported_beside_one_that_is_wrong() => Assert.Equal(
        ["images.create-table", "images.dqc.tag"],
        Workspace.MessagesOfRelease(
            ("  create-table: { repository: create-table-job, tag: 16.6.5-saas-edge }\n", ""),
            ("dqc-runtime-job, tag: 16.6.5-saas-edge", "dqc-runtime-job, tag: latest"))
            .Select(message => message.Split(' ')[1]));

    [Theory]
    [InlineData(
        "planeManager: { cpu: 1024, memoryMiB: 2048",
        "planeManager: { cpu: 1024, memoryMiB: 1024",
        "15:39: planeManager.memoryMiB is 1024; use 2048 to 8192 in steps of 1024 with 1024 CPU units")]
    [InlineData(
        "Rollout: { cpu: 512, memoryMiB: 1024",
        "Rollout: { cpu: 512, memoryMiB: 5120",
        "16:43: connectorsRollout.memoryMiB is 5120; use 1024 to 4096 in steps of 1024 with 512 CPU units")]
    [InlineData(
        "observability: { cpu: 512",
        "observability: { cpu: 4096",
        "17:40: observability.memoryMiB is 1024; use 8192 to 30720 in steps of 1024 with 4096 CPU units")]
    [InlineData(
        "dqc: { cpu: 4096",
        "dqc: { cpu: 256",
        "19:31: jobs.dqc.memoryMiB is 16384; use 512, or 1024 to 2048 in steps of 1024 with 256 CPU units")]
    [InlineData(
        "create-table: { cpu: 1024, memoryMiB: 2048",
        "create-table: { cpu: 8192, memoryMiB: 17408",
        "24:41: jobs.create-table.memoryMiB is 17408; use 16384 to 61440 in steps of 4096 with 8192 CPU units")]
    public void A_size_of_a_release_that_fargate_does_not_have_is_refused(string from, string to, string message) =>
        Assert.Equal([$"releases/16.6.5.yaml:{message}; {ChangeSize}"], Workspace.MessagesOfRelease((from, to)));

    [Theory]
    [InlineData("batchSize: 1\n", "batchSize: 11\n", "27:5: functions.metadataBrowsing")]
    [InlineData("batchSize: 10\n", "batchSize: 11\n    batchWindowSeconds: 0\n", "39:25: functions.dqResultsReader")]
    public void A_large_batch_that_does_not_wait_is_refused(string from, string to, string message) => Assert.Equal(
        [
            $"releases/16.6.5.yaml:{message}.batchWindowSeconds is 0; use 1 or more with a batchSize over 10; change batchWindowSeconds "
                + "or batchSize",
        ],
        Workspace.MessagesOfRelease((from, to)));

    [Fact]
    public void A_large_batch_that_waits_is_no_fault() =>
        Assert.Empty(Workspace.MessagesOfRelease(("batchSize: 10\n", "batchSize: 11\n    batchWindowSeconds: 1\n")));

    [Theory]
    [InlineData(
        "jobs: { dqc: { cpu: 1024 } }",
        "14: jobs.dqc.memoryMiB is 16384, as in release 16.6.5; use 2048 to 8192 in steps of 1024 with 1024 CPU units")]
    [InlineData(
        "jobs: { dqc: { memoryMiB: 1024 } }", "27: jobs.dqc.memoryMiB is 1024; use 8192 to 30720 in steps of 1024 with 4096 CPU units")]
    [InlineData(
        "jobs: { create-table: { cpu: 256, memoryMiB: 3072 } }",
        "46: jobs.create-table.memoryMiB is 3072; use 512, or 1024 to 2048 in steps of 1024 with 256 CPU units")]
    [InlineData(
        "planeManager: { cpu: 512, memoryMiB: 9216 }",
        "38: planeManager.memoryMiB is 9216; use 1024 to 4096 in steps of 1024 with 512 CPU units")]
    [InlineData(
        "planeManager: { cpu: 2048 }",
        "15: planeManager.memoryMiB is 2048, as in release 16.6.5; use 4096 to 16384 in steps of 1024 with 2048 CPU units")]
    public void A_size_of_an_edge_that_fargate_does_not_have_is_refused(string line, string message) =>
        Assert.Equal([$"edges/acme-prod.yaml:22:{message}; {ChangeSize}"], Workspace.MessagesOfEdge(("artifacts:", $"{line}\nartifacts:")));

    [Theory]
    [InlineData("metadataBrowsing", "requestQueueVisibilitySeconds")]
    [InlineData("dqResultsReader", "resultReaderQueueVisibilitySeconds")]
    public void A_function_that_may_outlast_the_visibility_of_its_messages_is_refused(string function, string visibility) => Assert.Equal(
        [
            $"edges/acme-prod.yaml:23:{"functions: { : { timeoutSeconds: ".Length + function.Length + 1}: "
                + $"functions.{function}.timeoutSeconds is 61; "
                + $"use at most 60, which is controlPlane.{visibility}; lower it, or ask the vendor for a longer visibility timeout",
        ],
        Workspace.MessagesOfEdge(
            (
                "eventSources: disabled",
                $"eventSources: disabled\n  {visibility}: 60\nfunctions: {{ {function}: {{ timeoutSeconds: 61 }} }}")));

    [Theory]
    [InlineData("metadataBrowsing", "requestQueueVisibilitySeconds", 300)]
    [InlineData("dqResultsReader", "resultReaderQueueVisibilitySeconds", 120)]
    public void A_visibility_that_is_shorter_than_the_timeout_of_the_release_is_refused(string function, string visibility, int timeout)
    {
        Assert.Empty(Workspace.MessagesOfEdge(("eventSources: disabled", $"eventSources: disabled\n  {visibility}: {timeout}")));
        Assert.Empty(
            Workspace.MessagesOfEdge(
                (
                    "eventSources: disabled",
                    $"eventSources: disabled\n  {visibility}: 60\nfunctions: {{ {function}: {{ timeoutSeconds: 60 }} }}")));
        Assert.Equal(
            [
                $"edges/acme-prod.yaml:22:{visibility.Length + 5}: controlPlane.{visibility} is {timeout - 1}; use at least {timeout}, "
                    + "the timeout of the function in release 16.6.5; "
                    + $"ask the vendor for a longer visibility timeout, or set functions.{function}.timeoutSeconds",
            ],
            Workspace.MessagesOfEdge(("eventSources: disabled", $"eventSources: disabled\n  {visibility}: {timeout - 1}")));
    }

    [Theory]
    [InlineData("edge/16.6.4/")]
    [InlineData("bundle-16.6.4-saas/")]
    [InlineData("16.6.50/")]
    [InlineData("16.6.5.1/")]
    public void A_prefix_of_the_packages_that_names_another_release_is_refused(string prefix) => Assert.Equal(
        [
            $"edges/acme-prod.yaml:24:11: artifacts.prefix is \"{prefix}\"; use the prefix of release 16.6.5, that of edge.release; "
                + "correct the prefix or edge.release",
        ],
        Workspace.MessagesOfEdge(
            ("  bucket: vendor-releases-eu-central-1", $"  bucket: vendor-releases-eu-central-1\n  prefix: {prefix}")));

    [Theory]
    [InlineData("edge/16.6.5/")]
    [InlineData("bundle-1.0.0/16.6.5-saas/")]
    [InlineData("edge/v2/")]
    public void A_prefix_of_the_packages_that_names_no_other_release_is_no_fault(string prefix) => Assert.Empty(
        Workspace.MessagesOfEdge(
            ("  bucket: vendor-releases-eu-central-1", $"  bucket: vendor-releases-eu-central-1\n  prefix: {prefix}")));

    private static IReadOnlyList<string> MessagesWithout(string beginning) => Workspace.MessagesOfRelease(Without(beginning));

    // The line that begins so, and nothing in its place.
    private static (string From, string To) Without(string beginning) =>
        ($"{Workspace.TextOf("release.yaml").Split('\n').Single(line => line.StartsWith(beginning, StringComparison.Ordinal))}\n", "");

    private static (string From, string To)[] WithoutJob(string job) =>
    [
        Without($"  {job}: {{ repo"), Without($"  {job}: {{ cpu"), WithoutBlock(job, "components:"),
        Without($"      JOB_TASK_DEFINITION_{job.Replace('-', '_').ToUpperInvariant()}: "),
    ];

    // The block of that name behind a line, and nothing in its place.
    private static (string From, string To) WithoutBlock(string name, string behind = "functions:")
    {
        var lines = Workspace.TextOf("release.yaml").Split('\n').SkipWhile(line => !line.StartsWith(behind, StringComparison.Ordinal))
            .SkipWhile(line => line != $"  {name}:").ToList();
        var block = lines.Skip(1).TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal)).Prepend(lines[0]);
        return ($"{string.Join('\n', block)}\n", "");
    }
}
