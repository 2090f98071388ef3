using System.Text.RegularExpressions;
using EdgeCdk.Config.Releases;

namespace EdgeCdk.Cli.Files.VendorBundle;

/// <summary>Which fact a variable of the vendor's code reads: by the variable or resource that it refers to, else by its value.</summary>
/// <param name="edge">What the bundle says about the edge.</param>
internal sealed partial class VariableFacts(EdgeValues edge)
{
    // Too short to tell a name from a part of a word.
    private const int Shortest = 3;

    /// <summary>The fact, or <c>constant</c>; null with a reason when somebody must decide.</summary>
    /// <param name="component">The component that reads it.</param>
    /// <param name="name">Name of the variable.</param>
    /// <param name="value">Its value.</param>
    public (string? Fact, string Reason) Of(string component, string name, BundleValue value)
    {
        var (fact, reason) = Find(name, value);
        if (fact is null or ImportMap.Constant || Facts.Find(fact) is { } known && known.Components.Contains(component))
            return (fact, reason);
        return (null, $"it is {fact}, which {component} may not have: {Facts.Find(fact)?.Reason}");
    }

    private (string? Fact, string Reason) Find(string name, BundleValue value)
    {
        var text = value.Text;
        var ofVariable = value.Origin is { } origin ? edge.OfVariable(origin).Select(ExpressionFacts.OfKey).OfType<string>() : [];
        if (ofVariable.Distinct().ToList() is [var only])
            return (only, "");
        if (value.IsExpression)
            return (ExpressionFacts.OfReference(text), "its value is not known");
        var same = edge.Keys.Where(key => edge[key] == text).Select(ExpressionFacts.OfKey).OfType<string>().Distinct().ToList();
        if (same.Count > 1)
            return (ByName(name, same), $"it may be {string.Join(" or ", same)}");
        if (same is [var fact])
            return (fact, "");
        if (text.StartsWith("/mnt/", StringComparison.Ordinal) && name.Contains("DRIVER", StringComparison.OrdinalIgnoreCase))
            return (Facts.DriversPath.Name, "");
        return IsOfOneEdge(text)
            ? (null, "a constant is the same for every edge, and this belongs to one edge")
            : (ImportMap.Constant, "");
    }

    // The bucket and the edge often have one region.
    private static string? ByName(string name, IReadOnlyList<string> facts)
    {
        bool Is(params string[] words) => words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
        var ofResults = Is("BUCKET", "S3", "RESULT", "STORAGE");
        var ofEdge = Is("EDGE") || name.Equals("REGION", StringComparison.OrdinalIgnoreCase);
        if (ofResults == ofEdge)
            return null;
        var left = facts.Where(fact => fact.StartsWith("result-", StringComparison.Ordinal) == ofResults).ToList();
        return left is [var only] ? only : null;
    }

    private bool IsOfOneEdge(string text) => OwnPattern().IsMatch(text) || edge.Keys.Where(key => key is "edge.name" or "account.accountId"
            or "s3.bucketName" or "controlPlane.edgeAccessExternalId")
        .Select(key => edge[key]!).Where(own => own.Length >= Shortest)
        .Any(own => Regex.IsMatch(text, $@"(?<![A-Za-z0-9]){Regex.Escape(own)}(?![A-Za-z0-9])", RegexOptions.CultureInvariant));

    [GeneratedRegex(@"\Aarn:|\.amazonaws\.com|\b(?:vpc|subnet|sg|rtb|eni|fs|fsap|vpce|nat|igw)-[0-9a-f]{8}", RegexOptions.CultureInvariant)]
    private static partial Regex OwnPattern();
}
