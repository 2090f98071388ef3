using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests;

/// <summary>The document for reviewers says what the contract says.</summary>
public sealed class AccessDocumentTests(ContractedEdges edges)
{
    [Fact]
    public void The_document_is_that_of_the_contract()
    {
        var file = Repository.Path("docs", "security", "access.md");
        var document = AccessDocument.Of(edges.Contract);
        if (Snapshot.IsUpdating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, document);
        }

        Assert.Equal(document, File.Exists(file) ? File.ReadAllText(file) : "");
    }
}
