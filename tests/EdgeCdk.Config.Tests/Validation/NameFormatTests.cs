using EdgeCdk.Config.Validation;

namespace EdgeCdk.Config.Tests.Validation;

public sealed class NameFormatTests
{
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static readonly TheoryData<Attribute, string> Right = new()
    {
        { new EdgeNameAttribute(), "abc" },
        { new EdgeNameAttribute(), "a1-b-2" },
        { new EdgeNameAttribute(), "abcdefghijklmnopqrst" },
        { new ReleaseVersionAttribute(), "0.0.1" },
        { new ReleaseVersionAttribute(), "9999.10.100" },
        { new RegionAttribute(), "us-east-1" },
        { new RegionAttribute(), "us-gov-west-1" },
        { new RegionAttribute(), "cn-northwest-1" },
        { new RegionAttribute(), "ap-southeast-7" },
        { new RegionAttribute(), "mx-central-1" },
        { new AccountIdAttribute(), "000000000000" },
        { new VpcIdAttribute(), "vpc-01234567" },
        { new VpcIdAttribute(), "vpc-0123456789abcdef0" },
        { new SubnetIdAttribute(), "subnet-01234567" },
        { new RouteTableIdAttribute(), "rtb-01234567" },
        { new AvailabilityZoneAttribute(), "us-gov-east-1a" },
        { new CidrAttribute(), "0.0.0.0/16" },
        { new BucketNameAttribute(), "abc" },
        { new BucketNameAttribute(), "a.b-c" },
        { new ObjectPrefixAttribute(), "" },
        { new ObjectPrefixAttribute(), "a/" },
        { new ObjectPrefixAttribute(), "a/.b/..c/...//" },
        { new ObjectPrefixAttribute(), "edge(1)/16.6.5_x!'/" },
        { new FileNameAttribute(), "a.zip" },
        { new Sha256Attribute(), Hash },
        { new RegistryPrefixAttribute(), "registry.example.com" },
        { new RegistryPrefixAttribute(), "registry:5000/a" },
        { new RegistryPrefixAttribute(), "registry--1.example.com:65535/a" },
        { new RegistryPrefixAttribute(), "10.0.0.1/a/b--c__d.e_f/" },
        { new RepositoryAttribute(), "a/b-c_d.e__f--g" },
        { new ImageTagAttribute(), "latest-1" },
        { new ImageTagAttribute(), "_x" },
        { new HandlerAttribute(), "Handler" },
        { new HandlerAttribute(), "com.example.Outer$Inner::handle" },
        { new DirectoryPathAttribute(), "../shared packages/ü" },
    };

    public static readonly TheoryData<Attribute, string> Wrong = new()
    {
        { new EdgeNameAttribute(), "ab" },
        { new EdgeNameAttribute(), "abcdefghijklmnopqrstu" },
        { new EdgeNameAttribute(), "1ab" },
        { new EdgeNameAttribute(), "ab-" },
        { new EdgeNameAttribute(), "a--b" },
        { new EdgeNameAttribute(), "Abc" },
        { new EdgeNameAttribute(), "abc\n" },
        { new ReleaseVersionAttribute(), "16.6" },
        { new ReleaseVersionAttribute(), "16.06.5" },
        { new ReleaseVersionAttribute(), "16.6.5.1" },
        { new ReleaseVersionAttribute(), "10000.0.0" },
        { new RegionAttribute(), "eu-central" },
        { new RegionAttribute(), "eu-centra-1" },
        { new RegionAttribute(), "us-iso-east-1" },
        { new RegionAttribute(), "eu-central-1a" },
        { new AccountIdAttribute(), "1234-5678-9012" },
        { new AccountIdAttribute(), "1234567890123" },
        { new AccountIdAttribute(), "１２３４５６７８９０１２" },
        { new VpcIdAttribute(), "vpc-0123456789" },
        { new SubnetIdAttribute(), "vpc-01234567" },
        { new RouteTableIdAttribute(), "rtb-0123456G" },
        { new AvailabilityZoneAttribute(), "eu-central-1" },
        { new AvailabilityZoneAttribute(), "us-west-2-lax-1a" },
        { new CidrAttribute(), "10.0.0.0" },
        { new CidrAttribute(), "010.0.0.0/16" },
        { new CidrAttribute(), "fd00::/16" },
        { new CidrAttribute(), "١٠.0.0.0/16" },
        { new BucketNameAttribute(), "ab" },
        { new BucketNameAttribute(), "a..b" },
        { new BucketNameAttribute(), "192.168.5.4" },
        { new BucketNameAttribute(), "my-access-point-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias" },
        { new BucketNameAttribute(), "base--usw2-az1--x-s3" },
        { new BucketNameAttribute(), "s3://bucket" },
        { new ObjectPrefixAttribute(), "edge" },
        { new ObjectPrefixAttribute(), "/edge/" },
        { new ObjectPrefixAttribute(), "edge/*/" },
        { new ObjectPrefixAttribute(), "edge/../" },
        { new ObjectPrefixAttribute(), "./" },
        { new FileNameAttribute(), "../a.zip" },
        { new FileNameAttribute(), "a.jar" },
        { new Sha256Attribute(), "0" + Hash },
        { new RegistryPrefixAttribute(), "https://registry.example.com" },
        { new RegistryPrefixAttribute(), "mirror/a" },
        { new RegistryPrefixAttribute(), "registry.example.com//a" },
        { new RegistryPrefixAttribute(), "registry.example.com/A" },
        { new RegistryPrefixAttribute(), "registry.example.com:0/a" },
        { new RegistryPrefixAttribute(), "registry.example.com:65536/a" },
        { new RegistryPrefixAttribute(), "registry..example.com/a" },
        { new RegistryPrefixAttribute(), "registry.-example.com/a" },
        { new RegistryPrefixAttribute(), "user@registry.example.com" },
        { new RepositoryAttribute(), "Dqc" },
        { new RepositoryAttribute(), "/dqc" },
        { new RepositoryAttribute(), "dqc:1" },
        { new ImageTagAttribute(), "latest" },
        { new ImageTagAttribute(), "-1" },
        { new ImageTagAttribute(), "sha256:0" },
        { new HandlerAttribute(), "com.example.Handler:handle" },
        { new HandlerAttribute(), "1a" },
        { new HandlerAttribute(), new string('a', 129) },
        { new DirectoryPathAttribute(), "/packages" },
        { new DirectoryPathAttribute(), "~/packages" },
        { new DirectoryPathAttribute(), @"a\b" },
        { new DirectoryPathAttribute(), "" },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public void A_text_of_the_right_form_is_accepted(Attribute format, string text) => Assert.True(((TextAttribute)format).Accepts(text));

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_text_of_the_wrong_form_is_not_accepted(Attribute format, string text) =>
        Assert.False(((TextAttribute)format).Accepts(text));

    [Fact]
    public void A_text_of_more_than_1024_characters_is_not_accepted_whatever_the_form()
    {
        var anything = new TextAttribute(".*", "", "");

        Assert.True(anything.Accepts(new string('a', 1024)));
        Assert.False(anything.Accepts(new string('a', 1025)));
    }

    [Fact]
    public void A_count_holds_both_of_its_ends()
    {
        var count = new CountAttribute(2, 4);

        Assert.Equal([false, true, true, true, false], Enumerable.Range(1, 5).Select(count.Accepts));
    }

    [Fact]
    public void A_range_holds_both_of_its_ends()
    {
        var range = new RangeAttribute(2, 4);

        Assert.Equal([false, true, true, true, false], Enumerable.Range(1, 5).Select(number => range.Accepts(number)));
    }
}
