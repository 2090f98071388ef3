namespace EdgeCdk.Constructs.Tests;

/// <summary>Assertions on sets, which show what is missing.</summary>
internal static class Sets
{
    /// <summary>All of the parts are in the whole.</summary>
    public static void Has(IEnumerable<string> whole, IEnumerable<string> parts) => Assert.Empty(parts.Except(whole));
}
