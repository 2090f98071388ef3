using EdgeCdk.Tests.Support;

namespace EdgeCdk.Access.Tests;

/// <summary>The document for reviewers says what the contract says.</summary>
public sealed class AccessDocumentTests(ContractedEdges edges)
{
    [Fact]
    public void The_document_is_that_of_the_contract() =>
        Assert.Null(Snapshot.Compare(AccessDocument.Of(edges.Contract), "docs", "security", "access.md"));
}
