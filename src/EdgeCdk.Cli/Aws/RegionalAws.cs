using System.Text.Json.Nodes;

namespace EdgeCdk.Cli.Aws;

/// <summary>The customer's account in one region.</summary>
/// <param name="aws">The account.</param>
/// <param name="region">The region.</param>
internal sealed class RegionalAws(IAws aws, string region)
{
    /// <summary>The same account, in all regions.</summary>
    public IAws Account => aws;

    public string Region => region;

    /// <summary>Calls an operation.</summary>
    public JsonObject Ask(params IReadOnlyList<string> arguments) => aws.Ask(region, arguments);

    /// <summary>Calls an operation that answers with a list, and reads it to its end, unless the arguments say how many are enough: the AWS
    /// CLI does not for every operation.</summary>
    /// <param name="name">Name of the list in the answer.</param>
    /// <param name="arguments">Service, operation and parameters.</param>
    public IReadOnlyList<JsonNode> List(string name, params IReadOnlyList<string> arguments)
    {
        var items = new List<JsonNode>();
        string[] next = [];
        do
        {
            var page = Ask([.. arguments, .. next]);
            items.AddRange(page.Items(name));
            next = page.Text("NextToken") is { Length: > 0 } token && !arguments.Contains("--max-items") ? ["--next-token", token] : [];
        }
        while (next.Length > 0);
        return items;
    }

    /// <summary>Calls an operation about one resource; null when AWS says that it does not exist.</summary>
    public JsonObject? Find(params IReadOnlyList<string> arguments)
    {
        try
        {
            return Ask(arguments);
        }
        catch (AwsException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }
}
