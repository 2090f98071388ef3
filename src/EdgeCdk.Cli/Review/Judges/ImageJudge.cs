using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdgeCdk.Cli.Aws.Templates;
using EdgeCdk.Cli.Review.Changes;
using EdgeCdk.Config.Review;

namespace EdgeCdk.Cli.Review.Judges;

/// <summary>Reports which images, packages and versions change.</summary>
internal static partial class ImageJudge
{
    private static readonly string[] Versioned = ["Runtime", "Handler", "PlatformVersion", "FunctionVersion"];

    public static IEnumerable<Change> Judge(StackChange stack) => OfStack(stack).Concat(
        from change in stack.Resources
        where change is { Base: not null, Head: not null }
        from path in JsonPaths.Differences(change.Base!.Json["Properties"], change.Head!.Json["Properties"], "Properties")
        where !path.Contains(".Statement[", StringComparison.Ordinal)
        let words = Words(stack, change, path)
        where words is not null
        select new Change(Consequence.Release, ChangeKind.Updated, change.Resource.Path, words!, path));

    private static IEnumerable<Change> OfStack(StackChange stack)
    {
        var (before, after) = (stack.Base.Json["Description"]?.ToString(), stack.Head.Json["Description"]?.ToString());
        if (before != after)
        {
            yield return new Change(
                Consequence.Release, ChangeKind.Updated, stack.Head.Name, $"is described as \"{after}\" instead of \"{before}\"",
                "Description");
        }
    }

    private static string? Words(StackChange stack, ResourceChange change, string path)
    {
        var (before, after) = (stack.Base.Text(At(change.Base!, path)), stack.Head.Text(At(change.Head!, path)));
        var name = path.Split('.')[^1];
        if (name == "Image")
            return ImageWords(before, after);
        if (path.StartsWith("Properties.Code", StringComparison.Ordinal))
            return $"has other code{(name == "ZipFile" ? "" : $": {after} instead of {before}")}";
        if (Versioned.Contains(name))
            return before == after ? "moves to the new version" : $"has {name} {after} instead of {before}";
        return Version().Replace(before, "") == Version().Replace(after, "") && Version().IsMatch(after)
            ? $"names {after} instead of {before}{(NamedValue.At(change, path) is [var value, ..] ? $" in {value.Name}" : "")}"
            : null;
    }

    private static string ImageWords(string before, string after)
    {
        var (old, now) = (Split(before), Split(after));
        return old.Repository == now.Repository
            ? $"runs {now.Repository.Split('/')[^1]} {now.Tag} instead of {old.Tag}"
            : $"runs an image from another place: {after} instead of {before}";
    }

    private static (string Repository, string Tag) Split(string image)
    {
        var at = image.IndexOf('@', StringComparison.Ordinal);
        var separator = at > 0 ? at : image.LastIndexOf(':');
        return separator > image.LastIndexOf('/') ? (image[..separator], image[(separator + 1)..]) : (image, "without a tag");
    }

    private static JsonNode? At(StackResource resource, string path) =>
        JsonPaths.Walk(resource.Properties, "Properties").FirstOrDefault(piece => piece.Path == path).Node;

    // Numbers with dots, of which an address of a network is none.
    [GeneratedRegex(@"(?<![0-9.])[0-9]+\.[0-9]+\.[0-9]+(?![0-9./]*/[0-9]|\.[0-9])")]
    private static partial Regex Version();
}
