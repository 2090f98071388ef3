using System.Text;
using System.Text.Json.Nodes;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Console;
using EdgeCdk.Cli.Files.Takeover;
using EdgeCdk.Cli.Files.Terraform;
using EdgeCdk.Cli.Files.VendorBundle;
using EdgeCdk.Config;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Tests.Support;

namespace EdgeCdk.Cli.Tests.Files.Takeover;

/// <summary>Whatever the file is: one message, no exception, nothing written.</summary>
public sealed class HostileStateTests
{
    public static TheoryData<string, string> Files => new()
    {
        { "", "is not JSON" },
        { "[]", "is not a JSON object" },
        { "{", "is not JSON (line 1, byte 2)" },
        { "{}", "is not a state of Terraform" },
        { """{"format_version":"1.2","values":{}}""", "has no resources" },
        { """{"format_version":"1.2"}""", "has no resources" },
        { """{"format_version":"2.0","values":{"root_module":{}}}""", "has format_version 2.0, and this version of edge reads "
            + "format_version 1" },
        { """{"version":3,"resources":[]}""", "has version 3, and this version of edge reads version 4" },
        { """{"version":4,"resources":[]}""", "has no resources" },
        { """{"format_version":"1.2","planned_values":{},"resource_changes":[]}""", "is a plan of Terraform, not a state" },
        { """{"format_version":"1.0","values":{"root_module":{"resources":[{"mode":"managed"}]}}}""", "is not the address of a resource" },
        { Managed("a'; rm -rf /; '"), "is not the address of a resource (\"a'; rm -rf /; '\")" },
        { Managed("aws_kms_key.a\\nforget b"), "is not the address of a resource" },
        { """{"version":4,"resources":[{"mode":"managed","type":"aws_kms_key","name":{},"instances":7}]}""", "has no resources" },
        { """{"a":1,"a":2}""", "is not JSON as Terraform writes it" },
        { new string('[', 5000), "is not JSON" },
        { string.Concat(Enumerable.Repeat("{\"a\":", 5000)), "is not JSON" },
        { "{\"a\":\"\\ud800\"}", "is not JSON as Terraform writes it" },
    };

    [Theory, MemberData(nameof(Files))]
    public void A_file_that_is_no_state_is_refused_with_one_message(string text, string expected)
    {
        using var session = new Session().Write("state.json", text);

        var answer = session.Run("takeover", "demo", "--state", "state.json", "--non-interactive");

        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith("edge: state.json ", answer.Error, StringComparison.Ordinal);
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
        Assert.Single(answer.Error.TrimEnd('\n').Split('\n'));
        Assert.False(session.Has("edges/demo.yaml"));
    }

    [Fact]
    public void A_file_that_is_not_there_or_not_text_is_refused()
    {
        using var session = new Session();
        File.WriteAllBytes(session.PathOf("binary"), [0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);

        Assert.Contains("nothing does not exist", session.Run("takeover", "demo", "--state", "nothing").Error, StringComparison.Ordinal);
        Assert.Contains("releases is a directory", session.Run("takeover", "demo", "--state", "releases").Error, StringComparison.Ordinal);
        Assert.Contains("binary is not", session.Run("takeover", "demo", "--state", "binary").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_any_kind_in_any_place_are_no_fault_of_the_program()
    {
        using var edge = new TakeoverSession(new TerraformEdge(new TerraformShape("demo")));
        Assert.Equal(0, edge.Run().ExitCode);
        var definition = Assert.Single(Fleet.Load(edge.Session.PathOf("edges"), edge.Session.PathOf("releases")));
        var template = new StackTemplate("Edge-demo", JsonNode.Parse(File.ReadAllText(TakeoverSession.Template))!.AsObject());
        var context = new CommandContext(TextWriter.Null, TextWriter.Null, edge.Session.Directory);
        var shown = edge.Edge.Show().ToJsonString();
        var random = new Random(20261129);
        JsonNode?[] odd = [null, "x", 7, true, new JsonArray(), new JsonObject(), new JsonArray(1, null, "y"), "|`<&\u0007{{}}${a}"];
        for (var round = 0; round < 60; round++)
        {
            var changed = JsonNode.Parse(shown)!;
            var resources = changed["values"]!["root_module"]!["child_modules"]![0]!["resources"]!.AsArray();
            for (var change = 0; change < 25; change++)
            {
                if (resources[random.Next(resources.Count)]!["values"] is not JsonObject { Count: > 0 } values)
                    continue;
                values[values.ElementAt(random.Next(values.Count)).Key] = odd[random.Next(odd.Length)]?.DeepClone();
            }

            edge.Session.Write("state.json", changed.ToJsonString());
            var state = StateFile.Read(edge.Session.PathOf("state.json"), "state.json");
            var matches = new TakeoverMatching(state, "demo", new ImportMap()).Find()
                .Select(match => match.Choices.Count > 0 ? match with { Given = Decision.Keep } : match).ToList();
            new StateValues(state, matches, Way.InPlace, ["16.6.5"]).Fill(new EdgeDraft());
            var items = new TakeoverDecisions(state, matches, definition, template, Way.InPlace).Decide();
            new TakeoverFiles(context, state, definition, template, Way.InPlace, items).Write(edge.Session.PathOf("takeover/demo"));
            Assert.Equal(state.Resources.Count, items.Count);
        }
    }

    private static string Managed(string address) => new StringBuilder(
        """{"format_version":"1.0","values":{"root_module":{"resources":[{"mode":"managed","type":"aws_kms_key","address":""")
        .Append('"').Append(address).Append("\",\"values\":{}}]}}}").ToString();
}
