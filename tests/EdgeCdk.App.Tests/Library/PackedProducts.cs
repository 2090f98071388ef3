using EdgeCdk.Tests.Support;

namespace EdgeCdk.App.Tests.Library;

/// <summary>
/// The packages of this build in a feed of their own, and a machine that has nothing but them and what the tests have restored already: no
/// network is needed. Packing and the two users take about ten seconds of processor time.
/// </summary>
public sealed class PackedProducts : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public PackedProducts()
    {
        // The tool has the library that compares templates.
        TestPackages.InstallNode();
        // One process for all: each loads MSBuild.
        var projects = Projects.Select(project => Repository.Path("src", project, $"{project}.csproj"));
        _directory.Write("pack.proj", $"""
            <Project>
              <Target Name="Pack">
                <MSBuild Projects="{string.Join(';', projects)}" Targets="Pack"
                         Properties="NoBuild=true;Configuration={Configuration};PackageOutputPath={Feed}" />
              </Target>
            </Project>
            """);
        Dotnet("", "msbuild", "pack.proj", "-t:Pack", "-v:quiet", "-nologo");
        var restored = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        _directory.Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="restored" value="{restored}" /></fallbackPackageFolders>
              <config><add key="globalPackagesFolder" value="{PathOf("packages")}" /></config>
            </configuration>
            """);
    }

    /// <summary>The packages of the library.</summary>
    public static IReadOnlyList<string> Libraries { get; } = ["EdgeCdk", "EdgeCdk.Config", "EdgeCdk.Constructs"];

    /// <summary>The directory of the packages.</summary>
    public string Feed => PathOf("feed");

    private static IReadOnlyList<string> Projects => [.. Libraries, "EdgeCdk.Cli"];

    private static string Configuration => Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/', '\\')))!;

    public string PathOf(string path) => Path.Combine(_directory.Path, path);

    public void Write(string path, string text) => _directory.Write(path, text);

    /// <summary>Runs the .NET CLI in a directory, and expects that it succeeds.</summary>
    public string Dotnet(string directory, params string[] arguments) => Run(directory, "dotnet", arguments);

    /// <summary>Runs a program in a directory, and expects that it succeeds.</summary>
    public string Run(string directory, string program, params string[] arguments)
    {
        var result = ChildProcess.Run(program, arguments, PathOf(directory), new Dictionary<string, string?>
        {
            ["CDK_OUTDIR"] = PathOf("cdk.out"),
            // Those of the test run would be those of the build, too.
            ["MSBUILDDISABLENODEREUSE"] = "1",
        });
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{result.Output}{result.Error}");
        return result.Output;
    }

    public void Dispose() => _directory.Dispose();
}
