using EdgeCdk.Config;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Handover.Images;

/// <summary>Images are listed, and brought to a registry of the customer's with equal digests.</summary>
public sealed class MirrorTests : IDisposable
{
    private const string Ecr = "123456789011.dkr.ecr.eu-central-1.amazonaws.com/edge/";

    // Stands for skopeo: images are files in a directory, and a digest is that of the file.
    private const string Skopeo = """
        #!/usr/bin/env bash
        set -eu
        file() { local name="${1#docker://}"; echo "$STORE/${name//[\/:]/_}"; }
        case $1 in
          inspect) cat "$(file "${@: -1}")" ;;
          manifest-digest) echo "sha256:$(sha256sum < "$2" | cut -d' ' -f1)" ;;
          copy) cp "$(file "${@: -2:1}")" "$(file "${@: -1}")"
            if [ -n "${CHANGED:-}" ] && [[ "${@: -1}" == *"$CHANGED"* ]]; then printf x >> "$(file "${@: -1}")"; fi ;;
          login) echo "$* $(cat)" >> "$STORE/login.log" ;;
          *) exit 9 ;;
        esac
        """;

    private readonly Session _session = new();

    public MirrorTests() => _session
        .Write("edges/demo.yaml", File.ReadAllText(EdgeExamples.PathOf("smallest")))
        .Write("bin/skopeo", Skopeo)
        .Write("bin/aws", "#!/usr/bin/env bash\necho \"$*\" >> \"$STORE/aws.log\"\ncase \"$*\" in *describe-*) exit 1 ;; esac\n")
        .Write("store/aws.log", "");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Every_image_of_the_release_is_listed_once_with_the_components_that_run_it()
    {
        var release = Fleet.Load(_session.PathOf("edges"), _session.PathOf("releases"))[0].Release;

        var images = _session.Json("images", "demo", "--json")["images"]!.AsArray();

        Assert.Equal(
            release.Images.Select(image => image.Key).Order(StringComparer.Ordinal),
            images.SelectMany(image => image!["components"]!.AsArray()).Select(name => (string)name!).Order(StringComparer.Ordinal));
        Assert.Distinct(images.Select(image => (string)image!["source"]!));
        Assert.All(
            images, image => Assert.StartsWith("ataccama.azurecr.io/saas-edge/", (string)image!["source"]!, StringComparison.Ordinal));
    }

    [Fact]
    public void The_prefix_for_the_edge_file_goes_with_the_mirror()
    {
        Assert.Contains($"  registry: {{ prefix: {Ecr}, credentials: none }}\n", Run("--to", Ecr), StringComparison.Ordinal);
        Assert.Contains(
            "  registry: { prefix: mirror.example.com/edge/ }\n", Run("--to", "mirror.example.com/edge"), StringComparison.Ordinal);
        Assert.Contains(
            "prefix: 123456789011.dkr.ecr.eu-central-1.amazonaws.com/edge/saas-edge/, credentials: none",
            Run("--to", Ecr, "--cache"), StringComparison.Ordinal);
        Assert.Contains(": npx edge images demo --to '<registry and path>'", Run(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_images_of_the_next_release_can_be_brought_over_before_the_upgrade() => Assert.Contains(
        "Images of release 16.6.4\n", Run("--release", "16.6.4"), StringComparison.Ordinal);

    [Theory]
    [InlineData("--cache goes with a mirror in Amazon ECR", "--to", "mirror.example.com/edge", "--cache")]
    [InlineData("--cache goes with a mirror in Amazon ECR", "--to", "123456789011.dkr.ecr.cn-north-1.amazonaws.com.cn/edge/", "--cache")]
    [InlineData("--to is missing", "--output", "mirror.sh")]
    [InlineData("--to is missing: the edge file names the vendor's registry, so there is nothing to compare", "--compare")]
    [InlineData("there is no release 1.0.0", "--release", "1.0.0")]
    public void What_does_not_go_together_is_refused(string message, params string[] arguments)
    {
        var result = _session.Run(["images", "demo", .. arguments]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_copies_every_image_and_compares_the_digests()
    {
        Fill("ataccama.azurecr.io/saas-edge/");

        var result = Script("--to", "mirror.example.com/edge");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Equal(
            Images("ataccama.azurecr.io/saas-edge/").Count, result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All(Images("mirror.example.com/edge/"), image => Assert.Matches($"{image}@sha256:[0-9a-f]{{64}}\n", result.Output));
        Assert.Equal(0, Script("--to", "mirror.example.com/edge").ExitCode);
    }

    [Fact]
    public void The_credentials_of_both_registries_are_variables_that_help_command_and_script_name()
    {
        Fill("ataccama.azurecr.io/saas-edge/");
        var variables = new Dictionary<string, string?>
        {
            ["REGISTRY_USERNAME"] = "vendor",
            ["REGISTRY_PASSWORD"] = "one",
            ["MIRROR_USERNAME"] = "own",
            ["MIRROR_PASSWORD"] = "two",
        };

        Assert.Equal(0, ScriptWith(variables, "--to", "mirror.example.com/edge").ExitCode);

        Assert.Equal(
            "login --tls-verify=true --username vendor --password-stdin ataccama.azurecr.io one\n"
                + "login --tls-verify=true --username own --password-stdin mirror.example.com two\n",
            File.ReadAllText(_session.PathOf("store/login.log")));
        var script = File.ReadAllText(_session.PathOf("mirror.sh"));
        string[] texts =
        [
            string.Join('\n', script.Split('\n').Where(line => line.StartsWith('#'))),
            Run("--to", "mirror.example.com/edge", "--output", "again.sh"), _session.Run("images", "--help").Output,
        ];
        Assert.All(texts, text => Assert.All(variables.Keys, name => Assert.Contains(name, text, StringComparison.Ordinal)));
    }

    [Fact]
    public void One_changed_byte_is_found()
    {
        Fill("ataccama.azurecr.io/saas-edge/");

        var result = ScriptWith(new() { ["CHANGED"] = "dqc-runtime-job" }, "--to", "mirror.example.com/edge");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("mirror.example.com/edge/dqc-runtime-job:16.6.5-saas-edge has digest sha256:[0-9a-f]+, but ", result.Error);
        Assert.Contains("not all images were brought over", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_is_missing_or_not_that_of_the_release_is_not_copied()
    {
        var other = $"sha256:{new string('1', 64)}";
        var release = _session.PathOf("releases/16.6.5.yaml");
        File.WriteAllText(release, File.ReadAllText(release).With("dqc: { repository: dqc-", $"dqc: {{ digest: {other}, repository: dqc-"));
        Fill("ataccama.azurecr.io/saas-edge/");
        File.Delete(Stored("ataccama.azurecr.io/saas-edge/plane-manager:16.6.5-saas-edge"));

        var result = Script("--to", "mirror.example.com/edge");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"but the release says {other}: it was not copied", result.Error, StringComparison.Ordinal);
        Assert.Contains("plane-manager:16.6.5-saas-edge cannot be read", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Stored("mirror.example.com/edge/dqc-runtime-job:16.6.5-saas-edge")));
    }

    [Fact]
    public void In_Amazon_ECR_repositories_are_created_first()
    {
        Fill("ataccama.azurecr.io/saas-edge/");

        var result = Script("--to", Ecr);

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        var calls = File.ReadAllText(_session.PathOf("store/aws.log"));
        Assert.Contains(
            "ecr create-repository --registry-id 123456789011 --region eu-central-1 --repository-name edge/dqc-runtime-job "
                + "--image-tag-mutability IMMUTABLE", calls, StringComparison.Ordinal);
        Assert.Contains("ecr get-login-password --region eu-central-1\n", calls, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_cache_ECR_has_a_rule_and_each_image_is_asked_for_once()
    {
        Fill("123456789011.dkr.ecr.eu-central-1.amazonaws.com/edge/saas-edge/");

        var result = ScriptWith(
            new() { ["UPSTREAM_SECRET_ARN"] = "arn:aws:secretsmanager:eu-central-1:123456789011:secret:ecr-pullthroughcache/a-AbCdEf" },
            "--to", Ecr, "--cache");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains(
            "ecr create-pull-through-cache-rule --registry-id 123456789011 --region eu-central-1 --ecr-repository-prefix edge "
                + "--upstream-registry azure-container-registry --upstream-registry-url ataccama.azurecr.io --credential-arn ",
            File.ReadAllText(_session.PathOf("store/aws.log")), StringComparison.Ordinal);
        Assert.Contains("UPSTREAM_SECRET_ARN", Script("--to", Ecr, "--cache").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_password_of_Amazon_ECR_the_script_stops_before_skopeo_logs_in()
    {
        _session.Write("bin/aws", "#!/usr/bin/env bash\necho 'no credentials' >&2\nexit 253\n");

        var result = Script("--to", Ecr);

        Assert.Equal((253, "no credentials\n"), (result.ExitCode, result.Error));
        Assert.False(_session.Has("store/login.log"));
    }

    private string Run(params string[] arguments)
    {
        var result = _session.Run(["images", "demo", .. arguments]);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result.Output;
    }

    private CommandResult Script(params string[] arguments) => ScriptWith([], arguments);

    private CommandResult ScriptWith(Dictionary<string, string?> variables, params string[] arguments)
    {
        Run([.. arguments, "--output", "mirror.sh"]);
        var environment = new Dictionary<string, string?>(variables)
        {
            ["STORE"] = _session.PathOf("store"),
            ["PATH"] = $"{_session.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        return ChildProcess.Run(
            "bash", ["-c", $"chmod +x {_session.PathOf("bin")}/*; exec {_session.PathOf("mirror.sh")}"], environment: environment);
    }

    private IReadOnlyList<string> Images(string prefix) =>
        [.. _session.Json("images", "demo", "--json")["images"]!.AsArray()
            .Select(image => ((string)image!["source"]!).Replace("ataccama.azurecr.io/saas-edge/", prefix, StringComparison.Ordinal))];

    private void Fill(string prefix)
    {
        foreach (var image in Images(prefix))
            File.WriteAllText(Stored(image), $$"""{ "schemaVersion": 2, "of": "{{image}}" }""");
    }

    private string Stored(string image) => _session.PathOf($"store/{image.Replace('/', '_').Replace(':', '_')}");
}
