using System.Text.Json.Nodes;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Account.Tests;

/// <summary>What the edge file names and the customer or the vendor provides: role, bucket, queues, secrets, images, packages.</summary>
public sealed class BrokenBelongingsTests(EmulatedAccount account) : Broken(account)
{
    [Fact]
    public void The_role_for_results_is_not_there() =>
        Finds("failed", "s3.iamRoleArn", "there is no role", text => text.With("role/s3-role", "role/s4-role"));

    [Fact]
    public void The_role_for_results_lets_only_some_of_the_edge_in()
    {
        Trust(Landscape.Trust(Landscape.RolesOfTheEdge.Except(["job-create-table", "dq-results-reader"])));

        var found = Finds("failed", "s3.iamRoleArn", "does not allow acme-dq-results-reader, acme-job-create-table");
        Assert.Contains("AccessDenied for sts:AssumeRole", (string?)found["later"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_role_for_results_names_a_role_that_was_deleted()
    {
        var trust = Landscape.Trust(Landscape.RolesOfTheEdge);
        var principal = new JsonObject { ["Principal"] = new JsonObject { ["AWS"] = "AROA1234567890EXAMPLE" } };
        trust["Statement"]!.AsArray().Add(Landscape.Allow(principal)["Statement"]![0]!.DeepClone());
        Trust(trust);

        Finds("warning", "s3.iamRoleArn", "names AROA1234567890EXAMPLE");
    }

    [Fact]
    public void The_bucket_for_results_is_not_there() =>
        Finds("failed", "s3.bucketName", "NoSuchBucket", text => text.With(Landscape.ResultBucket, "nobodys-results"));

    [Theory]
    [InlineData("disabled", "cannot be checked before the vendor has registered the edge")]
    [InlineData("enabled", "does not have permissions to call ReceiveMessage on SQS")]
    public void The_queues_of_the_vendor_cannot_be_seen(string eventSources, string words) =>
        Finds(
            "unknown",
            "controlPlane.requestQueueArn",
            words,
            text => text.With("eventSources: disabled", $"eventSources: {eventSources}"));

    [Fact]
    public void A_queue_hides_messages_for_less_than_the_function_takes()
    {
        var parameters = new JsonObject
        {
            ["QueueName"] = "acme-requests",
            ["Attributes"] = new JsonObject { ["VisibilityTimeout"] = "60" },
        };
        var queue = Land.Make("sqs", "create_queue", parameters, "QueueUrl");
        Afterwards(() => Api.Call("sqs", "delete_queue", "QueueUrl", queue));

        Finds(
            "failed",
            "controlPlane.requestQueueArn",
            "Queue visibility timeout: 60 seconds is less than Function timeout: 300 seconds",
            text => text.With($"{Places.VendorAccount}:acme-requests", $"{Places.Account}:acme-requests"));
    }

    [Theory]
    [InlineData("""{"username":" ","password":"never-told"}""", "has no username, or an empty one")]
    public void The_registry_secret_has_not_what_is_read_from_it(string content, string words)
    {
        var arn = Secret(content);

        var found = Finds("failed", "registry.secretArn", words, text => text.With(Land.RegistrySecretArn, arn));
        Assert.DoesNotContain("never-told", found.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_registry_secret_is_not_there() =>
        Finds(
            "failed",
            "registry.secretArn",
            "unable to pull secrets or registry auth",
            text => text.With(
                Land.RegistrySecretArn,
                $"arn:aws:secretsmanager:eu-central-1:{Places.Account}:secret:none-AbCdEf"));

    [Fact]
    public void The_registry_secret_is_under_a_key_that_the_file_does_not_name()
    {
        var key = Land.Make("kms", "create_key", [], "KeyMetadata", "Arn");
        var arn = Secret("""{"username":"u","password":"p"}""", key);

        var found = Finds(
            "failed",
            "registry.secretKeyArn",
            "is missing, but the secret is encrypted with a key of its own",
            text => text.With(Land.RegistrySecretArn, arn));
        Assert.Equal($"registry.secretKeyArn: {key}", (string?)found["remedy"]);
    }

    [Fact]
    public void Credentials_as_parameters_are_reminded_of() =>
        Finds(
            "unknown",
            "registry.secretArn",
            "--parameters RegistryUsername=",
            text => text.With($"registry: {{ secretArn: \"{Land.RegistrySecretArn}\" }}", ""));

    [Theory]
    [InlineData("""{"endpoint":"http://telemetry.example.com","authorization":"a"}""", "does not begin with https://")]
    [InlineData("""{"endpoint":"https://telemetry.example.com"}""", "has no authorization")]
    public void The_secret_for_telemetry_has_not_what_is_read_from_it(string content, string words)
    {
        var arn = Secret(content);

        Finds(
            "failed",
            "observability.otlpSecretArn",
            words,
            text => $"{text}observability: {{ enabled: true, otlpSecretArn: \"{arn}\" }}\n");
    }

    [Fact]
    public void The_mirror_lacks_images()
    {
        var host = "prod-eu-central-1-starport-layer-bucket.s3.eu-central-1.amazonaws.com";
        Assert.Contains(Find(Mirrored), finding => ((string)finding["what"]!).Contains(host, StringComparison.Ordinal));
        var failed = Find(Mirrored).Where(finding => (string?)finding["outcome"] == "failed").Select(finding => (string)finding["what"]!);
        Assert.Equal(8, failed.Count(what => what.EndsWith(":16.6.5-saas-edge is not in the mirror", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_mirror_is_a_cache_that_fills_itself()
    {
        Say(new() { ["caches"] = new JsonArray("mirror") });

        var unknown = Find(Mirrored).Where(finding => (string?)finding["outcome"] == "unknown");
        Assert.Equal(8, unknown.Count(finding => (string?)finding["about"] == "registry.prefix"));
    }

    [Fact]
    public void A_package_is_not_in_the_bucket()
    {
        var package = new JsonObject
        {
            ["Bucket"] = Landscape.Releases,
            ["Key"] = "edge/16.6.5/dqresultsreader/dqresultsreader.zip",
        };
        Api.Call("s3", "delete_object", package);
        Afterwards(() => Land.PutPackage("dqresultsreader"));

        Finds("failed", "artifacts.prefix", "vendor-releases has no edge/16.6.5/dqresultsreader/dqresultsreader.zip");
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", 0)]
    [InlineData("//////////////////////////////////////////8=", 1)]
    [InlineData("//////////////////////////////////////////8=-2", 0)]
    public void A_package_is_not_what_the_release_says(string checksum, int errors)
    {
        using var session = new Session(new Answering(Aws, "head-object", answer => answer["ChecksumSHA256"] = checksum), Land.EdgeFile);
        session.ChangeRelease("artifact: dqresultsreader.zip", $"artifact: dqresultsreader.zip\n    sha256: \"{new string('0', 64)}\"");

        var findings = JsonNode.Parse(session.Run("preflight", "acme", "--json").Output)!["findings"]!.AsArray();

        var words = $"but the release names {new string('0', 64)}";
        Assert.Equal(errors, findings.Count(finding => ((string)finding!["what"]!).EndsWith(words, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_bucket_of_the_packages_is_not_there() =>
        Assert.Contains(
            Find(text => text.With($"bucket: {Landscape.Releases}", "bucket: nobodys-releases")),
            finding => (string?)finding["what"] == "there is no bucket nobodys-releases");

    [Fact]
    public void The_key_of_the_packages_is_not_there() =>
        Finds(
            "failed",
            "artifacts.keyArn",
            "there is no key",
            text => text.With(
                "prefix: edge/16.6.5/ }",
                "prefix: edge/16.6.5/, "
                    + $"keyArn: \"arn:aws:kms:eu-central-1:{Places.Account}:key/1111abcd-12ab-34cd-56ef-1234567890ab\" }}"));

    private string Mirrored(string text) => text.With(
        $"secretArn: \"{Land.RegistrySecretArn}\"",
        $"prefix: {Places.Account}.dkr.ecr.eu-central-1.amazonaws.com/mirror/, credentials: none");

    private void Trust(JsonObject trust)
    {
        static JsonObject Policy(JsonObject policy) => new() { ["RoleName"] = "s3-role", ["PolicyDocument"] = policy.ToJsonString() };
        var before = Landscape.Trust(Landscape.RolesOfTheEdge);
        Break("iam", "update_assume_role_policy", Policy(trust), "update_assume_role_policy", Policy(before));
    }

    private string Secret(string content, string? key = null)
    {
        var arn = Land.CreateSecret(Guid.NewGuid().ToString(), content, key);
        var parameters = new JsonObject { ["SecretId"] = arn, ["ForceDeleteWithoutRecovery"] = true };
        Afterwards(() => Api.Call("secretsmanager", "delete_secret", parameters));
        return arn;
    }
}
