using EdgeCdk.Config.Tests.Support;

namespace EdgeCdk.Config.Tests.Yaml;

public sealed class KeyTests
{
    private const string AllKeys =
        "edge, account, vpc, s3, controlPlane, artifacts, registry, observability, alarms, functions, fileSystem, "
            + "accessLogBucket, jobs, planeManager, iam, kms, customerRoleAccounts, "
            + "logRetentionDays, dataRetention, terminationProtection, deployment, tags";

    private const string NameAllowed =
        "use 3 to 20 lower-case letters, digits and single hyphens, beginning with a letter and not ending with a hyphen";

    [Theory]
    [InlineData("  vpcId:", "  vpcID:", "vpc.vpcID", 8, "vpcId")]
    [InlineData("  vpcId:", "  vcpId:", "vpc.vcpId", 8, "vpcId")]
    [InlineData("  vpcId:", "  vpc_id:", "vpc.vpc_id", 8, "vpcId")]
    [InlineData("  privateRouteTableIds:", "  privateRouteTables:", "vpc.privateRouteTables", 12, "privateRouteTableIds")]
    public void A_misspelt_key_is_told_what_it_was_meant_to_be(string from, string to, string key, int line, string meant)
    {
        const string allowed =
            "vpcId, privateSubnetIds, publicSubnetIds, cidrBlocks, availabilityZones, endpoints, endpointOwner, "
                + "privateRouteTableIds, securityGroups, additionalEndpoints, existingEndpoints, internetAccess, endpointPolicies, "
                + "egress, proxy";

        Assert.Equal(
            [$"edges/acme-prod.yaml:{line}:3: {key} is not a key here; use {allowed}; did you mean {meant}?"],
            Workspace.MessagesOfEdge((from, to)));
    }

    [Theory]
    [InlineData("nbme", "name", 2)]
    [InlineData("nam", "name", 2)]
    [InlineData("namee", "name", 2)]
    [InlineData("nmae", "name", 2)]
    [InlineData("anme", "name", 2)]
    [InlineData("NAME", "name", 2)]
    [InlineData("relea", "release", 3)]
    [InlineData("releases1", "release", 3)]
    public void A_key_is_taken_for_misspelt_up_to_a_third_of_its_letters(string key, string meant, int line) => Assert.Equal(
        [$"edges/acme-prod.yaml:{line}:3: edge.{key} is not a key here; use name, release; did you mean {meant}?"],
        Workspace.MessagesOfEdge(($"  {meant}:", $"  {key}:")));

    [Theory]
    [InlineData("nbmf")]
    [InlineData("nmaee")]
    [InlineData("xyname")]
    public void A_key_that_differs_more_is_taken_for_unknown(string key) => Assert.Equal(
        [
            $"edges/acme-prod.yaml:2:3: edge.{key} is not a key here; use name, release; remove the key",
            $"edges/acme-prod.yaml:2:3: edge.name is missing; {NameAllowed}; add name",
        ],
        Workspace.MessagesOfEdge(("  name:", $"  {key}:")));

    [Theory]
    [InlineData(
        "release: 16.6.5",
        "release: 16.6.5\n  owner: me",
        "edges/acme-prod.yaml:4:3: edge.owner is not a key here; use name, release; remove the key")]
    [InlineData(
        "release: 16.6.5",
        "release: 16.6.5\n  naem: x",
        "edges/acme-prod.yaml:4:3: edge.naem is not a key here; use name, release; remove the key")]
    [InlineData(
        "artifacts:",
        "jobs: { dqc: { disk: 1 } }\nartifacts:",
        "edges/acme-prod.yaml:22:16: jobs.dqc.disk is not a key here; use cpu, memoryMiB, ephemeralStorageGiB; remove the key")]
    [InlineData(
        "artifacts:", "jobs: { load: { cpu: 256 } }\nartifacts:",
        "edges/acme-prod.yaml:22:9: jobs.load is not a key here; use <jobs>; remove the key")]
    [InlineData("artifacts:", "x: x\nartifacts:", $"edges/acme-prod.yaml:22:1: x is not a key here; use {AllKeys}; remove the key")]
    [InlineData(
        "artifacts:",
        "vpc.vpcId: x\nartifacts:",
        $"edges/acme-prod.yaml:22:1: vpc.vpcId is not a key here; use {AllKeys}; write it in the block vpc, on an indented line of "
            + "its own")]
    [InlineData(
        "artifacts:", "vpc[0]: x\nartifacts:", $"edges/acme-prod.yaml:22:1: vpc[0] is not a key here; use {AllKeys}; remove the key")]
    [InlineData(
        "artifacts:",
        "\"ta\u200bx\u202eyz\": x\nartifacts:",
        $@"edges/acme-prod.yaml:22:1: ta\u200bx\u202eyz is not a key here; use {AllKeys}; remove the key")]
    [InlineData(
        "artifacts:",
        "<<: { tags: {} }\nartifacts:",
        $"edges/acme-prod.yaml:22:1: << is not a key here; use {AllKeys}; remove the key")]
    public void An_unknown_key_is_refused(string from, string to, string message) =>
        Assert.Equal([Keys.WithJobs(message)], Workspace.MessagesOfEdge((from, to)));

    [Fact]
    public void An_unknown_key_of_any_length_is_shown_in_part()
    {
        var message = Assert.Single(Workspace.MessagesOfEdge(("artifacts:", $"? {new string('k', 2000)}\n: x\nartifacts:")));

        Assert.StartsWith(
            $"edges/acme-prod.yaml:22:3: {new string('k', 200)}… is not a key here; use ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "  release: 16.6.5",
        "  release: 16.6.5\n  name: acme-test",
        "edges/acme-prod.yaml:4:3: edge.name is set twice, first in line 2; use a key once; remove one of them")]
    [InlineData(
        "artifacts:",
        "account: {}\nartifacts:",
        "edges/acme-prod.yaml:22:1: account is set twice, first in line 4; use a key once; remove one of them")]
    [InlineData(
        "artifacts:",
        "tags: { a: b, a: c }\nartifacts:",
        "edges/acme-prod.yaml:22:15: tags.a is set twice, first in line 22; use a key once; remove one of them")]
    public void A_key_that_is_there_twice_is_refused(string from, string to, string message) =>
        Assert.Equal([message], Workspace.MessagesOfEdge((from, to)));

    [Theory]
    [InlineData("  name: acme-prod\n", "", $"edges/acme-prod.yaml:2:3: edge.name is missing; {NameAllowed}; add name")]
    [InlineData(
        "  eventSources: disabled\n",
        "",
        "edges/acme-prod.yaml:18:3: controlPlane.eventSources is missing; use disabled or enabled; add eventSources")]
    [InlineData(
        "  publicSubnetIds: [subnet-093c2ad4f707332e6, subnet-0439b68cf1fa5e1ba]\n", "",
        "edges/acme-prod.yaml:8:3: vpc.publicSubnetIds is missing; use a list of at most 16 items, each subnet- and 8 or 17 "
            + "hexadecimal digits; add publicSubnetIds")]
    [InlineData(
        "account:\n  region: eu-central-1\n  accountId: \"012345678901\"\n", "",
        "edges/acme-prod.yaml:1:1: account is missing; use a block with region, accountId; add account")]
    public void A_key_without_default_that_is_not_there_is_missed(string from, string to, string message) =>
        Assert.Equal([message], Workspace.MessagesOfEdge((from, to)));

    [Theory]
    [InlineData("released: 2026-10-19\n", "", "releases/16.6.5.yaml:1:1: released is missing; use a date such as 2026-11-22; add released")]
    [InlineData(
        "tag: 16.6.5-saas-edge }\n  connectors",
        "}\n  connectors",
        "releases/16.6.5.yaml:4:18: images.plane-manager.tag is missing; use a fixed image tag other than latest; add tag")]
    [InlineData(
        "planeManager: { cpu: 1024, ",
        "planeManager: { ",
        "releases/16.6.5.yaml:15:15: planeManager.cpu is missing; use one of 256, 512, 1024, 2048, 4096, 8192, 16384; add cpu")]
    public void A_key_that_a_release_lacks_is_missed(string from, string to, string message) =>
        Assert.Equal([message], Workspace.MessagesOfRelease((from, to)));

    [Theory]
    [InlineData("name: acme-prod", "name:", $"edges/acme-prod.yaml:2:8: edge.name has no value; {NameAllowed}; give it a value")]
    [InlineData("name: acme-prod", "name: ~", $"edges/acme-prod.yaml:2:9: edge.name has no value; {NameAllowed}; give it a value")]
    [InlineData("name: acme-prod", "name: Null", $"edges/acme-prod.yaml:2:9: edge.name has no value; {NameAllowed}; give it a value")]
    [InlineData(
        "[10.0.0.0/16]",
        "null",
        "edges/acme-prod.yaml:11:15: vpc.cidrBlocks has no value; use a list of 1 to 5 items, each an IPv4 block such as "
            + "10.0.0.0/16; give it a value")]
    [InlineData("[10.0.0.0/16]", "[10.0.0.0/16, ]", null)]
    [InlineData(
        "[10.0.0.0/16]",
        "[10.0.0.0/16, ~]",
        "edges/acme-prod.yaml:11:29: vpc.cidrBlocks[1] has no value; use an IPv4 block such as 10.0.0.0/16; give it a value")]
    [InlineData(
        "  bucket: vendor-releases-eu-central-1\n",
        "",
        "edges/acme-prod.yaml:22:11: artifacts has no value; use a block with bucket, prefix, keyArn, directory; give it a value "
            + "or remove it")]
    [InlineData(
        "artifacts:",
        "logRetentionDays: NULL\nartifacts:",
        "edges/acme-prod.yaml:22:19: logRetentionDays has no value; use one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, "
            + "400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; give it a value or remove it")]
    [InlineData(
        "artifacts:",
        "jobs: { dqc: }\nartifacts:",
        "edges/acme-prod.yaml:22:14: jobs.dqc has no value; use a block with cpu, memoryMiB, ephemeralStorageGiB; give it a value "
            + "or remove it")]
    [InlineData(
        "artifacts:",
        "tags: { a: }\nartifacts:",
        "edges/acme-prod.yaml:22:12: tags.a has no value; use a text; give it a value or remove it")]
    public void A_key_without_value_is_refused(string from, string to, string? message) =>
        Assert.Equal(message is null ? [] : [message], Workspace.MessagesOfEdge((from, to)));

    [Fact]
    public void The_word_null_in_quotes_is_a_text() =>
        Assert.Equal("null", Workspace.LoadEdge(("artifacts:", "tags: { a: 'null' }\nartifacts:")).Config.Tags["a"]);
}
