using System.Globalization;
using EdgeCdk.Config.Drafts;
using EdgeCdk.Config.Reference;
using EdgeCdk.Config.Tests.Support;
using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Tests.Aws;

/// <summary>
/// What the files may say, every service takes that it reaches; what all of them take, the files may say, unless the table says why not.
/// </summary>
public sealed class AcceptedByAwsTests
{
    private static readonly Dictionary<string, (KeyReach Reach, ConfigKey Key, AwsShape[] Shapes)> Cases =
        Of("edge", AwsReach.OfEdge, ConfigKey.OfEdge).Concat(Of("release", AwsReach.OfRelease, ConfigKey.OfRelease)).ToDictionary();

    public static TheoryData<string> Texts => [.. Cases.Where(one => one.Value.Key.ValueType == typeof(string)).Select(one => one.Key)];

    public static TheoryData<string> Numbers => [.. Cases.Where(one => one.Value.Key.ValueType == typeof(int)).Select(one => one.Key)];

    [Fact]
    public void Every_key_is_known_to_reach_aws_or_not_to()
    {
        var leaves = ConfigKey.OfEdge.Concat(ConfigKey.OfRelease)
            .SelectMany(key => key.WithDescendants())
            .Where(key => key.Children.Count == 0)
            .Select(key => key.Path)
            .Distinct();
        var known = AwsReach.All.Select(reach => reach.Key).Concat(AwsReach.None.Keys).Distinct();

        Assert.Equal(leaves.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
        Assert.Empty(Cases.Keys.Except(Texts.Concat(Numbers).Select(row => row.Data)));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_that_a_file_may_have_is_taken_by_every_service(string name)
    {
        var (reach, key, shapes) = Cases[name];
        var taken = 0;
        foreach (var value in Values(reach, key, shapes).Where(value => Takes(key, value)))
        {
            taken++;
            var refusing = Refusing(reach, shapes, value);
            Assert.True(
                refusing is null || IsRefusedInAFile(name, value),
                $"{name} takes \"{value}\" ({value.Length} characters), but {refusing} does not");
        }

        Assert.NotEqual(0, taken);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_that_every_service_takes_may_be_in_a_file_unless_the_table_says_why_not(string name)
    {
        var (reach, key, shapes) = Cases[name];
        if (reach.Narrower is not null)
        {
            Assert.Contains(Values(reach, key, shapes), value => !Takes(key, value));
            return;
        }

        foreach (var value in Values(reach, key, shapes).Where(value => Refusing(reach, shapes, value) is null))
            Assert.True(Takes(key, value), $"{name} refuses \"{value}\" ({value.Length} characters), which every service takes");
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_number_that_a_file_may_have_is_taken_by_every_service(string name)
    {
        var (reach, key, shapes) = Cases[name];
        var (least, most) = key.Constraint is RangeAttribute range ? (range.Minimum, range.Maximum) : (0, 4000);
        var bounds = shapes.SelectMany(shape => new[] { shape.Min, shape.Max })
            .OfType<long>()
            .Concat([least, most])
            .Where(number => number < int.MaxValue);
        var near = bounds.SelectMany(bound => new[] { bound - 1, bound, bound + 1 });
        IEnumerable<long> others = key.Constraint is RangeAttribute ? [] : Enumerable.Range(0, 4000).Select(number => (long)number);
        foreach (var number in near.Concat(others).Distinct())
        {
            var isAllowed = Takes(key, number.ToString(CultureInfo.InvariantCulture));
            var isTaken = shapes.All(shape => shape.Takes(number));
            // Nothing is asked for with 0.
            var isLeftOut = number == 0 && reach.Key.EndsWith(".provisionedConcurrency", StringComparison.Ordinal);
            Assert.True(isAllowed == isTaken || isLeftOut || reach.Narrower is not null && !isAllowed, $"{name}: {number}");
        }
    }

    [Fact]
    public void What_a_function_reads_fits_into_4_kib()
    {
        string[] keys = ["edge s3.bucketName", "edge s3.iamRoleArn", "edge s3.region", "edge account.region", "edge edge.name"];
        var own = keys.Sum(Longest);

        // What is in no file: the names of the variables, the key, and for telemetry an address.
        Assert.InRange(own, 64 + 500, 4096 - 1024);

        static int Longest(string name)
        {
            var (reach, key, shapes) = Cases[name];
            return Values(reach, key, shapes).Where(value => Takes(key, value)).Max(value => value.Length);
        }
    }

    private static IEnumerable<KeyValuePair<string, (KeyReach, ConfigKey, AwsShape[])>> Of(
        string file, KeyReach[] reaches, IReadOnlyList<ConfigKey> keys) =>
        from reach in reaches
        let key = keys.SelectMany(one => one.WithDescendants()).Single(one => one.Path == reach.Key)
        let shapes = reach.Reaches.Select(one => AwsModels.Of(one.Shape)).ToArray()
        select KeyValuePair.Create($"{file} {reach.Key}", (reach, key, shapes));

    private static IEnumerable<string> Values(KeyReach reach, ConfigKey key, AwsShape[] shapes) => reach.Samples
        .SelectMany(sample => AwsValues.Around(sample).Concat(reach.Reaches.Zip(shapes)
            .SelectMany(pair => AwsValues.Longer(sample, pair.First.Part, pair.Second))))
        // The items of a list are separated by commas, and spaces around them mean nothing.
        .Where(value => key.Kind is not KeyKind.List
            || !value.Contains(',', StringComparison.Ordinal) && value.Trim() == value && value.Length > 0)
        .Distinct();

    // How many items a list may have is another matter.
    private static bool Takes(ConfigKey key, string value) =>
        key.Check(value).All(problem => key.Kind is KeyKind.List && problem.Key == key.Path);

    private static string? Refusing(KeyReach reach, AwsShape[] shapes, string value) => reach.Reaches.Zip(shapes)
        .Where(pair => !pair.Second.Takes(pair.First.Part(value)))
        .Select(pair => pair.Second.Name)
        .FirstOrDefault();

    // Rules over several keys are asked when a whole file is read.
    private static bool IsRefusedInAFile(string name, string value)
    {
        if (name == "release images.<image>.repository")
            return Workspace.MessagesOfRelease(("repository: dqc-runtime-job", $"repository: {value}")).Count > 0;
        if (!name.StartsWith("edge ", StringComparison.Ordinal))
            return false;
        using var workspace = new Workspace();
        var draft = new EdgeDraft();
        Assert.Empty(draft.Take(workspace.Write("full.yaml", Workspace.TextOf("full-edge.yaml")).PathOf("full.yaml")));
        Assert.Empty(draft.Set(name["edge ".Length..], value));
        return workspace.Write(Workspace.Edge, EdgeDraftWriter.Write(draft, null)).Messages().Count > 0;
    }
}
