using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Security;

/// <summary>What a user installs is known to the byte, and nothing of it is under a licence that would bind the user.</summary>
public sealed partial class SupplyChainTests
{
    private static readonly string[] ShippedLicences = ["Apache-2.0", "BSD-3-Clause", "BlueOak-1.0.0", "MIT", "MPL-2.0"];

    [Fact]
    public void The_bill_of_materials_is_that_of_the_lock_files()
    {
        TestPackages.InstallNodeOfTests();

        var result = ChildProcess.Run("npm", ["run", "--silent", "sbom"], Repository.Path("tests"));
        Assert.True(result.ExitCode == 0, result.Error);

        Assert.Null(Snapshot.Compare(result.Output, "docs", "security", "sbom.cdx.json"));
    }

    [Fact]
    public void It_has_all_that_is_shipped_with_hash_and_licence_and_nothing_else()
    {
        var components = Json("docs", "security", "sbom.cdx.json")["components"]!.AsArray();
        var nuget = new[] { "EdgeCdk.App", "EdgeCdk.Cli" }.SelectMany(
            project => Json("src", project, "packages.lock.json")["dependencies"]!["net10.0"]!.AsObject())
            .Where(package => package.Value!["type"]!.ToString() != "Project").Select(
                package => $"pkg:nuget/{package.Key}@{package.Value!["resolved"]}").Distinct();
        // A package below another is named by its last part; in a purl the sign of a scope is encoded.
        var npm = Json("package-lock.json")["packages"]!.AsObject()
            .Where(package => package.Key.Length > 0)
            .Select(package => (Name: package.Key.Split("node_modules/")[^1], Version: package.Value!["version"]))
            .Select(package => $"pkg:npm/{package.Name.Replace("@", "%40", StringComparison.Ordinal)}@{package.Version}");

        Assert.Equal(
            nuget.Concat(npm).Order(StringComparer.Ordinal),
            components.Select(component => component!["purl"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.All(components, component => Assert.Matches("^[0-9a-f]{128}$", component!["hashes"]![0]!["content"]!.ToString()));
        Assert.All(components, component => Assert.Contains(component!["licenses"]![0]!["license"]!["id"]!.ToString(), ShippedLicences));
    }

    [Fact]
    public void What_the_tests_use_under_another_licence_is_named_nowhere_in_what_is_shipped()
    {
        var bound = Json("tests", "package-lock.json")["packages"]!.AsObject()
            .Where(package => $"{package.Value!["license"]}".Contains("GPL", StringComparison.Ordinal))
            .Select(package => package.Key["node_modules/".Length..]).ToList();
        var shipped = Directory.EnumerateFiles(Repository.Path("src"), "*", SearchOption.AllDirectories)
            .Where(file => !BuildOutput().IsMatch(file))
            .Concat([Repository.Path("package.json"), Repository.Path("package-lock.json"), Repository.Path("cdk.json")])
            .Concat(Directory.EnumerateFiles(Repository.Path("lambda-artifacts"), "*.py", SearchOption.AllDirectories));

        Assert.Contains("@cloud-copilot/iam-simulate", bound);
        Assert.All(
            shipped,
            file => Assert.DoesNotContain(
                bound, name => File.ReadAllText(file).Contains(name.Split('/')[0], StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Every_version_is_exact()
    {
        var nuget = PackageVersion().Matches(
            File.ReadAllText(Repository.Path("Directory.Packages.props"))).Select(match => match.Groups[1].Value).ToList();
        var npm = new[] { Json("package.json"), Json("tests", "package.json") }
            .SelectMany(file => file.Where(pair => pair.Key.EndsWith("ependencies", StringComparison.Ordinal)))
            .SelectMany(section => section.Value!.AsObject()).Select(package => package.Value!.ToString()).ToList();
        var python = File.ReadAllLines(
            Repository.Path("tests", "requirements.txt")).Where(line => line.Length > 0 && line[0] != '#').ToList();

        Assert.NotEmpty(nuget);
        Assert.NotEmpty(npm);
        Assert.NotEmpty(python);
        Assert.All(nuget.Concat(npm), version => Assert.Matches(@"^\d+\.\d+\.\d+(\.\d+)?$", version));
        Assert.All(python, line => Assert.Matches(@"^[\w-]+(\[[\w,]+\])?==\d+(\.\d+)+$", line));
    }

    [Fact]
    public void What_users_run_is_installed_where_packages_of_developers_are_left_out() =>
        Assert.Equal(
            ["@aws-cdk/cloudformation-diff", "@cdktn/hcl2json", "aws-cdk"], Json("package.json")["dependencies"]!.AsObject()
                .Select(pair => pair.Key));

    [Fact]
    public void Every_project_has_a_lock_file_and_names_no_version_of_its_own()
    {
        var projects = SolutionProject().Matches(File.ReadAllText(Repository.Path("EdgeCdk.sln"))).Select(
            match => Repository.Path(match.Value.Split('\\'))).ToList();

        Assert.NotEmpty(projects);
        Assert.All(
            projects, project => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), project));
        Assert.All(projects, project => Assert.DoesNotContain(" Version=", File.ReadAllText(project), StringComparison.Ordinal));
    }

    // What NuGet says of vulnerabilities is not among the errors: every deployment begins with a build.
    [Theory, InlineData("true", "true"), InlineData(null, "")]
    public void In_ci_packages_are_those_of_the_lock_files_and_a_known_vulnerability_is_a_warning_everywhere(string? ci, string locked)
    {
        var result = ChildProcess.Run(
            "dotnet",
            ["msbuild", Repository.Path("src", "EdgeCdk.App"), "-getProperty:RestoreLockedMode", "-getProperty:WarningsNotAsErrors"],
            environment: new Dictionary<string, string?> { ["CI"] = ci });
        var properties = JsonNode.Parse(result.Output)!["Properties"]!;

        Assert.Equal(locked, properties["RestoreLockedMode"]!.ToString());
        Assert.Empty(
            new[] { "NU1900", "NU1901", "NU1902", "NU1903", "NU1904", "NU1905" }.Except(
                properties["WarningsNotAsErrors"]!.ToString().Split(';')));
    }

    private static JsonObject Json(params string[] path) => JsonNode.Parse(File.ReadAllText(Repository.Path(path)))!.AsObject();

    [GeneratedRegex("""<PackageVersion [^>]*Version="([^"]*)" />""")]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"[\w.\\]+\.csproj")]
    private static partial Regex SolutionProject();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildOutput();
}
