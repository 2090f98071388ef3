using System.Text.Json;

namespace EdgeCdk.App.Stacks;

/// <summary>
/// Rules that forbid credentials in the forms of Service Catalog: what is typed there is shown, and stays in the browser and in
/// whatever completes forms.
/// </summary>
internal static class NoSecretsInForms
{
    /// <summary>The rules, as Service Catalog takes them.</summary>
    public static string Rules() => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["Rules"] = new Dictionary<string, object>
        {
            ["NoRegistryPasswordInForms"] = Rule(
                "Put user name and password of the registry into a secret, and set RegistryCredentials to secret; "
                    + "or to none, for a mirror without credentials",
                new() { ["Fn::Contains"] = new object[] { new[] { "secret", "none" }, Ref("RegistryCredentials") } },
                IsEmpty("RegistryPassword")),
            ["NoOtlpAuthorizationInForms"] = Rule(
                "Put endpoint and authorization of the OTLP receiver into a secret, and name it in OtlpSecretArn",
                IsEmpty("OtlpAuthorization")),
        },
    });

    private static Dictionary<string, object> Rule(string description, params Dictionary<string, object>[] assertions) => new()
    {
        ["Assertions"] = assertions.Select(assertion => new Dictionary<string, object>
        {
            ["Assert"] = assertion,
            ["AssertDescription"] = description,
        }).ToArray(),
    };

    private static Dictionary<string, object> IsEmpty(string parameter) => new() { ["Fn::Equals"] = new object[] { Ref(parameter), "" } };

    private static Dictionary<string, object> Ref(string parameter) => new() { ["Ref"] = parameter };
}
