using Amazon.CDK;
using EdgeCdk.Config;
using EdgeCdk.Config.Portable;
using EdgeCdk.Foundation;

namespace EdgeCdk.App.Portable;

/// <summary>What the parameters of the portable template decide about VPC endpoints.</summary>
internal static class PortableEndpoints
{
    // The library knows them only for a stack whose region is known; a test compares them with the library's.
    private static readonly string[] WithChineseNames =
        ["sqs", "ecr.api", "ecr.dkr", "elasticfilesystem", "lambda", "monitoring", "sts", "cloudformation"];

    public static PrivateEndpointsProps Of(PortableForm form, EdgeContext edge, PrivateNetwork network, When isChina)
    {
        Conditional<string>[] services =
        [
            new("kms", form.Is("CreatesKmsEndpoint", "KmsEndpoint", "create")),
            new("secretsmanager", form.Is("CreatesSecretsManagerEndpoint", "SecretsManagerEndpoint", "create")),
            new("sqs", form.Is("CreatesSqsEndpoint", "SqsEndpoint", "create")),
            .. PortableParameters.Services.Order(StringComparer.Ordinal).Select(service => Additional(form, service)),
        ];
        return new PrivateEndpointsProps
        {
            Network = network,
            CidrBlocks = form.Listed("CidrBlocks", PortableParameters.MostBlocks, "HasCidrBlock"),
            S3 = form.Is("CreatesS3Endpoint", "S3Endpoint", "create"),
            S3RouteTableIds = Fn.Split(",", form.Text("PrivateRouteTableIds")),
            InterfaceServices = services,
            AnyInterface = form.Any("CreatesAnyInterfaceEndpoint", services.Select(service => service.When)),
            ServicePrefix = service => $"{Domain(service, isChina)}.{Aws.REGION}",
            Tags = EdgeTags.Of(edge.Name, edge.Release),
        };
    }

    private static Conditional<string> Additional(PortableForm form, string service)
    {
        var words = string.Concat(service.Split('-', '.').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return new(service, form.IsTrue($"Creates{words}Endpoint", form.Contains("AdditionalEndpoints", service)));
    }

    private static string Domain(string service, When isChina)
    {
        const string everywhere = "com.amazonaws";
        return WithChineseNames.Contains(service) ? isChina.IfElse($"cn.{everywhere}", everywhere)! : everywhere;
    }
}
