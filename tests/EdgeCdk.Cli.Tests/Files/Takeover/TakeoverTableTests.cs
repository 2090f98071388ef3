using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Files.Takeover;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Files.Takeover;

/// <summary>The table of decisions says of the stack what its templates say, and of types what AWS says.</summary>
public sealed class TakeoverTableTests
{
    // Of parts whose names or places decide, and of parts of another kind in the stack.
    private static readonly string[] Beginnings = ["FileSystem/MountTargets", "Endpoints"];

    private static readonly IReadOnlyList<StackResource> Resources =
    [
        .. from name in (string[])["Edge-demo", "Edge-full", "Edge-watched"]
           let text = File.ReadAllText(Repository.Path("tests", "snapshots", $"{name}.template.json"))
           from resource in new StackTemplate(name, JsonNode.Parse(text)!.AsObject()).Resources.Values
           select resource,
    ];

    private static readonly JsonObject Types = JsonNode.Parse(
        File.ReadAllText(Repository.Path("tests", "EdgeCdk.Deployer.Tests", "resource-types.json")))!["types"]!.AsObject();

    public static TheoryData<string> Imported => [.. ImportableType.All.Select(type => type.Type)];

    [Fact]
    public void Every_part_that_the_stack_has_is_at_its_construct_path() => Assert.All(
        TakeoverTable.Parts.Where(part => part.Path is not null),
        part => Assert.Contains(Resources, resource => resource.Path == part.Path
            || Beginnings.Contains(part.Path) && resource.Path.StartsWith($"{part.Path}/", StringComparison.Ordinal)));

    [Fact]
    public void Parts_have_different_names_and_those_of_one_type_different_words()
    {
        Assert.Distinct(TakeoverTable.Parts.Select(part => part.Name));
        Assert.All(
            TakeoverTable.Parts.GroupBy(part => part.Types[0]).Where(type => type.Count() > 1 && type.Key != "aws_vpc_endpoint"),
            type => Assert.True(type.Count(part => part.Words.Count == 0) <= 1 && type.Key != "aws_efs_file_system", type.Key));
    }

    [Theory, MemberData(nameof(Imported))]
    public void A_type_is_imported_by_the_identifier_that_AWS_publishes(string type) => Assert.Equal(
        [ImportableType.Of(type)!.Identifier], Types[type]!["identifier"]!.AsArray().Select(name => $"{name}"));

    [Theory, MemberData(nameof(Imported))]
    public void What_AWS_cannot_change_is_compared_before_an_import(string type)
    {
        var published = Types[type]!["createOnly"]!.AsArray().Select(name => $"{name}").ToHashSet();
        var known = ImportableType.Of(type)!.CreateOnly;
        var written = Resources.Where(resource => resource.Type == type).SelectMany(resource => resource.Properties)
            .Select(property => property.Key).Where(published.Contains).Distinct();

        Assert.Subset(published, known.ToHashSet());
        Assert.Empty(written.Except(known));
    }

    [Fact]
    public void Every_type_that_is_imported_is_one_of_the_table()
    {
        var decided = TakeoverTable.Parts.Where(part => part.InPlace.Decision is Decision.Import).Select(TakeoverDecisions.TypeOf)
            .Distinct();

        Assert.Equal(ImportableType.All.Select(type => type.Type).Order(), decided.Order());
    }
}
