using EdgeCdk.Config;
using EdgeCdk.Config.Edge;
using EdgeCdk.Tests.Support;
using Spectre.Console.Testing;

namespace EdgeCdk.Cli.Tests.Files.Import;

public sealed class ImportTests
{
    public static TheoryData<string> Forms => [.. VendorBundle.Forms.Keys.Where((_, index) => Turn.Has(index, 3))];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_bundle_of_any_form_becomes_an_edge_and_a_release_that_can_be_used(string form)
    {
        using var session = new Session();
        var zip = VendorBundle.Zip(session.Directory, VendorBundle.Forms[form]);

        var answer = session.Run("import", zip, "--non-interactive");

        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        var edge = Assert.Single(Fleet.Load(session.PathOf("edges"), session.PathOf("releases")));
        Assert.Equal("acme-prod", edge.Config.Edge.Name);
        Assert.Equal(("eu-central-1", "123456789011"), (edge.Config.Account.Region, edge.Config.Account.AccountId));
        Assert.Equal("vpc-0f1924823027c00c7", edge.Config.Vpc.VpcId);
        Assert.Equal(["subnet-0fa6e2c437dd0e5fd", "subnet-0156acffabb5aa872"], edge.Config.Vpc.PrivateSubnetIds);
        Assert.Equal(["rtb-0aa11bb22cc33dd44"], edge.Config.Vpc.PrivateRouteTableIds);
        Assert.Equal(
            ("bucket-s3-ecc58765", "arn:aws:iam::123456789011:role/s3-role", "eu-central-1"),
            (edge.Config.S3.BucketName, edge.Config.S3.IamRoleArn, edge.Config.S3.Region));
        Assert.Equal("arn:aws:iam::999988887777:role/edge-access-acme-prod", edge.Config.ControlPlane.EdgeAccessRoleArn);
        Assert.Equal("arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests", edge.Config.ControlPlane.RequestQueueArn);
        Assert.Equal("arn:aws:sqs:eu-central-1:999988887777:acme-prod-results", edge.Config.ControlPlane.ResultReaderQueueArn);
        Assert.Equal(EventSources.Disabled, edge.Config.ControlPlane.EventSources);
        Assert.Equal(("16.6.6", "16.6.5"), (edge.Release.Version, edge.Release.Previous));
        Assert.Equal(new DateOnly(2026, 11, 20), edge.Release.Released);
        Assert.Equal(("dqc-runtime-job", "16.6.6-saas-edge"), (edge.Release.Images["dqc"].Repository, edge.Release.Images["dqc"].Tag));
        Assert.Equal((8192, 32768), (edge.Release.Jobs[Job.Dqc].Cpu, edge.Release.Jobs[Job.Dqc].MemoryMiB));
        var dqc = edge.Release.Components["dqc"];
        Assert.Equal(("edge-name", "result-bucket"), (dqc.Environment["TENANT"], dqc.Environment["OUT_BUCKET"]));
        Assert.Equal("INFO", dqc.Constants["LOG_LEVEL"]);
        Assert.DoesNotContain("EDGE_NAME", dqc.Environment.Keys);
        Assert.Contains("EDGE_NAME", edge.Release.Components["create-table"].Environment.Keys);
        Assert.Equal(
            VendorBundle.Interactive,
                File.ReadAllBytes(session.PathOf("lambda-artifacts/16.6.6/edgeinteractivejobs/edgeinteractivejobs-16.6.6.zip")));
        Assert.Equal(
            VendorBundle.Reader, File.ReadAllBytes(session.PathOf("lambda-artifacts/16.6.6/dqresultsreader/dqresultsreader-16.6.6.zip")));
        Assert.Equal(edge.Packages[Function.DqResultsReader].Sha256, edge.Release.Functions[Function.DqResultsReader].Sha256);
    }

    [Fact]
    public void What_a_module_says_about_tasks_and_functions_is_in_the_release()
    {
        using var session = new Session();
        var zip = VendorBundle.Zip(session.Directory, VendorBundle.Forms["flat names and definitions in a module"]);

        var answer = session.Run("import", zip, "--non-interactive");

        var release = Assert.Single(Fleet.Load(session.PathOf("edges"), session.PathOf("releases"))).Release;
        var function = release.Functions[Function.MetadataBrowsing];
        Assert.Equal(60, release.Jobs[Job.Dqc].EphemeralStorageGiB);
        Assert.Equal("data-quality-key-arn", release.Components["dqc"].Environment["KEY"]);
        Assert.Equal(
            ("com.ataccama.edge.Other::handle", 240, 1536, 2, 20, true),
            (function.Handler, function.TimeoutSeconds, function.MemoryMb, function.BatchSize, function.MaximumConcurrency,
                function.PartialBatchResponses));
        Assert.Equal("edge-name", release.Components["metadataBrowsing"].Environment["TENANT"]);
        Assert.Equal(0, answer.ExitCode);
    }

    [Fact]
    public void A_directory_is_read_like_a_zip_and_gives_the_same_files()
    {
        using var one = new Session();
        using var other = new Session();
        var zipped = one.Run("import", VendorBundle.Zip(one.Directory, VendorBundle.Guide()), "--non-interactive");
        var plain = other.Run("import", VendorBundle.Directory(other.Directory, VendorBundle.Guide()), "--non-interactive");

        Assert.Equal((0, 0), (zipped.ExitCode, plain.ExitCode));
        Assert.Equal(one.Read("releases/16.6.6.yaml"), other.Read("releases/16.6.6.yaml"));
        Assert.Equal(one.Read("edges/acme-prod.yaml"), other.Read("edges/acme-prod.yaml"));
    }

    [Fact]
    public void Credentials_are_taken_out_and_told_and_in_no_file()
    {
        using var session = new Session();
        var zip = VendorBundle.Zip(session.Directory, VendorBundle.Guide(
            ("more.auto.tfvars.json", """{ "dqc2": { "api_key": "abc-1234567", "note": "AKIAIOSFODNN7EXAMPLE" } }""")));

        var answer = session.Run("import", zip, "--non-interactive");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("registry.auto.tfvars.json: registry_secret.password -> a credential", answer.Output, StringComparison.Ordinal);
        Assert.Contains("more.auto.tfvars.json: dqc2.api_key -> a credential", answer.Output, StringComparison.Ordinal);
        Assert.Contains("more.auto.tfvars.json: dqc2.note -> AWS access key", answer.Output, StringComparison.Ordinal);
        foreach (var secret in (string[])["Sup3r-Secret-Value", "abc-1234567", "AKIAIOSFODNN7EXAMPLE"])
        {
            Assert.DoesNotContain(secret, answer.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(
                secret,
                string.Concat(Directory.GetFiles(session.Directory, "*.yaml", SearchOption.AllDirectories).Select(File.ReadAllText)),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_nobody_understands_is_shown_with_its_place_and_keeps_nothing_from_being_written()
    {
        using var session = new Session();
        var zip = VendorBundle.Zip(session.Directory,
            VendorBundle.Guide(("more.auto.tfvars.json", """{ "quantum": { "flux": [1, "many"] } }""")));

        var answer = session.Run("import", zip, "--non-interactive");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("more.auto.tfvars.json: quantum.flux.0 = 1 -> no key has a name or a form like this", answer.Output,
            StringComparison.Ordinal);
        Assert.Contains("more.auto.tfvars.json: quantum.flux.1 = many -> no key", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_be_read_in_two_ways_is_asked_for_once_and_the_answer_is_kept_for_the_next_bundle()
    {
        using var session = new Session();
        var files = VendorBundle.Guide(("terraform.tfvars.json", VendorBundle.Guide()["terraform.tfvars.json"]
            .With("\"requestQueueArn\"", "\"one\"").With("\"resultReaderQueueArn\"", "\"other\"")
            .With("acme-prod-requests", "a").With("acme-prod-results", "b")));
        var zip = VendorBundle.Zip(session.Directory, files);

        var refused = session.Run("import", zip, "--non-interactive");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("terraform.tfvars.json: controlPlane.one", refused.Output, StringComparison.Ordinal);
        Assert.Contains("controlPlane.requestQueueArn or controlPlane.resultReaderQueueArn", refused.Output, StringComparison.Ordinal);
        Assert.False(session.Has("releases/16.6.6.yaml"));

        session.Write("map.json", """
            { "terraform.tfvars.json: controlPlane.one": "controlPlane.requestQueueArn",
              "terraform.tfvars.json: controlPlane.other": "controlPlane.resultReaderQueueArn" }
            """);
        var mapped = session.Run("import", zip, "--non-interactive", "--map", "map.json");
        Assert.True(mapped.ExitCode == 0, mapped.Output + mapped.Error);

        Directory.Delete(session.PathOf("edges"), recursive: true);
        File.Delete(session.PathOf("releases/16.6.6.yaml"));
        Assert.Equal(0, session.Run("import", zip, "--non-interactive").ExitCode);
    }

    [Fact]
    public void A_variable_whose_fact_is_not_known_is_asked_for()
    {
        using var session = new Session();
        var files = new Dictionary<string, string>(VendorBundle.Forms["flat names and definitions in JSON"]);
        files["terraform-aws-edgeinstance/jobs.tf.json"] = files["terraform-aws-edgeinstance/jobs.tf.json"]
            .With("${var.edge_name}", "${aws_something.else.arn}");
        var zip = VendorBundle.Zip(session.Directory, files);
        const string place = "terraform-aws-edgeinstance/jobs.tf.json: resource.aws_ecs_task_definition.dqc.container_definitions.dqc"
            + ".environment.TENANT.value";

        var refused = session.Run("import", zip, "--non-interactive");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"{place}: is \"${{aws_something.else.arn}}\", which is not clear", refused.Output, StringComparison.Ordinal);
        session.Write("map.json", $$"""{ "{{place}}": "edge-name" }""");
        Assert.Equal(0, session.Run("import", zip, "--non-interactive", "--map", "map.json").ExitCode);
        Assert.Contains("TENANT: edge-name", session.Read("releases/16.6.6.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_import_changes_nothing_and_another_content_of_the_same_release_is_refused()
    {
        using var session = new Session();
        var zip = VendorBundle.Zip(session.Directory, VendorBundle.Guide());
        Assert.Equal(0, session.Run("import", zip, "--non-interactive").ExitCode);
        var (release, edge) = (session.Read("releases/16.6.6.yaml"), session.Read("edges/acme-prod.yaml"));

        var again = session.Run("import", zip, "--non-interactive");

        Assert.True(again.ExitCode == 0, again.Output);
        Assert.Contains("edges/acme-prod.yaml was there and is as it was", again.Output, StringComparison.Ordinal);
        Assert.Equal((release, edge), (session.Read("releases/16.6.6.yaml"), session.Read("edges/acme-prod.yaml")));

        File.Delete(zip);
        VendorBundle.Zip(session.Directory,
            VendorBundle.Guide(("dqc.auto.tfvars.json", VendorBundle.Guide()["dqc.auto.tfvars.json"].With("8192", "4096"))));
        var other = session.Run("import", zip, "--non-interactive");
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("releases/16.6.6.yaml: exists already, with other values", other.Output, StringComparison.Ordinal);
        Assert.Equal(release, session.Read("releases/16.6.6.yaml"));
    }

    [Fact]
    public void An_image_that_is_not_in_the_bundle_is_not_taken_from_the_release_before_without_a_word()
    {
        using var session = new Session();
        var files = VendorBundle.Guide();
        files.Remove("images.auto.tfvars.json");
        var zip = VendorBundle.Zip(session.Directory, files);

        var refused = session.Run("import", zip, "--non-interactive");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("images.create-table is not in the bundle; release 16.6.5 has create-table-job:16.6.5-saas-edge", refused.Output,
            StringComparison.Ordinal);
        Assert.False(session.Has("releases/16.6.6.yaml"));
        session.Write("map.json", """{ "release: images": "previous" }""");
        Assert.Equal(0, session.Run("import", zip, "--non-interactive", "--map", "map.json").ExitCode);
        Assert.Contains("create-table-job, tag: 16.6.5-saas-edge", session.Read("releases/16.6.6.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_that_is_not_in_the_bundle_is_asked_for()
    {
        using var session = new Session();
        var directory = VendorBundle.Directory(session.Directory, VendorBundle.Guide());
        Directory.Delete(Path.Combine(directory, "artifacts/dqresultsreader"), recursive: true);

        var refused = session.Run("import", directory, "--non-interactive");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("functions.dqResultsReader.artifact is not in the bundle", refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_as_in_the_release_before_is_listed_key_by_key()
    {
        using var session = new Session();

        var answer = session.Run("import", VendorBundle.Zip(session.Directory, VendorBundle.Guide()), "--non-interactive");

        foreach (var kept in (string[])["functions.metadataBrowsing (handler, timeoutSeconds, batchSize, maximumConcurrency, "
            + "partialBatchResponses, memoryMb): as in release 16.6.5", "jobs.create-table (cpu, memoryMiB)",
            "jobs.dqc (ephemeralStorageGiB)", "components.create-table.environment (", "planeManager (cpu, memoryMiB)"])
        {
            Assert.Contains(kept, answer.Output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("components.dqc.environment", answer.Output.Split("Not in the bundle")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_is_asked_until_the_answer_decides_and_the_answers_are_kept()
    {
        using var session = new Session();
        var files = VendorBundle.Guide(("terraform.tfvars.json", VendorBundle.Guide()["terraform.tfvars.json"]
            .With("\"requestQueueArn\"", "\"one\"").With("acme-prod-requests", "a")));
        using var console = new TestConsole();
        console.Profile.Capabilities.Interactive = true;
        foreach (var answer in (string[])["nothing", "vpc.vpcId", "controlPlane.requestQueueArn", "existing", "existing", "existing",
            "existing", "", ""])
        {
            console.Input.PushTextWithEnter(answer);
        }

        var imported = session.Answer(console, "import", VendorBundle.Zip(session.Directory, files));

        Assert.True(imported.ExitCode == 0, imported.Output + imported.Error + console.Output);
        Assert.Contains("nothing is no key of an edge file or release file", console.Output.ReplaceLineEndings(" "),
            StringComparison.Ordinal);
        Assert.Contains("\"terraform.tfvars.json: controlPlane.one\": \"controlPlane.requestQueueArn\"",
            session.Read("releases/bundle-map.json"), StringComparison.Ordinal);
        Assert.Contains("requestQueueArn: arn:aws:sqs:eu-central-1:999988887777:a", session.Read("edges/acme-prod.yaml"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/terraform.tfvars.json")]
    public void Init_reads_the_files_of_the_vendor_in_the_same_way(string file)
    {
        using var session = new Session();
        var directory = VendorBundle.Directory(session.Directory, VendorBundle.Guide());

        var answer = session.Run("init", "--from", directory + file, "--non-interactive", "--set", "artifacts.directory=lambda-artifacts");

        var text = session.Read("edges/acme-prod.yaml");
        Assert.Contains("lambda-artifacts", answer.Output + text, StringComparison.Ordinal);
        Assert.Contains("requestQueueArn: arn:aws:sqs:eu-central-1:999988887777:acme-prod-requests", text, StringComparison.Ordinal);
        Assert.Contains("subnet-093c2ad4f707332e6", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_says_what_is_not_clear_in_the_files_of_the_vendor()
    {
        using var session = new Session();
        session.Write("terraform.tfvars.json", """{ "edge_name": "acme-prod", "subnets": ["subnet-0fa6e2c437dd0e5fd"] }""");

        var answer = session.Run("init", "--from", "terraform.tfvars.json", "--non-interactive");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("terraform.tfvars.json: subnets: is \"subnet-0fa6e2c437dd0e5fd\", which is not clear; use --set for "
            + "vpc.privateSubnetIds or vpc.publicSubnetIds", answer.Output, StringComparison.Ordinal);
        Assert.False(session.Has("edges/acme-prod.yaml"));
    }

    [Fact]
    public void The_bundle_of_the_next_release_and_an_upgrade_move_the_edge_and_its_packages()
    {
        using var session = new Session();
        session.Run("import", VendorBundle.Directory(session.Directory, VendorBundle.Guide()), "--non-interactive");
        var next = VendorBundle.Directory(session.Directory, VendorBundle.Guide().ToDictionary(
            file => file.Key, file => file.Value.Replace("16.6.6", "16.6.7", StringComparison.Ordinal)));
        File.WriteAllBytes(
            Path.Combine(next, "artifacts/dqresultsreader/dqresultsreader-16.6.6.zip"), FakePackage.Containing("results reader 16.6.7"));
        var named = next.Replace("16.6.6", "16.6.7", StringComparison.Ordinal);
        Directory.Move(next, named);

        var imported = session.Run("import", named, "--non-interactive");
        var upgraded = session.Run("upgrade", "acme-prod", "--yes");

        Assert.True(imported.ExitCode == 0, imported.Output + imported.Error);
        Assert.Contains(
            "edges/acme-prod.yaml was there and is as it was: `npx edge upgrade acme-prod` changes its release", imported.Output,
            StringComparison.Ordinal);
        Assert.True(upgraded.ExitCode == 0, upgraded.Output + upgraded.Error);
        Assert.Contains("directory: lambda-artifacts/16.6.7", session.Read("edges/acme-prod.yaml"), StringComparison.Ordinal);
        Assert.Equal(0, session.Run("validate").ExitCode);
    }
}
