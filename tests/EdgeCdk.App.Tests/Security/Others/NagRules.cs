namespace EdgeCdk.App.Tests.Security.Others;

/// <summary>The names of cdk-nag's rules.</summary>
internal static class NagRules
{
    private static readonly string[] Compliance = ["HIPAA.Security-", "NIST.800.53.R4-", "NIST.800.53.R5-", "PCI.DSS.321-"];

    /// <summary>The packs, by what their rules begin with.</summary>
    public static IReadOnlyList<string> Packs { get; } = ["AwsSolutions-", .. Compliance, "Serverless-"];

    /// <summary>
    /// A name for what a rule asks for: the packs for HIPAA, NIST 800-53 and PCI DSS have the same rules, each with a beginning of its own.
    /// </summary>
    public static string IdOf(string rule) =>
        Array.Find(Compliance, rule.StartsWith) is { } pack ? rule[pack.Length..] : rule;
}
