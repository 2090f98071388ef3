using Amazon.CDK;
using EdgeCdk.Config.Portable;
using EdgeCdk.Config.Validation;
using EdgeCdk.Foundation;

namespace EdgeCdk.App.Portable;

/// <summary>What the parameters of the portable template decide about the container registry.</summary>
internal static class PortableRegistry
{
    /// <summary>The ways to pull images. They exclude each other; an Amazon ECR registry is known by its address.</summary>
    public static Conditional<RegistryAccess>[] Access(PortableForm form, When isChina)
    {
        var prefix = form.Text("RegistryPrefix");
        var host = Fn.Split(".", $"{prefix}....");
        return
        [
            new(
                new RegistryAccess.Parameters(form.Text("RegistryUsername"), form.Text("RegistryPassword")),
                form.IsTrue("UsesRegistryParameters", Uses(form, PortableParameters.CredentialsFromParameters))),
            new(
                new RegistryAccess.OwnSecret(
                    form.Text("RegistrySecretArn"), form.Optional("HasRegistrySecretKey", "RegistrySecretKeyArn")),
                form.IsTrue("UsesRegistrySecret", UsesSecret(form))),
            new(
                new RegistryAccess.Ecr(Fn.Select(0, host), Fn.Select(3, host), PathInEcr(prefix, isChina)),
                form.IsTrue("UsesEcr", Fn.ConditionAnd(Uses(form, PortableParameters.NoCredentials), IsEcr(host)))),
        ];
    }

    private static ICfnConditionExpression Uses(PortableForm form, string credentials) =>
        Fn.ConditionEquals(form.Text("RegistryCredentials"), credentials);

    private static ICfnConditionExpression UsesSecret(PortableForm form) => Fn.ConditionAnd(
        Uses(form, PortableParameters.CredentialsFromSecret), PortableForm.Differs(form.Text("RegistrySecretArn"), ""));

    private static ICfnConditionExpression IsEcr(string[] host)
    {
        var service = $"{Fn.Select(1, host)}.{Fn.Select(2, host)}";
        return Fn.ConditionOr(Fn.ConditionEquals(service, "dkr.ecr"), Fn.ConditionEquals(service, "dkr.ecr-fips"));
    }

    private static string PathInEcr(string prefix, When isChina)
    {
        return isChina.IfElse(PathBehind(Partitions.DnsSuffix("aws-cn")), PathBehind(Partitions.DnsSuffix("aws")))!;

        string PathBehind(string suffix) => Fn.Select(1, Fn.Split($".{suffix}/", $"{prefix}.{suffix}/"));
    }
}
