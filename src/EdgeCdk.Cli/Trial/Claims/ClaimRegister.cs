using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeCdk.Cli.Trial.Claims;

/// <summary>The register of claims: claims.json is the only list of what a real account has to settle.</summary>
internal static class ClaimRegister
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>All claims, in the order of the steps.</summary>
    public static IReadOnlyList<Claim> All { get; } = Read();

    /// <summary>The claims that a step settles.</summary>
    public static IEnumerable<Claim> Of(string step) => All.Where(claim => claim.Step == step);

    private static IReadOnlyList<Claim> Read()
    {
        using var stream = typeof(ClaimRegister).Assembly.GetManifestResourceStream("claims.json")!;
        return JsonSerializer.Deserialize<IReadOnlyList<Claim>>(stream, Strict)!;
    }
}
