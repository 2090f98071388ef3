using EdgeCdk.Config.Edge;

namespace EdgeCdk.Config.Tests.Edge;

public sealed class RegistrySectionTests
{
    [Theory]
    [InlineData("registry.example.com", "registry.example.com/")]
    [InlineData("registry.example.com/", "registry.example.com/")]
    [InlineData("registry.example.com:5000/a/b", "registry.example.com:5000/a/b/")]
    [InlineData("registry.example.com/a//", "registry.example.com/a/")]
    public void A_prefix_ends_with_one_slash_however_it_is_written(string prefix, string normalized) =>
        Assert.Equal(normalized, new RegistrySection { Prefix = prefix }.NormalizedPrefix());

    [Theory]
    [InlineData("012345678901.dkr.ecr.eu-central-1.amazonaws.com", "eu-central-1", "")]
    [InlineData("012345678901.dkr.ecr.eu-central-1.amazonaws.com/", "eu-central-1", "")]
    [InlineData("012345678901.dkr.ecr.eu-central-1.amazonaws.com/a/b", "eu-central-1", "a/b/")]
    [InlineData("012345678901.dkr.ecr-fips.us-gov-west-1.amazonaws.com/a", "us-gov-west-1", "a/")]
    [InlineData("012345678901.dkr.ecr.cn-northwest-1.amazonaws.com.cn/a/", "cn-northwest-1", "a/")]
    public void A_registry_of_ecr_is_known_by_its_address(string prefix, string region, string path) =>
        Assert.Equal(new EcrRegistry("012345678901", region, path), new RegistrySection { Prefix = prefix }.Ecr());

    [Theory]
    [InlineData("ataccama.azurecr.io/saas-edge/")]
    [InlineData("registry.example.com/012345678901.dkr.ecr.eu-central-1.amazonaws.com/a")]
    [InlineData("public.ecr.aws/a")]
    [InlineData("1234.dkr.ecr.eu-central-1.amazonaws.com/a")]
    [InlineData("012345678901.dkr.ecr.eu-central-1.amazonaws.com:443/a")]
    [InlineData("012345678901.dkr.ecr.eu-central-1.amazonaws.com.example.com/a")]
    [InlineData("012345678901.dkr.ecr.eu-central-1.amazonaws.com.cn/a")]
    [InlineData("012345678901.dkr.ecr.cn-north-1.amazonaws.com/a")]
    public void Other_registries_are_not_taken_for_ecr(string prefix) => Assert.Null(new RegistrySection { Prefix = prefix }.Ecr());
}
