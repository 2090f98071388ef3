using System.Globalization;
using System.Security.Cryptography;

namespace EdgeCdk.Tests.Support;

/// <summary>
/// Which part of the cases of a long test is tried. It is the same within a commit and another one for the next, so that all cases are
/// tried in turn. With EDGE_CASES=all every case is tried; EDGE_CASES=2 tries another part.
/// </summary>
public static class Turn
{
    /// <summary>Why a test is skipped.</summary>
    public const string IsAnothers = "its turn comes with another commit; EDGE_CASES=all tries it";

    /// <summary>Whether every case is tried.</summary>
    public static bool IsWhole => Wanted == "all";

    /// <summary>The number of the turn: any number, the same within a commit.</summary>
    // What changed last is in this file.
    public static int Number { get; } = int.TryParse(Wanted, CultureInfo.InvariantCulture, out var turn)
        ? turn
        : (int)(BitConverter.ToUInt32(SHA256.HashData(File.ReadAllBytes(Repository.Path("CHANGELOG.md")))) % 1_000_000);

    private static string? Wanted => Environment.GetEnvironmentVariable("EDGE_CASES");

    /// <summary>One of two cases, or both.</summary>
    public static string[] OfTwo(string first, string second) => [.. new[] { first, second }.Where((_, index) => Has(index, 2))];

    /// <summary>Whether a case is tried.</summary>
    /// <param name="index">The number of the case.</param>
    /// <param name="parts">Into how many parts the cases are divided.</param>
    public static bool Has(int index, int parts) => IsWhole || index % parts == Number % parts;
}
