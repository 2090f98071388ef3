using System.IO.Compression;
using System.Text;

namespace EdgeCdk.Cli.Tests.Files.Import;

/// <summary>Bundles that are damaged, or made to do harm: each is refused with one message, and nothing is written.</summary>
public sealed class HostileBundleTests
{
    [Theory]
    [InlineData("../evil.tfvars.json")]
    [InlineData("a/../../evil.tfvars.json")]
    [InlineData("/etc/evil.tfvars.json")]
    [InlineData("C:\\evil.tfvars.json")]
    [InlineData("a\\..\\evil.tfvars.json")]
    [InlineData("a//b.tfvars.json")]
    [InlineData("./b.tfvars.json")]
    public void A_path_that_leads_out_of_the_zip_is_refused(string name) =>
        AssertRefused(archive => Add(archive, name, "{}"), "leads out of it, or is no path");

    [Fact]
    public void A_link_in_a_zip_is_refused() => AssertRefused(
        archive =>
        {
            var entry = archive.CreateEntry("link.tfvars.json");
            entry.ExternalAttributes = 0xA1FF << 16;
            using var writer = new StreamWriter(entry.Open());
            writer.Write("/etc/passwd");
        },
        "is a link: links are refused");

    [Theory]
    [InlineData("terraform.tfvars.json")]
    [InlineData("artifacts")]
    public void A_link_in_a_directory_is_refused(string name)
    {
        using var session = new Session();
        var directory = VendorBundle.Directory(session.Directory, VendorBundle.Guide());
        var place = Path.Combine(directory, name);
        if (Directory.Exists(place))
            Directory.Delete(place, recursive: true);
        else
            File.Delete(place);
        File.CreateSymbolicLink(place, "/etc");

        AssertRefused(session, directory, $"{name} is a link: links are refused");
    }

    [Fact]
    public void A_file_that_is_there_twice_is_refused() => AssertRefused(
        archive => Add(archive, $"{VendorBundle.Name}/TERRAFORM.tfvars.json", "{}"), "twice: download it again");

    [Fact]
    public void A_configuration_file_that_unpacks_to_much_more_is_refused_when_the_limit_is_reached() => AssertRefused(
        archive => AddZeros(archive, $"{VendorBundle.Name}/bomb.auto.tfvars.json", 64 << 20),
        "bomb.auto.tfvars.json is larger than 1 MiB: it is not a file of the vendor's bundle");

    [Fact]
    public void Junk_beside_the_files_of_the_vendor_is_not_read()
    {
        using var session = new Session();
        var directory = VendorBundle.Directory(session.Directory, VendorBundle.Guide());
        using (var junk = File.Create(Path.Combine(directory, "junk.bin")))
            junk.SetLength(1L << 30);

        Assert.Equal(0, session.Run("import", directory, "--non-interactive").ExitCode);
    }

    [Fact]
    public void A_gigabyte_under_the_name_of_a_configuration_file_or_a_package_is_refused()
    {
        using var session = new Session();
        var directory = VendorBundle.Directory(session.Directory, VendorBundle.Guide());
        var package = Path.Combine(directory, "artifacts/dqresultsreader/dqresultsreader-16.6.6.zip");
        var values = Path.Combine(directory, "terraform.tfvars.json");
        using (var huge = File.Create(values))
            huge.SetLength(1L << 30);

        AssertRefused(session, directory, "terraform.tfvars.json is larger than 1 MiB");
        File.WriteAllText(values, VendorBundle.Guide()["terraform.tfvars.json"]);
        using (var huge = File.Create(package))
            huge.SetLength(1L << 30);
        AssertRefused(session, directory, "dqresultsreader-16.6.6.zip is larger than 256 MiB");
        File.WriteAllText(package, "no zip");
        AssertRefused(session, directory, "dqresultsreader-16.6.6.zip is not a zip archive");
    }

    [Fact]
    public void Many_files_are_refused() => AssertRefused(
        archive =>
        {
            for (var number = 0; number <= 5000; number++)
                archive.CreateEntry($"{VendorBundle.Name}/f{number}");
        },
        "has more than 5000 files");

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    [InlineData("iso-8859-1")]
    public void Another_encoding_than_UTF_8_is_refused(string encoding)
    {
        using var session = new Session();
        var directory = VendorBundle.Directory(session.Directory, VendorBundle.Guide());
        var bytes = Encoding.GetEncoding(encoding).GetBytes("""{ "note": "Größe" }""");
        File.WriteAllBytes(Path.Combine(directory, "note.auto.tfvars.json"), bytes);

        AssertRefused(session, directory, "note.auto.tfvars.json is not text in UTF-8");
    }

    [Fact]
    public void A_mark_of_UTF_8_is_read()
    {
        using var session = new Session();
        var directory = VendorBundle.Directory(session.Directory, VendorBundle.Guide(("note.auto.tfvars.json", "\uFEFF{ \"n\": \"\" }")));

        Assert.Equal(0, session.Run("import", directory, "--non-interactive").ExitCode);
    }

    [Theory]
    [InlineData("{", "is not JSON (line 1, byte 2)")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("""{ "a": 1, "a": 2 }""", "is not JSON")]
    public void A_file_that_is_not_JSON_is_refused(string text, string message)
    {
        using var session = new Session();
        var directory = VendorBundle.Directory(session.Directory, VendorBundle.Guide(("a.auto.tfvars.json", text)));

        AssertRefused(session, directory, message);
    }

    [Fact]
    public void JSON_that_is_nested_very_deeply_is_refused()
    {
        using var session = new Session();
        var text = $"{{ \"a\": {new string('[', 5000)}{new string(']', 5000)} }}";

        AssertRefused(session, VendorBundle.Directory(session.Directory, VendorBundle.Guide(("a.auto.tfvars.json", text))), "is not JSON");
    }

    [Fact]
    public void A_file_that_is_not_in_the_language_of_Terraform_is_refused()
    {
        using var session = new Session();
        var directory = VendorBundle.Directory(session.Directory, VendorBundle.Guide(("main.tf", "resource \"a\" {")));

        AssertRefused(session, directory, "main.tf is not in the language of Terraform");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void A_zip_that_was_cut_is_refused(int length)
    {
        using var session = new Session();
        var zip = VendorBundle.Zip(session.Directory, VendorBundle.Guide());
        File.WriteAllBytes(zip, File.ReadAllBytes(zip)[..length]);

        AssertRefused(session, zip, "is not a zip archive, or is damaged");
    }

    [Fact]
    public void Something_that_is_not_there_or_no_bundle_is_refused()
    {
        using var session = new Session();
        session.Write("empty/readme.txt", "");

        AssertRefused(session, session.PathOf("missing.zip"), "does not exist");
        AssertRefused(session, session.PathOf("empty"), "has no *.tfvars.json");
    }

    private static void AssertRefused(Action<ZipArchive> more, string message)
    {
        using var session = new Session();
        AssertRefused(session, VendorBundle.Zip(session.Directory, VendorBundle.Guide(), more), message);
    }

    private static void AssertRefused(Session session, string bundle, string message)
    {
        var answer = session.Run("import", bundle, "--non-interactive");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains(message, answer.Error, StringComparison.Ordinal);
        Assert.Single(answer.Error.TrimEnd().Split('\n'));
        Assert.False(session.Has("edges"));
        Assert.False(session.Has("releases/16.6.6.yaml"));
    }

    private static void Add(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(text);
    }

    private static void AddZeros(ZipArchive archive, string name, int count)
    {
        using var stream = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        var zeros = new byte[1 << 20];
        for (var written = 0; written < count; written += zeros.Length)
            stream.Write(zeros);
    }
}
