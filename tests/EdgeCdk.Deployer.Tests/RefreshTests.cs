using System.IO.Compression;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Deployer.Tests;

/// <summary>resource_types.py brings resource-types.json up to date with the schemas that AWS publishes.</summary>
public sealed class RefreshTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void It_prints_for_each_type_what_changed_in_handlers_properties_and_tags()
    {
        Refresh(Schemas("before", """
            {
              "typeName": "AWS::Test::Thing",
              "handlers": { "create": { "permissions": ["test:Make", "test:Look"] }, "list": { "permissions": ["test:List"] } },
              "properties": { "Name": {}, "Arn": {} },
              "readOnlyProperties": ["/properties/Arn"],
              "createOnlyProperties": ["/properties/Name"],
              "tagging": { "taggable": false }
            }
            """), "--add", "AWS::Test::Thing");

        var output = Refresh(Schemas("after", """
            {
              "typeName": "AWS::Test::Thing",
              "handlers": { "create": { "permissions": ["Test:Make", "test:Tag"] }, "update": { "permissions": ["test:Change"] } },
              "properties": { "Name": {}, "Place": {} },
              "required": ["Place"],
              "createOnlyProperties": ["/properties/Name", "/properties/Place/Zone"],
              "tagging": { "taggable": true, "tagOnCreate": true, "tagProperty": "/properties/Tags", "permissions": ["test:Tag"] }
            }
            """));

        Assert.Equal(
            """
            AWS::Test::Thing
              create: + test:Tag
              create: - test:Look
              update: + test:Change
              properties: + Place
              properties: - Arn
              required: + Place
              readOnly: - Arn
              createOnly: + Place.Zone
              tagging: taggable is true, was false
              tagging: tagOnCreate is true, was null
              tagging: tagProperty is "/properties/Tags", was null

            """, output);
        var written = ResourceTypes.Read(File);
        Assert.Contains("March 2027", written.About, StringComparison.Ordinal);
        Assert.Equal(["test:Make", "test:Tag"], written.Types["AWS::Test::Thing"].Create);
        Assert.Equal(new Tagging(true, true, false, "/properties/Tags"), written.Types["AWS::Test::Thing"].Tagging);
    }

    [Fact]
    public void It_reads_an_archive_as_well_and_prints_nothing_when_nothing_changed()
    {
        var schemas = Schemas("same", """{ "typeName": "AWS::Test::Thing", "handlers": { "create": { "permissions": ["test:Make"] } } }""");
        Refresh(schemas, "--add", "AWS::Test::Thing");
        var before = System.IO.File.ReadAllText(File);
        var archive = Path.Combine(_directory.Path, "CloudformationSchema.zip");
        ZipFile.CreateFromDirectory(schemas, archive);

        Assert.Equal("", Refresh(archive));
        Assert.Equal(before, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void A_type_that_AWS_no_longer_publishes_is_named_and_kept()
    {
        Refresh(Schemas("before", """{ "typeName": "AWS::Test::Thing", "handlers": { "create": { "permissions": ["test:Make"] } } }"""), "--add", "AWS::Test::Thing");

        Assert.Equal("AWS::Test::Thing: no schema found, kept\n", Refresh(Schemas("after", """{ "typeName": "AWS::Test::Other" }""")));
        Assert.Equal(["test:Make"], ResourceTypes.Read(File).Types["AWS::Test::Thing"].Create);
    }

    [Fact]
    public void The_file_is_as_the_command_writes_it()
    {
        var file = Repository.Path("tests", "EdgeCdk.Deployer.Tests", "resource-types.json");
        var schemas = Directory.CreateDirectory(Path.Combine(_directory.Path, "none")).FullName;
        System.IO.File.Copy(file, File);

        Refresh(schemas);

        Assert.Equal(System.IO.File.ReadAllLines(file).Skip(2), System.IO.File.ReadAllLines(File).Skip(2));
    }

    private string File => Path.Combine(_directory.Path, "resource-types.json");

    private string Schemas(string name, string schema) => Path.GetDirectoryName(_directory.Write($"{name}/aws-test-thing.json", schema))!;

    private string Refresh(string schemas, params string[] options)
    {
        string[] arguments = [Repository.Path("tests", "EdgeCdk.Deployer.Tests", "resource_types.py"), schemas, "--read", "March 2027", "--file", File, .. options];
        var result = ChildProcess.Run("python3", arguments);
        Assert.Equal("", result.Error);
        return result.Output;
    }
}
